import { partitionPoint } from '../text/binary-search.ts';
import type { File } from '../text/file.ts';
import type { Stretch } from './shown-texts.ts';

/** A key, a value or a comment, and what of its text between the quotes may be shown. */
export interface Unit {
  readonly offset: number;
  readonly length: number;
  readonly shown: readonly Stretch[];
}

/** What of a file is dots. */
export interface Units {
  /** from and to, in order, of each stretch between two offsets that may not be shown */
  hidden(start: number, end: number): readonly (readonly [number, number])[];
}

/** What stands between units and means nothing by itself. */
const PUNCTUATION = /[^\s{}[\],:="'#]+/g;

/** @param found in any order; they do not overlap. What lies in none of them is shown only where it is punctuation. */
export function units(file: File, found: Unit[]): Units {
  const { text } = file;
  found.sort((a, b) => a.offset - b.offset || a.length - b.length);
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
      const { offset, length, shown } = found[i]!;
      between(at, Math.min(offset, end));
      inside(offset, length, shown);
      at = Math.max(at, offset + length);
    }
    between(at, end);
    return stretches;

    /** Garbage, or what joins the units. Of a word that the end of the excerpt cuts, this is the part within. */
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
