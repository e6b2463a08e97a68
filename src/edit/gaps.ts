import type { File } from '../text/file.ts';

/** In characters: what is written in a file that is indented further is indented so far. */
const WIDEST = 200;
/** Blanks, or a comment. */
const GAP = /\s+|\/\/[^\n]*|\/\*[^]*?\*\//y;

/** The indentation of an offset's line. */
export const indentOf = (file: File, offset: number): string =>
  /^[ \t]*/.exec(file.line(file.position(offset).line).text.slice(0, WIDEST))![0];

/** The indentation before an offset; undefined if anything else precedes it on its line. */
export function ownLine(text: string, offset: number): string | undefined {
  const start = blanksBefore(text, offset);
  return start === 0 || /[\n\r]/.test(text[start - 1]!) ? text.slice(start, offset) : undefined;
}

/** Where the blanks before an offset begin. */
export function blanksBefore(text: string, offset: number, least = 0): number {
  let start = offset;
  while (start > least && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return start;
}

/** The offset of the comma after a value; undefined if there is none before `limit`. */
export function commaAfter(text: string, from: number, limit: number): number | undefined {
  let at = from;
  // one gap at a time: a pattern that repeats keeps a way back for each
  for (GAP.lastIndex = at; at < limit && GAP.test(text); ) at = GAP.lastIndex;
  return text[at] === ',' && at < limit ? at : undefined;
}
