import { partitionPoint } from '../text/binary-search.ts';
import type { Place } from '../text/file.ts';
import type { Edit } from './edit.ts';

/**
 * The same edits, but for objects and lists that nothing is left in: these are closed, `{}`, instead of keeping the lines
 * of what they had. A comment is something.
 * @param edits of one file, which do not touch one another, in the order in which they stand
 */
export function closingEmptied(edits: readonly Edit[]): Edit[] {
  let closed = [...edits];
  for (const from of new Set(edits.flatMap((edit) => edit.from ?? []))) {
    const start = from.offset + 1;
    const end = from.offset + from.length - 1;
    const first = partitionPoint(closed.length, (i) => closed[i]!.at.offset < start);
    const next = partitionPoint(closed.length, (i) => closed[i]!.at.offset <= end);
    const inside = closed.slice(first, next);
    if (inside.every(({ text }) => text === '') && isBlankBut(inside, from, start, end))
      closed = [
        ...closed.slice(0, first),
        { at: { file: from.file, offset: start, length: end - start }, text: '', from },
        ...closed.slice(next),
      ];
  }
  return closed;
}

function isBlankBut(gone: readonly Edit[], { file: { text } }: Place, start: number, end: number): boolean {
  let kept = start;
  for (const { at } of gone) {
    if (!isBlank(text, kept, at.offset)) return false;
    kept = at.offset + at.length;
  }
  return kept <= end && isBlank(text, kept, end);
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text[at]!.trim() !== '') return false;
  return true;
}
