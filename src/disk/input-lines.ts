import { readSome } from './read-some.ts';

const CHUNK = 1 << 16;
/** In bytes: no home comes near. */
const LONGEST = 64 * 1024 * 1024;

/** A piece of standard input, or that it is too long to be one. */
export type Piece = { readonly text: string } | { readonly tooLong: true };

/** Standard input up to each separator, read as it comes; what follows the last one counts if there is any. */
export function* inputPieces(separator: '\n' | '\0'): Iterable<Piece> {
  const end = separator.charCodeAt(0);
  const chunk = Buffer.alloc(CHUNK);
  let parts: Buffer[] = [];
  let length = 0;
  for (let count = readSome(0, chunk); count > 0; count = readSome(0, chunk)) {
    let from = 0;
    const bytes = chunk.subarray(0, count);
    for (let to = bytes.indexOf(end); to >= 0; to = bytes.indexOf(end, from)) {
      take(bytes.subarray(from, to));
      yield piece();
      from = to + 1;
    }
    take(bytes.subarray(from));
  }
  if (length > 0) yield piece();

  function take(bytes: Buffer): void {
    length += bytes.length;
    if (length <= LONGEST) parts.push(Buffer.from(bytes));
    else parts = [];
  }

  function piece(): Piece {
    const found: Piece = length > LONGEST ? { tooLong: true } : { text: Buffer.concat(parts).toString('utf8') };
    parts = [];
    length = 0;
    return found;
  }
}
