import type { File } from '../text/file.ts';
import type { Parsed } from './parsed.ts';
import { readQuickly } from './quick.ts';
import { parseAnyJson5 } from './tolerant.ts';

export { parseAnyJson5 } from './tolerant.ts';

/**
 * Reads JSON5 as OpenClaw does (json5 2.2.3; facts 1.2), with every node's place, and recovers from errors. Never
 * throws; linear in the text.
 */
export function parseJson5(file: File): Parsed {
  return readQuickly(file, false) ?? parseAnyJson5(file);
}
