import type { File, Place } from '../text/file.ts';

/** The one stretch in which two texts differ: from `start` to `end` in the first, and what the second has there. */
export interface Difference {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Compared in pieces: V8 compares strings faster than a loop does their characters. */
const PIECE = 1024;

export function difference(was: string, is: string): Difference | undefined {
  if (was === is) return undefined;
  const start = alike(
    PIECE,
    0,
    Math.min(was.length, is.length),
    (from, to) => was.slice(from, to) === is.slice(from, to),
  );
  const behind = alike(
    PIECE,
    0,
    Math.min(was.length, is.length) - start,
    (from, to) => was.slice(was.length - to, was.length - from) === is.slice(is.length - to, is.length - from),
  );
  return { start, end: was.length - behind, text: is.slice(start, is.length - behind) };
}

/** How far two texts are alike, at most `most`. */
function alike(step: number, from: number, most: number, equal: (from: number, to: number) => boolean): number {
  let at = from;
  while (at + step <= most && equal(at, at + step)) at += step;
  return step === 1 ? at : alike(step >> 5, at, most, equal);
}

/** Places of a file in the text that it has become. */
export interface Shift {
  place(of: Place): Place;
  /** whether a place is another than before, for those who count lines and columns */
  moves(of: Place): boolean;
}

/** @param after the file with the difference made */
export function shift(before: File, after: File, { start, end, text }: Difference): Shift {
  const by = after.text.length - before.text.length;
  const breaks = /[\r\n]/.test(text) || /[\r\n]/.test(before.text.slice(start, end));
  const rest = breaks ? -1 : before.text.slice(end).search(/[\r\n]/);
  const last = rest < 0 ? before.text.length : end + rest;
  const from = (offset: number) => (offset >= end ? offset + by : Math.min(offset, end + by));
  const to = (offset: number) => (offset <= start ? offset : offset >= end ? offset + by : Math.min(offset, end + by));
  return {
    place(of) {
      if (of.file !== before) return of;
      const offset = from(of.offset);
      return { file: after, offset, length: Math.max(0, to(of.offset + of.length) - offset) };
    },
    moves: (of) => of.file === after || (of.file === before && of.offset + of.length >= start && of.offset <= last),
  };
}
