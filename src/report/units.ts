import { partitionPoint } from '../text/binary-search.ts';
import type { File } from '../text/file.ts';
import type { Part } from './parts.ts';
import type { Stretch } from './shown-texts.ts';

/** Which parts of a file are masked. */
export interface Units {
  /** start and end, in order, of each masked range between two offsets */
  hidden(start: number, end: number): readonly (readonly [number, number])[];
}

/** Punctuation between parts. */
const PUNCTUATION = /[^\s{}[\],:="'#]+/g;

/** @param parts in any order; they do not overlap. What lies in none of them is shown only where it is punctuation. */
export function units(file: File, parts: readonly Part[]): Units {
  const { text } = file;
  const found = [...parts].sort((a, b) => a.offset - b.offset || a.length - b.length);
  const ends: number[] = [];
  let reach = 0;
  for (const { offset, length } of found) ends.push((reach = Math.max(reach, offset + length)));
  return { hidden };

  function hidden(start: number, end: number): (readonly [number, number])[] {
    const stretches: [number, number][] = [];
    let at = start;
    for (
      let i = partitionPoint(ends.length, (i) => ends[i]! <= start);
      i < found.length && found[i]!.offset < end;
      i++
    ) {
      const part = found[i]!;
      const { offset, length } = part;
      between(at, Math.min(offset, end));
      inside(offset, length, part.shown());
      at = Math.max(at, offset + length);
    }
    between(at, end);
    return stretches;

    /**
     * The text between parts: garbage or punctuation; a word cut by the end of the excerpt counts with its visible
     * part.
     */
    function between(from: number, to: number): void {
      if (from >= to) return;
      for (const match of text.slice(from, to).matchAll(PUNCTUATION))
        hide(from + match.index, from + match.index + match[0].length);
    }

    function inside(offset: number, length: number, shown: readonly Stretch[]): void {
      const quote = text[offset];
      const isQuoted = quote === '"' || quote === "'" || quote === '`';
      const from = offset + (isQuoted ? 1 : 0);
      const to = offset + length - (isQuoted && length > 1 && text[offset + length - 1] === quote ? 1 : 0);
      let next = from;
      for (const stretch of shown) {
        hideWords(next, Math.min(from + stretch.start, to));
        next = Math.min(from + stretch.end, to);
      }
      hideWords(next, to);
    }

    function hideWords(from: number, to: number): void {
      if (from < to && /[^\s\p{P}\p{S}]/u.test(text.slice(from, to))) hide(from, to);
    }

    function hide(from: number, to: number): void {
      const [low, high] = [Math.max(from, start), Math.min(to, end)];
      const last = stretches.at(-1);
      if (low >= high) return;
      if (last && last[1] === low) last[1] = high;
      else stretches.push([low, high]);
    }
  }
}
