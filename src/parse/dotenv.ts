import type { File, Place } from '../text/file.ts';
import type { Key } from './tree.ts';

/** One assignment. What it assigns is not kept, only where it stands. */
export interface DotenvVariable {
  readonly name: Key;
  /** the value without its quotes and outer blanks: what to mask when the line is shown */
  readonly value: Place;
  /**
   * from the `#` to the end of the line, where a `#` without a blank before it ends an unquoted value: dotenv drops
   * it as a comment, the author may have meant it as the rest of a secret. To be masked as well.
   */
  readonly cut?: Place;
  /** nothing is left of the value */
  readonly empty: boolean;
  /** nothing but white space is left of the value; true of every empty one */
  readonly blank: boolean;
  /** a later line assigns the same name and wins */
  readonly shadowed?: true;
}

/** The lines of a `.env` file as npm dotenv's `parse` takes them; OpenClaw reads its files with it (facts 2.5). */
export interface Dotenv {
  readonly file: File;
  /** in the order of the file */
  readonly variables: readonly DotenvVariable[];
  /** lines that are neither blank nor comment nor assignment: dotenv skips them silently. They may hold secrets. */
  readonly ignored: readonly Place[];
}

const ink = /\S/g;
const lineEnd = /[\n\r\u2028\u2029]/g;
const wordEnd = /[^\w.-]/g;
/** where an unquoted value ends; U+2028 and U+2029 are part of it, although elsewhere they end lines */
const valueEnd = /[#\n\r]/g;
/** nothing more on this line, or a comment */
const tail = /[^\S\n\r\u2028\u2029]*(?:[#\n\r\u2028\u2029]|$)/y;

/** Never throws; time and memory are linear in the text. Agrees with dotenv 17.4 and 18 on names and emptiness. */
export function parseDotenv(file: File): Dotenv {
  const { text } = file;
  const variables: DotenvVariable[] = [];
  const ignored: Place[] = [];
  for (let at = find(ink, text, 0); at < text.length; ) {
    const assignment = assignmentAt(text, at);
    let resume = at;
    if (assignment) {
      const { name, from } = assignment;
      const value = valueAt(file, from);
      resume = value.resume;
      // dotenv collects into a plain object, where this name sets nothing
      if (text.slice(name, assignment.nameEnd) === '__proto__') ignored.push(place(file, name, assignment.nameEnd));
      else variables.push({ name: key(file, name, assignment.nameEnd), ...value.variable });
    } else if (text[at] !== '#') {
      ignored.push(trimmed(file, at, find(lineEnd, text, at)));
    }
    at = find(ink, text, find(lineEnd, text, resume));
  }
  const last = new Map(variables.map((variable) => [variable.name.value, variable]));
  const shadows = (variable: DotenvVariable): DotenvVariable =>
    last.get(variable.name.value) === variable ? variable : { ...variable, shadowed: true };
  return { file, variables: variables.map(shadows), ignored };
}

/**
 * `export`? name, then `=` after any white space, or `:` before some. White space includes line breaks, as in dotenv.
 */
function assignmentAt(text: string, at: number): { name: number; nameEnd: number; from: number } | undefined {
  const exported = text.startsWith('export', at) ? find(ink, text, at + 6) : at;
  for (const name of exported > at + 6 ? [exported, at] : [at]) {
    const nameEnd = find(wordEnd, text, name);
    if (nameEnd === name) continue;
    const equals = find(ink, text, nameEnd);
    if (text[equals] === '=') return { name, nameEnd, from: equals + 1 };
    if (text[nameEnd] === ':' && /\s/.test(text[nameEnd + 1] ?? ''))
      return { name, nameEnd, from: nameEnd + (text.startsWith('\r\n', nameEnd + 1) ? 3 : 2) };
  }
  return undefined;
}

/** The value behind a separator, and where the line goes on behind it. A quoted value may begin on a later line. */
function valueAt(file: File, from: number): { variable: Omit<DotenvVariable, 'name'>; resume: number } {
  const { text } = file;
  const open = find(ink, text, from);
  const close = closingQuote(text, open);
  if (close !== undefined) {
    const value = place(file, open + 1, close);
    let written = text.slice(open + 1, close);
    // in double quotes these stand for line breaks
    if (text[open] === '"') written = written.replace(/\\[nr]/g, '');
    return { variable: { value, empty: value.length === 0, blank: written.trim() === '' }, resume: close + 1 };
  }
  const until = find(valueEnd, text, from);
  const value = trimmed(file, from, until);
  const empty = value.length === 0;
  const cut = text[until] === '#' && !empty && value.offset + value.length === until;
  const variable = { value, empty, blank: empty, ...(cut && { cut: place(file, until, find(lineEnd, text, until)) }) };
  return { variable, resume: until };
}

/**
 * The quote that ends the value opened at `open`: the first one without a backslash before it; if more text follows
 * that one on its line, the last one before it that has a backslash and no text behind it. Undefined where there is
 * none, or no quote at `open`. An opening quote has no backslash before it, so no stretch is searched twice.
 */
function closingQuote(text: string, open: number): number | undefined {
  const quote = text[open];
  if (quote !== "'" && quote !== '"' && quote !== '`') return undefined;
  let found: number | undefined;
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    tail.lastIndex = at + 1;
    if (tail.test(text)) found = at;
    if (text[at - 1] !== '\\') break;
  }
  return found;
}

function place(file: File, from: number, to: number): Place {
  return { file, offset: from, length: to - from };
}

function key(file: File, from: number, to: number): Key {
  return { ...place(file, from, to), value: file.text.slice(from, to) };
}

function trimmed(file: File, from: number, to: number): Place {
  const part = file.text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  return place(file, start, start + part.trim().length);
}

/** The offset of the first match at or behind `from`, else the length of the text. */
function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
