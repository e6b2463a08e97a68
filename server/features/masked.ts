import { sourcesOf } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import type { UriOf } from '../protocol/positions.ts';

/** The text files of a home as they can be shown to anybody: dots stand for what is not known to be no secret. */
export function masked({ result, mask }: CheckedHome, uri: UriOf): { uri: string; text: string }[] {
  return sourcesOf(result).map(({ file }) => ({
    uri: uri(file.path),
    text: mask.excerpt(file, 0, file.text.length, []).text,
  }));
}
