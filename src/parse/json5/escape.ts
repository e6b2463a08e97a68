import { own } from '../../text/own.ts';
import { isLetter, isNamePart } from './letters.ts';

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|\r\n|([\s\S])|$)/g;
const SHORT: Record<string, string> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
  '\n': '',
  '\r': '',
  '\u2028': '',
  '\u2029': '',
};

/** The value of a string as JSON5 reads it. An escape that JSON5 refuses is kept as written. */
export function unescapeText(raw: string): string {
  return raw.replace(ESCAPE, (_, two: string | undefined, four: string | undefined, one: string | undefined) => {
    const hex = two ?? four;
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    return one === undefined ? '' : (own(SHORT, one) ?? one);
  });
}

export const isHex = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * The end of an escape, and whether JSON5 accepts it.
 * @param at offset of the backslash
 * @returns the offset after the escape, negated and minus one when JSON5 refuses it
 */
export function skipEscape(text: string, at: number): number {
  const code = text.charCodeAt(at + 1);
  if (Number.isNaN(code)) return at + 1;
  if (code === 13) return text.charCodeAt(at + 2) === 10 ? at + 3 : at + 2;
  if (code === 48) return isDigit(text.charCodeAt(at + 2)) ? -(at + 3) - 1 : at + 2;
  if (isDigit(code)) return -(at + 2) - 1;
  if (code !== 120 && code !== 117) return at + 2;
  const end = at + (code === 120 ? 4 : 6);
  for (let i = at + 2; i < end; i++) if (!isHex(text.charCodeAt(i))) return -i - 1;
  return end;
}

/**
 * An unquoted key as json5 reads it (ES5 identifiers, including reserved words, with letters of Unicode 10), or
 * undefined.
 */
export function readName(raw: string): string | undefined {
  let i = 0;
  for (; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 36 || code === 95;
    if (!letter && (i === 0 || !isDigit(code))) break;
  }
  if (i === raw.length) return raw === '' ? undefined : raw;
  let name = raw.slice(0, i);
  while (i < raw.length) {
    const escaped = raw[i] === '\\';
    if (escaped && !/^u[0-9a-fA-F]{4}$/.test(raw.slice(i + 1, i + 6))) return undefined;
    const point = escaped ? parseInt(raw.slice(i + 2, i + 6), 16) : raw.codePointAt(i)!;
    if (name === '' ? !isLetter(point) : !isNamePart(point)) return undefined;
    const piece = String.fromCodePoint(point);
    name += piece;
    i += escaped ? 6 : piece.length;
  }
  return name;
}
