import type { File, Place } from '../text/file.ts';
import { perObject } from '../text/memo.ts';

/** How a document is written: its quotes, trailing commas and indentation. */
export interface Style {
  readonly key: '"' | "'" | '';
  readonly value: '"' | "'";
  readonly trailingComma: boolean;
  readonly indent: string;
  /** what follows a colon, or a comma in a line */
  readonly gap: ' ' | '';
  readonly eol: '\n' | '\r\n';
}

/** A trailing comma. */
const TRAILING = /[^\s,[{],\s*[}\]]/;
/** A name that needs no quotes. */
const PLAIN = /^[A-Za-z_$][\w$]*$/;
/** How much of a document is sampled, in characters. */
const SAMPLE = 20_000;

/** Looks at the first quote and comma of each kind; a document without any counts as JSON. */
export const styleOf = perObject((file: File): Style => {
  const text = file.text.slice(0, SAMPLE);
  const key = /[{,]\s*(?:(["'])|[A-Za-z_$][\w$]*\s*:)/.exec(text.replace(/\/\/.*$/gm, ''));
  const value = /[:[]\s*(["'])/.exec(text)?.[1];
  const quote = (mark: string | undefined) => (mark === "'" ? "'" : '"');
  return {
    key: !key ? '"' : key[1] === undefined ? '' : quote(key[1]),
    value: quote(value ?? key?.[1]),
    trailingComma: TRAILING.test(text),
    indent: /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ',
    gap: /["'\w]:(?=["'[{\w])/.exec(text) && !/["'\w]\s*:\s/.test(text) ? '' : ' ',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
});

/** Whether there are trailing commas except at a place, where one may be waiting for what is being typed. */
export const hasTrailingCommas = ({ file: { text }, offset, length }: Place): boolean =>
  [text.slice(0, offset), text.slice(offset + length)].some((part) => TRAILING.test(part.slice(0, SAMPLE)));

/** Quotes a text. */
export function quoted(text: string, quote: '"' | "'"): string {
  const json = JSON.stringify(text);
  return quote === '"' ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Quotes a text the way the string at a place is quoted. */
export const quoteLike = ({ file, offset }: Place, text: string): string =>
  quoted(text, file.text[offset] === "'" ? "'" : '"');

/** Writes a key as the document does; bare only if possible. */
export const keyText = (name: string, { key, value }: Style): string =>
  key === '' && PLAIN.test(name) ? name : quoted(name, key || value);

/** A new name for a key, keeping its quotes; a bare key stays bare if the new name allows it. */
export const keyLike = (key: Place, name: string): string =>
  /["']/.test(key.file.text[key.offset] ?? '') || !PLAIN.test(name) ? quoteLike(key, name) : name;

/** A range without its comments. */
export const uncommented = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
