import type { File, Place } from '../../src/text/file.ts';

/** How a document is written: its quotes, and whether it uses trailing commas. */
export interface Habits {
  readonly key: '"' | "'" | '';
  readonly value: '"' | "'";
  readonly trailingComma: boolean;
  readonly indent: string;
  readonly eol: '\n' | '\r\n';
}

const known = new WeakMap<File, Habits>();

/** A trailing comma. */
const TRAILING = /[^\s,[{],\s*[}\]]/;

/** Whether there are trailing commas except at a place, where one may be waiting for what is being typed. */
export const hasTrailingCommas = ({ file: { text }, offset, length }: Place): boolean =>
  [text.slice(0, offset), text.slice(offset + length)].some((part) => TRAILING.test(part.slice(0, SAMPLE)));

/** How much of a document is sampled, in characters. */
const SAMPLE = 20_000;

/** Looks at the first quote and comma of each kind; a document without any counts as JSON. */
export function habitsOf(file: File): Habits {
  let habits = known.get(file);
  if (!habits) known.set(file, (habits = look(file.text.slice(0, SAMPLE))));
  return habits;
}

function look(text: string): Habits {
  const key = /[{,]\s*(?:(["'])|[A-Za-z_$][\w$]*\s*:)/.exec(text.replace(/\/\/.*$/gm, ''));
  const value = /[:[]\s*(["'])/.exec(text)?.[1];
  const quote = (found: string | undefined) => (found === "'" ? "'" : '"');
  return {
    key: !key ? '"' : key[1] === undefined ? '' : quote(key[1]),
    value: quote(value ?? key?.[1]),
    trailingComma: TRAILING.test(text),
    indent: /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Quotes a text. */
export const quoted = (text: string, quote: '"' | "'"): string =>
  `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;

/** Writes a key as the document does; bare only if possible. */
export const keyText = (name: string, { key, value }: Habits): string =>
  key === '' && /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name, key || value);
