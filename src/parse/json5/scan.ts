import type { File, Place } from '../../text/file.ts';
import { Problems } from '../parsed.ts';
import { isBreak, isSpace, lineEnd, oddQuote, skipBare, startsComment } from './characters.ts';
import { skipEscape } from './escape.ts';
import { closeOddly, continues, endOfOpen, misplacedColon } from './quotes.ts';
import * as token from './tokens.ts';

/** What each ASCII character starts: a bracket or separator (its token kind), or one of these. */
const [BARE, TEXT, SPACE, OTHER] = [token.BARE, token.TEXT, 9, 10];
const STARTS = new Uint8Array(128).fill(BARE);
for (const char of '\t\n\v\f\r ') STARTS[char.charCodeAt(0)] = SPACE;
for (const char of '/#<=>|;`') STARTS[char.charCodeAt(0)] = OTHER;
for (const char of '"\'') STARTS[char.charCodeAt(0)] = TEXT;
for (const [kind, char] of [...' {}[]:,'].entries()) if (kind > 0) STARTS[char.charCodeAt(0)] = kind;

/** Tokenizes JSON5. Invalid tokens are reported here and nowhere else. */
export class Scan {
  readonly tokens: token.Tokens;
  readonly problems: Problems;
  readonly comments: Place[] = [];
  /** an unclosed comment hides the rest of the text */
  cut = false;
  #at = 0;
  #lineStart = 0;
  #newLine = true;
  #conflict = false;
  #theirs = true;
  #fence: [number, number, string][] | undefined;
  readonly #text: string;

  constructor(file: File) {
    this.tokens = new token.Tokens(file);
    this.problems = new Problems(file);
    this.#text = file.text;
    while (this.#at < this.#text.length) this.#next();
    this.#add(token.END, this.#at, this.#at);
  }

  #next(): void {
    const at = this.#at;
    const code = this.#text.charCodeAt(at);
    const starts = code < 128 ? STARTS[code]! : OTHER;
    if (starts < TEXT) this.#add(starts, at, at + 1);
    else if (starts === SPACE) this.#space(code);
    else if (starts === TEXT) this.#string(code);
    else if (starts === BARE) this.#bare();
    else this.#rare(code, at);
  }

  #rare(code: number, at: number): void {
    const text = this.#text;
    if (isSpace(code)) this.#at++;
    else if (code === 47 && startsComment(text, at)) this.#comment();
    else if (code === 35) this.#hash();
    else if (at === this.#lineStart && code < 128 && this.#conflictMarker()) return;
    else if (code === 59) this.#add(token.COMMA, at, at + 1, token.FOREIGN);
    else if (code === 61 && this.tokens.kind[0] !== token.BARE)
      this.#add(token.COLON, at, text[at + 1] === '>' ? at + 2 : at + 1, token.FOREIGN);
    else if (code === 96 && text.startsWith('```', at)) this.#markdown();
    else if (oddQuote(code)) this.#oddString(oddQuote(code)!);
    else this.#bare();
  }

  #add(kind: number, start: number, end: number, flags = 0): void {
    this.tokens.add(kind, start, end, flags, this.#newLine ? this.#lineStart : -1);
    this.#newLine = false;
    this.#at = end;
  }

  #space(first: number): void {
    const text = this.#text;
    let i = this.#at;
    for (let code = first; code === 32 || (code >= 9 && code <= 13); code = text.charCodeAt(++i)) {
      if (code !== 10 && code !== 13) continue;
      this.#newLine = true;
      this.#lineStart = i + 1;
    }
    this.#at = i;
  }

  #string(quote: number): void {
    const text = this.#text;
    const start = this.#at;
    let flags = 0;
    let i = start + 1;
    for (;;) {
      const code = text.charCodeAt(i);
      if (code === quote) break;
      if (code === 92) {
        flags = token.ESCAPED;
        i = this.#escape(i);
      } else if (code === 10 || code === 13 || Number.isNaN(code)) return this.#unterminated(start, i, quote, flags);
      else i++;
    }
    const follows = text.charCodeAt(i + 1);
    const bareFollows = STARTS[follows] === BARE || (follows === 47 && !startsComment(text, i + 1));
    const colon = bareFollows ? misplacedColon(text, start, i, this.#previous()) : -1;
    if (colon < 0) return this.#add(token.TEXT, start, i + 1, flags);
    this.#openQuote(start, colon, quote, flags);
  }

  #escape(at: number): number {
    const end = skipEscape(this.#text, at);
    if (end >= 0) return end;
    this.problems.report(at, -end - 1 - at, 'JSON5 has no such escape in a string', 'write `\\\\` for a backslash');
    return -end - 1;
  }

  /**
   * A string that is still open at the end of its line: where it is assumed to end decides how much of the document
   * survives.
   */
  #unterminated(start: number, end: number, quote: number, flags: number): void {
    const text = this.#text;
    const colon = misplacedColon(text, start, end, this.#previous());
    if (colon >= 0) return this.#openQuote(start, colon, quote, flags);
    const odd = closeOddly(text, start, end);
    if (odd >= 0) {
      this.problems.report(
        odd,
        1,
        'a typographic quote cannot close a string',
        'use a straight quote',
        'use straight quotes',
        [[odd, 1, String.fromCharCode(quote)]],
      );
      return this.#add(token.TEXT, start, odd + 1, flags);
    }
    const close = continues(text, end, quote);
    if (close < 0) return this.#openQuote(start, endOfOpen(text, start, end), quote, flags);
    this.problems.structureCertain = false;
    this.problems.report(
      start,
      end - start,
      'a string cannot run over the end of a line',
      'write `\\n`, or end the line with a backslash',
    );
    this.#add(token.TEXT, start, close + 1, flags);
  }

  #openQuote(start: number, end: number, quote: number, flags: number): void {
    const sign = quote === 34 ? '"' : "'";
    this.problems.structureCertain = false;
    this.problems.report(start, end - start, 'a string has no closing quote', `add \`${sign}\` where the string ends`);
    this.#add(token.TEXT, start, end, flags | token.NO_CLOSE);
  }

  #previous(): number {
    const { kind, count } = this.tokens;
    return count === 0 ? token.END : kind[count - 1]!;
  }

  #comment(): void {
    const text = this.#text;
    const start = this.#at;
    if (text.charCodeAt(start + 1) === 47) {
      let end = lineEnd(text, start);
      const other = /[\u2028\u2029]/.exec(text.slice(start, end));
      if (other) end = start + other.index;
      this.#at = end;
    } else {
      const close = text.indexOf('*/', start + 2);
      this.#at = close < 0 ? text.length : close + 2;
      if (close < 0) {
        this.cut = true;
        this.problems.structureCertain = false;
        this.problems.report(start, 2, 'a comment is never closed', 'add `*/` where the comment ends');
      }
      this.#breaksIn(start);
    }
    this.comments.push(this.problems.place(start, this.#at - start));
  }

  /** After something that may contain line breaks: the next token may be the first on its line. */
  #breaksIn(start: number): void {
    for (let i = this.#at - 1; i >= start; i--) {
      if (!isBreak(this.#text.charCodeAt(i))) continue;
      this.#newLine = true;
      this.#lineStart = i + 1;
      return;
    }
  }

  #hash(): void {
    const start = this.#at;
    this.#at = lineEnd(this.#text, start);
    this.comments.push(this.problems.place(start, this.#at - start));
    this.problems.report(start, 1, '`#` starts no comment in JSON5', 'use `//`', 'use `//`', [[start, 1, '//']]);
  }

  #oddString(closers: string): void {
    const text = this.#text;
    const start = this.#at;
    let end = start + 1;
    while (end < text.length && !closers.includes(text[end]!) && !isBreak(text.charCodeAt(end)))
      end += text[end] === '\\' && !isBreak(text.charCodeAt(end + 1)) ? 2 : 1;
    const closed = end < text.length && closers.includes(text[end]!);
    if (!closed) return this.#openQuote(start, endOfOpen(text, start, Math.min(end, text.length)), 34, 0);
    const inner = text.slice(start + 1, end);
    const sign = inner.includes('"') ? "'" : '"';
    const title = inner.includes(sign) || inner.includes('\\') ? undefined : 'use straight quotes';
    this.problems.report(
      start,
      1,
      `${text[start] === '`' ? 'backticks' : 'typographic quotes'} cannot enclose a string`,
      'use straight quotes',
      title,
      [
        [start, 1, sign],
        [end, 1, sign],
      ],
    );
    this.#add(token.TEXT, start, end + 1, inner.includes('\\') ? token.ESCAPED : 0);
  }

  #bare(): void {
    const text = this.#text;
    const start = this.#at;
    const end = Math.max(skipBare(text, start), start + 1);
    const quote = text[end];
    const closes =
      (quote === '"' || quote === "'") && /^[^\S\r\n]{0,9}(?:[:,}\]\r\n]|$)/.test(text.slice(end + 1, end + 11));
    if (!closes) return this.#add(token.BARE, start, end);
    this.problems.report(
      start,
      end + 1 - start,
      'a string has no opening quote',
      `add \`${quote}\` before it`,
      'add the quote',
      [[start, 0, quote!]],
    );
    this.#add(token.TEXT, start, end + 1, token.NO_OPEN);
  }

  #markdown(): void {
    const start = this.#at;
    this.#at = lineEnd(this.#text, start);
    const edit: [number, number, string] = [start, this.#at - start, ''];
    if (this.#fence) return;
    this.#fence = [edit];
    const close = this.#text.indexOf('```', this.#at);
    const size = close < 0 ? 0 : lineEnd(this.#text, close) - close;
    this.problems.report(
      start,
      edit[1],
      'a Markdown fence is not part of the config',
      'remove the lines that start with ```',
      'remove the fence',
      size ? [edit, [close, size, '']] : [edit],
    );
  }

  /** A git conflict marker: reads our side and skips theirs. */
  #conflictMarker(): boolean {
    const text = this.#text;
    const start = this.#at;
    const mark = text[start]!.repeat(7);
    if (!'<=>|'.includes(mark[0]!) || !text.startsWith(mark, start) || (!this.#conflict && mark[0] !== '<'))
      return false;
    if (mark[0] === '<' && !this.#conflict) {
      this.problems.structureCertain = false;
      this.problems.report(
        start,
        lineEnd(text, start) - start,
        'git left a merge conflict here',
        'resolve it and remove the marked lines',
      );
    }
    const theirs = (mark[0] === '=' || mark[0] === '|') && this.#theirs ? text.indexOf('\n>>>>>>>', start) : -1;
    this.#conflict = mark[0] === '<';
    if (mark[0] !== '<' && theirs < 0) this.#theirs = false;
    this.#at = lineEnd(text, theirs < 0 ? start : theirs + 1);
    return true;
  }
}
