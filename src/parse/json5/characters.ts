const SPACE = new Set([9, 10, 11, 12, 13, 32, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);

/** JSON5 white space, including line breaks (json5 2.2.3). */
export function isSpace(code: number): boolean {
  return SPACE.has(code) || (code >= 0x2000 && code <= 0x200a);
}

export const isBreak = (code: number): boolean => code === 10 || code === 13;

const ENDS_BARE = new Uint8Array(128);
for (const char of '\t\n\v\f\r {}[]:,;"\'`') ENDS_BARE[char.charCodeAt(0)] = 1;

/** The end of a run of characters that are not white space, brackets, separators, quotes or the start of a comment. */
export function skipBare(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      if (ENDS_BARE[code] === 1) break;
      if (code === 47 && startsComment(text, i)) break;
    } else if (isSpace(code) || oddQuote(code)) break;
  }
  return i;
}

export function startsComment(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 47 && (next === 47 || next === 42);
}

const CLOSERS_OF = { double: '“”„‟"', single: "‘’‚‛'", back: '`' } as const;

/** The closing counterpart of a typographic quote or backtick; undefined for other characters. */
export function oddQuote(code: number): string | undefined {
  if (code === 96) return CLOSERS_OF.back;
  if (code >= 0x201c && code <= 0x201f) return CLOSERS_OF.double;
  if (code >= 0x2018 && code <= 0x201b) return CLOSERS_OF.single;
  return undefined;
}

/** The end of an offset's line, without the line break. */
export function lineEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && !isBreak(text.charCodeAt(i))) i++;
  return i;
}
