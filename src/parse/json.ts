import type { File } from '../text/file.ts';
import type { Parsed } from './parsed.ts';
import { readQuickly } from './quick.ts';
import { parseAnyJson } from './strict.ts';

export { parseAnyJson } from './strict.ts';

/**
 * Reads strict JSON (`auth-profiles.json`; JSON.parse, so no comments, no trailing commas, no byte order mark) with
 * every node's place. Errors as in Parsed; none if and only if JSON.parse accepts the text. Never throws.
 */
export function parseJson(file: File): Parsed {
  return readQuickly(file, true) ?? parseAnyJson(file);
}
