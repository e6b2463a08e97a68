import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { File, Place } from '../text/file.ts';
import { isBreak, oddQuote } from './json5/characters.ts';
import type { Dialect } from './json5/dialect.ts';
import { endOfOpen } from './json5/quotes.ts';
import { readForeign } from './json5/scalar.ts';
import * as token from './json5/tokens.ts';
import { type Parsed, Problems } from './parsed.ts';
import { result } from './tolerant.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LITERALS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const json: Dialect = {
  language: 'strict JSON',
  trailingComma: false,
  name: () => undefined,
  scalar: (raw) => LITERALS.get(raw) ?? (raw === 'null' ? null : NUMBER.test(raw) ? Number(raw) : undefined),
  foreign: readForeign,
};

/** As parseJson, without the fast path for well-formed files. */
export function parseAnyJson(file: File): Parsed {
  return result(file, new StrictScan(file), json);
}

// jsonc-parser's SyntaxKind and ScanError are const enums, which isolatedModules cannot read.
const KINDS: Record<number, number> = {
  1: token.OPEN_OBJECT,
  2: token.CLOSE_OBJECT,
  3: token.OPEN_ARRAY,
  4: token.CLOSE_ARRAY,
  5: token.COMMA,
  6: token.COLON,
};
const [STRING, LINE_COMMENT, BLOCK_COMMENT, LINE_BREAK, SPACE, END] = [10, 12, 13, 14, 15, 17];
const [OPEN_COMMENT, OPEN_STRING, BAD_UNICODE, BAD_ESCAPE, BAD_CHARACTER] = [1, 2, 4, 5, 6];

/** jsonc-parser's tokens, restricted to strict JSON. */
class StrictScan {
  readonly tokens: token.Tokens;
  readonly problems: Problems;
  readonly comments: Place[] = [];
  cut = false;
  #lineStart = 0;
  #newLine = true;
  readonly #scanner: JSONScanner;

  constructor(file: File) {
    this.tokens = new token.Tokens(file);
    this.problems = new Problems(file);
    this.#scanner = createScanner(file.text, false);
    for (;;) {
      if (this.#oddString(this.#scanner.getPosition())) continue;
      const kind: number = this.#scanner.scan();
      if (kind === END) break;
      this.#take(kind);
    }
    this.#add(token.END, file.text.length, file.text.length);
  }

  #take(kind: number): void {
    const start = this.#scanner.getTokenOffset();
    const end = start + this.#scanner.getTokenLength();
    if (kind === SPACE) return;
    if (kind === LINE_BREAK) {
      this.#newLine = true;
      this.#lineStart = end;
    } else if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) this.#comment(start, end);
    else if (kind === STRING) this.#string(start, end);
    else this.#add(KINDS[kind] ?? token.BARE, start, end);
  }

  #add(kind: number, start: number, end: number, flags = 0): void {
    this.tokens.add(kind, start, end, flags, this.#newLine ? this.#lineStart : -1);
    this.#newLine = false;
  }

  #comment(start: number, end: number): void {
    this.comments.push(this.problems.place(start, end - start));
    if (this.#scanner.getTokenError() === OPEN_COMMENT) {
      this.cut = true;
      this.problems.structureCertain = false;
    }
    this.problems.report(start, end - start, 'strict JSON does not allow comments', 'remove it', 'remove the comment', [
      [start, end - start, ''],
    ]);
  }

  #string(start: number, end: number): void {
    const error: number = this.#scanner.getTokenError();
    const { text } = this.tokens;
    const flags = text.slice(start, end).includes('\\') ? token.ESCAPED : 0;
    if (error === OPEN_STRING) {
      const last = endOfOpen(text, start, end);
      this.problems.structureCertain = false;
      this.problems.report(start, last - start, 'a string has no closing quote', 'add `"` where the string ends');
      this.#scanner.setPosition(last);
      return this.#add(token.TEXT, start, last, flags | token.NO_CLOSE);
    }
    if (error === BAD_UNICODE || error === BAD_ESCAPE)
      this.problems.report(
        start,
        end - start,
        'the string has an escape that JSON does not know',
        'write `\\\\` for a backslash',
      );
    else if (error === BAD_CHARACTER)
      this.problems.report(
        start,
        end - start,
        'the string has a control character',
        'write it as an escape, a tab as `\\t`',
      );
    this.#add(token.TEXT, start, end, flags);
  }

  /** Handles strings in other quotes and a byte order mark before jsonc-parser swallows more text into one token. */
  #oddString(start: number): boolean {
    const { text } = this.tokens;
    const code = text.charCodeAt(start);
    if (code === 0xfeff) {
      this.problems.report(
        start,
        1,
        'the file starts with a byte order mark',
        'save it as UTF-8 without BOM',
        'remove the mark',
        [[start, 1, '']],
      );
      this.#scanner.setPosition(start + 1);
      return true;
    }
    const closers = code === 39 ? "'" : oddQuote(code);
    if (!closers) return false;
    let close = start + 1;
    while (close < text.length && !closers.includes(text[close]!) && !isBreak(text.charCodeAt(close))) close++;
    const closed = close < text.length && !isBreak(text.charCodeAt(close));
    const end = closed ? close + 1 : endOfOpen(text, start, close);
    const inner = text.slice(start + 1, close);
    const title = /["\\]/.test(inner) || !closed ? undefined : 'use double quotes';
    this.problems.report(start, 1, 'strings stand in double quotes', 'use `"`', title, [
      [start, 1, '"'],
      [close, 1, '"'],
    ]);
    if (!closed) this.problems.structureCertain = false;
    this.#scanner.setPosition(end);
    this.#add(token.TEXT, start, end, (inner.includes('\\') ? token.ESCAPED : 0) | (closed ? 0 : token.NO_CLOSE));
    return true;
  }
}
