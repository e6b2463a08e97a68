import type { File } from '../text/file.ts';
import type { Parsed } from './parsed.ts';
import { readQuickly } from './quick.ts';
import { parseAnyJson } from './strict.ts';

export { parseAnyJson } from './strict.ts';

/**
 * Reads strict JSON, as JSON.parse does (`auth-profiles.json`: no comments, trailing commas or byte order mark), with
 * every node's place. Reports no errors if and only if JSON.parse accepts the text. Never throws.
 */
export function parseJson(file: File): Parsed {
  return readQuickly(file, true) ?? parseAnyJson(file);
}
