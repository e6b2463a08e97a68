import type { File, Place } from '../text/file.ts';
import type { Key } from './tree.ts';

/** One assignment. Its value is not kept, only the value's place. */
export interface DotenvVariable {
  readonly name: Key;
  /** the value without quotes and surrounding blanks: to be masked when the line is shown */
  readonly value: Place;
  /**
   * the rest of the line from a `#` that ends an unquoted value without a blank before it: dotenv drops it as a
   * comment, but it may be part of a secret, so it is masked as well.
   */
  readonly cut?: Place | undefined;
  /** the value is empty */
  readonly empty: boolean;
  /** the value is only white space; true of empty values too */
  readonly blank: boolean;
  /** a later line assigns the same name, and wins */
  readonly shadowed?: true;
}

/** A `.env` file as npm dotenv's `parse` reads it, which is what OpenClaw uses (facts 2.5). */
export interface Dotenv {
  readonly file: File;
  /** in file order */
  readonly variables: readonly DotenvVariable[];
  /** lines that are neither blank, comment nor assignment: dotenv skips them silently. They may contain secrets. */
  readonly ignored: readonly Place[];
}

const ink = /\S/g;
const lineEnd = /[\n\r\u2028\u2029]/g;
const wordEnd = /[^\w.-]/g;
/** the end of an unquoted value; U+2028 and U+2029 belong to it, although elsewhere they end lines */
const valueEnd = /[#\n\r]/g;
/** the rest of the line is empty or a comment */
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
      // dotenv collects into a plain object, on which assigning this name does nothing
      if (text.slice(name, assignment.nameEnd) === '__proto__') ignored.push(place(file, name, assignment.nameEnd));
      else {
        const { value: written, empty, blank, cut } = value.variable;
        variables.push({ name: keyOf(file, name, assignment.nameEnd), value: written, empty, blank, cut });
      }
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
 * `export`? name, then `=` with optional white space before it, or `:` with white space after it. White space includes
 * line breaks, as in dotenv.
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

/** The value after a separator, and the offset after it. A quoted value may begin on a later line. */
function valueAt(file: File, from: number): { variable: Omit<DotenvVariable, 'name'>; resume: number } {
  const { text } = file;
  const open = find(ink, text, from);
  const close = closingQuote(text, open);
  if (close !== undefined) {
    const value = place(file, open + 1, close);
    let written = text.slice(open + 1, close);
    // in double quotes, dotenv turns these into line breaks
    if (text[open] === '"') written = written.replace(/\\[nr]/g, '');
    const blank = written.trim() === '';
    return { variable: { value, empty: value.length === 0, blank, cut: undefined }, resume: close + 1 };
  }
  const until = find(valueEnd, text, from);
  const value = trimmed(file, from, until);
  const empty = value.length === 0;
  const isCut = text[until] === '#' && !empty && value.offset + value.length === until;
  const cut = isCut ? place(file, until, find(lineEnd, text, until)) : undefined;
  return { variable: { value, empty, blank: empty, cut }, resume: until };
}

/**
 * The quote that closes the value opened at `open`: the first one without a backslash before it; if text follows that
 * one on its line, the last escaped one before it that has no text after it. Undefined if there is none, or no quote at
 * `open`. An opening quote never has a backslash before it, so no range is searched twice.
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

function keyOf(file: File, from: number, to: number): Key {
  return { file, offset: from, length: to - from, value: file.text.slice(from, to) };
}

function trimmed(file: File, from: number, to: number): Place {
  const part = file.text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  return place(file, start, start + part.trim().length);
}

/** The offset of the first match at or after `from`; the length of the text if there is none. */
function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
