import { isBreak, oddQuote } from './characters.ts';
import { COLON } from './tokens.ts';

/**
 * `"model: "x"` or `"agents: {`: a key's closing quote is missing, and the string swallowed the colon.
 * @param start the opening quote
 * @param end where the string ends now
 * @param previous the kind of the token before it
 * @returns the offset at which the key ends, or -1
 */
export function misplacedColon(text: string, start: number, end: number, previous: number): number {
  if (previous === COLON) return -1;
  const key = /["'][\w$.@/:-]{1,80}?(?=[ \t]{0,9}:(?:[ \t]{0,9}["'{[]|[ \t]{1,9}[\w.+-]))/y;
  key.lastIndex = start;
  return key.test(text) && key.lastIndex < end ? key.lastIndex : -1;
}

/** The offset of a typographic quote meant to close an unterminated string, or -1. */
export function closeOddly(text: string, start: number, end: number): number {
  const last = endOfOpen(text, start, end) - 1;
  return last > start && text[last] !== '`' && oddQuote(text.charCodeAt(last)) ? last : -1;
}

/** Where an unterminated string was probably meant to end: before trailing commas and surplus brackets on its line. */
export function endOfOpen(text: string, start: number, end: number): number {
  let surplus = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 125 || code === 93) surplus++;
    else if (code === 123 || code === 91) surplus--;
  }
  let last = end;
  for (; last > start + 1; last--) {
    const char = text[last - 1]!;
    if (char === '}' || char === ']') {
      if (surplus-- <= 0) break;
    } else if (char !== ',' && char !== ' ' && char !== '\t') break;
  }
  return last;
}

const MOST_LINES = 20;

/**
 * The offset of the closing quote of a string with line breaks, or -1 if the following lines look like config rather
 * than running text.
 * @param at the end of the string's first line
 */
export function continues(text: string, at: number, quote: number): number {
  let i = at;
  for (let line = 0; line < MOST_LINES && i < text.length; line++) {
    while (i < text.length && isBreak(text.charCodeAt(i))) i++;
    const head = /[ \t]*(?:["'{}[\],#]|\/[/*]|$|[\w$.@/-]{1,80}["']?\s{0,9}:)/y;
    head.lastIndex = i;
    if (head.test(text)) return -1;
    for (; i < text.length && !isBreak(text.charCodeAt(i)); i++) {
      if (text.charCodeAt(i) === quote) return /["'\w]/.test(text[i + 1] ?? '') ? -1 : i;
      if (text.charCodeAt(i) === 92) i++;
    }
  }
  return -1;
}
