import { MissingNode, ScalarNode, type Key } from '../../tree.ts';
import { Problems, quoteShort } from '../parsed.ts';
import type { Dialect } from './dialect.ts';
import { Indentation } from './indentation.ts';
import { Nest } from './nest.ts';
import * as token from './tokens.ts';
import type { Tokens } from './tokens.ts';

/** Where in an object or array we are. LOOSE: after something half written; no comma is asked for. */
const OPENED = 0;
const AFTER_COMMA = 1;
const AFTER_VALUE = 2;
const LOOSE = 3;

/**
 * One pass over the tokens that builds the tree and never gives up.
 * Guided, it trusts indentation over brackets where the two disagree.
 */
export class Structure {
  readonly nest: Nest;
  readonly problems: Problems;
  /** brackets match and nothing stands outside the root */
  matched = true;
  #state = OPENED;
  readonly #indentation: Indentation | undefined;

  constructor(readonly tokens: Tokens, readonly dialect: Dialect, guided: boolean, cut: boolean) {
    this.nest = new Nest(tokens);
    this.problems = new Problems(tokens.file);
    this.#indentation = guided ? new Indentation(tokens, this.nest) : undefined;
    let i = this.#start();
    while (this.nest.depth > 0 && tokens.kind[i] !== token.END) i = this.#step(i);
    if (this.nest.depth === 0) this.#rest(i);
    else this.#finish(cut);
  }

  #start(): number {
    const { kind } = this.tokens;
    let i = 0;
    while (kind[i] === token.COMMA || kind[i] === token.COLON) this.#extra(i++);
    if (kind[i] === token.END) return i;
    if (this.#isScalar(i) && kind[i + 1] === token.COLON) {
      this.#mismatch(this.tokens.start[i]!, 0, 'the `{` around the whole config is missing', 'put `{` before the first key and `}` at the end');
      this.nest.open(i, false, undefined);
      return i;
    }
    let open = i;
    while (kind[open] === token.BARE || (open > i && kind[open] === token.COLON)) open++;
    if (open > i && (kind[open] === token.OPEN_OBJECT || kind[open] === token.OPEN_ARRAY)) {
      this.#mismatch(this.tokens.start[i]!, this.tokens.end[open - 1]! - this.tokens.start[i]!, 'text before the opening bracket of the config', 'remove it');
      i = open;
    }
    if (kind[i] === token.CLOSE_OBJECT || kind[i] === token.CLOSE_ARRAY) return i;
    return this.#value(i, undefined);
  }

  #step(i: number): number {
    const { kind, tokens } = { kind: this.tokens.kind[i]!, tokens: this.tokens };
    if (this.#indentation && tokens.isFirst(i)) {
      for (let n = this.#indentation.ended(i); n > 0; n--) this.#closeMissing(i);
    }
    if (kind === token.CLOSE_OBJECT || kind === token.CLOSE_ARRAY) return this.#close(i);
    if (kind === token.COMMA) {
      if (this.#state !== AFTER_VALUE && this.#state !== LOOSE) this.#extra(i);
      else {
        this.#foreignSign(i, ',', 'entries are');
        this.#state = AFTER_COMMA;
      }
      return i + 1;
    }
    return this.nest.isArray() ? this.#item(i, kind) : this.#entry(i, kind);
  }

  #item(i: number, kind: number): number {
    if (kind === token.COLON) {
      this.#extra(i);
      return i + 1;
    }
    if (this.#isScalar(i) && this.tokens.kind[i + 1] === token.COLON) {
      const inObject = this.nest.depth > 1 && !this.nest.isArray(1);
      if (inObject && (this.#state === AFTER_COMMA || this.tokens.isFirst(i))) {
        this.#closeMissing(i);
        return i;
      }
      this.#separate(i);
      this.#mismatch(this.tokens.start[i]!, this.tokens.end[i]! - this.tokens.start[i]!, 'a key stands in an array', 'put `{ }` around the key and its value');
      return this.#value(i + 2, undefined);
    }
    this.#separate(i);
    return this.#value(i, undefined);
  }

  #entry(i: number, kind: number): number {
    const { start, end } = this.tokens;
    if (kind === token.COLON) {
      this.problems.report(start[i]!, 1, 'a key is missing before `:`', 'write the key');
      return this.#value(i + 1, undefined);
    }
    const opened = this.#state === OPENED;
    this.#separate(i);
    if (!this.#isScalar(i)) {
      const sign = this.tokens.slice(i);
      this.#mismatch(start[i]!, 1, `a key is missing before \`${sign}\``, `write the key, or remove the \`${sign}\``);
      const skip = opened && this.#indentation !== undefined;
      if (!skip) this.nest.open(i, kind === token.OPEN_ARRAY, undefined, opened && kind === token.OPEN_OBJECT);
      this.#state = OPENED;
      return i + 1;
    }
    const key = this.#key(i);
    const next = this.tokens.kind[i + 1]!;
    if (next === token.COLON) {
      this.#foreignSign(i + 1, ':', 'a key and its value are');
      return this.#value(i + 2, key);
    }
    const opens = next === token.OPEN_OBJECT || next === token.OPEN_ARRAY;
    const sameLine = this.tokens.line[i + 1] === this.tokens.line[i];
    if (opens || (sameLine && this.#isScalar(i + 1) && this.tokens.kind[i + 2] !== token.COLON)) {
      this.problems.report(end[i]!, 0, `a colon is missing after ${quoteShort(key.value)}`, 'add `:`', 'Add the colon', [[end[i]!, 0, ':']]);
      return this.#value(i + 1, key);
    }
    this.#missing(i, key);
    return i + 1;
  }

  #key(i: number): Key {
    const { start, end, file } = this.tokens;
    const offset = start[i]!;
    const length = end[i]! - offset;
    if (this.tokens.kind[i] === token.TEXT) return { file, offset, length, value: this.tokens.content(i) };
    const raw = this.tokens.slice(i);
    const name = this.dialect.name(raw);
    if (name === undefined) {
      const title = raw.includes('\\') ? undefined : 'Put the key in quotes';
      this.problems.report(offset, length, `the key ${quoteShort(raw)} needs quotes`, 'put it in double quotes', title, [[offset, length, `"${raw}"`]]);
    }
    return { file, offset, length, value: name ?? raw };
  }

  /** Reads what stands at a value's place. @returns the token after it; an object or array is only opened */
  #value(at: number, key: Key | undefined): number {
    const { kind } = this.tokens;
    let i = at;
    while (kind[i] === token.COLON) this.#extra(i++);
    const what = kind[i]!;
    if (what === token.OPEN_OBJECT || what === token.OPEN_ARRAY) {
      this.nest.open(i, what === token.OPEN_ARRAY, key);
      this.#state = OPENED;
      return i + 1;
    }
    if (!this.#isScalar(i)) {
      this.#missing(i - 1, key);
      return i;
    }
    if (key && kind[i + 1] === token.COLON && !this.#isUnquoted(i)) return this.#keyInstead(i, key);
    return what === token.TEXT ? this.#text(i, key) : this.#bare(i, key);
  }

  /** `"model":` and then the next key: its value is not typed yet, or its `{` is missing. */
  #keyInstead(i: number, key: Key): number {
    if (!this.#indentation?.deeper(i, i - 1)) {
      this.#missing(i - 1, key);
      return i;
    }
    this.#mismatch(this.tokens.end[i - 1]!, 0, `a \`{\` is missing after ${quoteShort(key.value)}`, 'add `{`');
    this.nest.open(i, false, key);
    this.#indentation.imagine(i, i - 1);
    this.#state = OPENED;
    return i;
  }

  #text(i: number, key: Key | undefined): number {
    const { start, end, kind, line, flags } = this.tokens;
    this.nest.attach(key, new ScalarNode(this.tokens.file, start[i]!, end[i]! - start[i]!, this.tokens.content(i)));
    this.#state = flags[i]! & token.NO_CLOSE ? LOOSE : AFTER_VALUE;
    if (kind[i + 1] !== token.BARE || start[i + 1] !== end[i] || this.#state === LOOSE || kind[i + 2] === token.COLON) return i + 1;
    let after = i + 1;
    while (this.#isScalar(after) && line[after] === line[i] && kind[after + 1] !== token.COLON) after++;
    this.problems.sound = false;
    this.problems.report(end[i]! - 1, 1, 'text follows the closing quote', 'write `\\` before a quote that belongs to the string');
    return after;
  }

  #bare(i: number, key: Key | undefined): number {
    const { start, file } = this.tokens;
    const raw = this.tokens.slice(i);
    const offset = start[i]!;
    const value = this.dialect.scalar(raw);
    this.#state = AFTER_VALUE;
    if (value !== undefined) {
      this.nest.attach(key, new ScalarNode(file, offset, raw.length, value));
      return i + 1;
    }
    const meant = this.dialect.foreign(raw);
    if (meant !== undefined) {
      this.nest.attach(key, new ScalarNode(file, offset, raw.length, meant));
      this.problems.report(offset, raw.length, `\`${raw}\` is not a value of ${this.dialect.language}`, `write \`${meant}\``, `Write \`${meant}\``, [[offset, raw.length, `${meant}`]]);
      return i + 1;
    }
    const after = this.#unquotedEnd(i);
    const length = this.tokens.end[after - 1]! - offset;
    const numeric = /^[+-]?\.?\d/.test(raw) && after === i + 1;
    const title = numeric || raw.includes('\\') ? undefined : 'Put the text in quotes';
    this.nest.attach(key, new MissingNode(file, offset, length));
    this.problems.report(offset, length, numeric ? `${this.dialect.language} has no such number` : 'text without quotes',
      numeric ? 'write a plain decimal number, or put it in quotes' : 'put it in double quotes',
      title, [[offset, 0, '"'], [offset + length, 0, '"']]);
    return after;
  }

  /** `profile: anthropic:work`: a word, a colon and a word without space between them are one value. */
  #isUnquoted(i: number): boolean {
    const { start, end, kind, line } = this.tokens;
    return kind[i] === token.BARE && start[i + 1] === end[i] && kind[i + 2] === token.BARE && start[i + 2] === end[i + 1] && line[i] === line[i - 1];
  }

  /** The token after a run of words that were meant to be one string. */
  #unquotedEnd(i: number): number {
    const { kind, line } = this.tokens;
    let after = i + 1;
    if (kind[after] === token.COLON && this.#isUnquoted(i)) after += 2;
    while (kind[after] === token.BARE && line[after] === line[i] && kind[after + 1] !== token.COLON) after++;
    return after;
  }

  #isScalar(i: number): boolean {
    return this.tokens.kind[i]! >= token.TEXT;
  }

  #separate(i: number): void {
    if (this.#state !== AFTER_VALUE) return;
    const end = this.tokens.end[i - 1]!;
    this.problems.report(end, 0, 'a comma is missing', 'add `,`', 'Add the comma', [[end, 0, ',']]);
  }

  #extra(i: number): void {
    const { start, end } = this.tokens;
    const sign = this.tokens.kind[i] === token.COMMA ? 'comma' : 'colon';
    this.problems.report(start[i]!, end[i]! - start[i]!, `an extra ${sign}`, 'remove it', `Remove the ${sign}`, [[start[i]!, end[i]! - start[i]!, '']]);
  }

  /** `;` for `,` and `=` for `:`. */
  #foreignSign(i: number, sign: string, what: string): void {
    if (!(this.tokens.flags[i]! & token.FOREIGN)) return;
    const offset = this.tokens.start[i]!;
    const wrong = this.tokens.slice(i);
    this.problems.report(offset, wrong.length, `${what} separated by \`${sign}\`, not \`${wrong}\``, `write \`${sign}\``, `Replace by \`${sign}\``, [[offset, wrong.length, sign]]);
  }

  /** @param i the last token before the place where the value should be */
  #missing(i: number, key: Key | undefined): void {
    const end = Math.max(this.tokens.end[i] ?? 0, 0);
    this.nest.attach(key, new MissingNode(this.tokens.file, end, 0));
    this.problems.report(key?.offset ?? end, key?.length ?? 0, key ? `the value of ${quoteShort(key.value)} is missing` : 'a value is missing', 'write the value');
    this.#state = LOOSE;
  }

  #mismatch(offset: number, length: number, message: string, help: string): void {
    this.matched = false;
    this.problems.sound = false;
    this.problems.report(offset, length, message, help);
  }

  #close(i: number): number {
    const array = this.tokens.kind[i] === token.CLOSE_ARRAY;
    const verdict = this.#indentation?.closer(i, array) ?? this.#plainCloser(i, array);
    const { start, end } = this.tokens;
    if (verdict === 'extra') {
      this.#mismatch(start[i]!, 1, `this \`${array ? ']' : '}'}\` closes nothing`, 'remove it');
      return i + 1;
    }
    if (verdict === 'parent') this.#closeMissing(i);
    if (this.nest.isArray() !== array) {
      const [wrong, right] = array ? [']', '}'] : ['}', ']'];
      this.#mismatch(start[i]!, 1, `\`${wrong}\` stands where \`${right}\` belongs`, `replace it by \`${right}\``);
    } else if (this.#state === AFTER_COMMA && !this.dialect.trailingComma) {
      const comma = start[i - 1]!;
      this.problems.report(comma, 1, 'an extra comma', `${this.dialect.language} allows none after the last entry`, 'Remove the comma', [[comma, 1, '']]);
    }
    this.nest.close(end[i]!, false);
    this.#state = AFTER_VALUE;
    return i + 1;
  }

  /** Which bracket a closer means when indentation is not asked. */
  #plainCloser(i: number, array: boolean): 'this' | 'parent' | 'extra' {
    if (this.nest.isArray() === array) return 'this';
    if (this.nest.depth === 1) return this.tokens.kind[i + 1] === token.END ? 'this' : 'extra';
    return this.nest.isArray(1) === array ? 'parent' : 'this';
  }

  /** Closes the innermost bracket before token `i` although no closer is there. */
  #closeMissing(i: number): void {
    const open = this.nest.token();
    const [sign, closer] = this.nest.isArray() ? ['[', ']'] : ['{', '}'];
    const at = this.tokens.start[open]!;
    const written = this.tokens.text[at] === sign;
    this.matched = false;
    this.problems.sound = false;
    if (written) this.problems.report(at, 1, `this \`${sign}\` is never closed`, `add \`${closer}\` before line ${this.#lineOf(i)}`);
    let last = i - 1;
    if (this.tokens.kind[last] === token.COMMA) last--;
    this.nest.close(Math.max(this.tokens.end[last]!, at), true);
    this.#state = this.tokens.kind[i - 1] === token.COMMA ? AFTER_COMMA : LOOSE;
  }

  #lineOf(i: number): number {
    return this.tokens.file.position(this.tokens.start[i]!).line;
  }

  /** The text ends and brackets are open: one problem, at the innermost one. */
  #finish(cut: boolean): void {
    const count = this.nest.depth;
    const closers: string[] = [];
    const open = this.nest.token();
    const end = Math.max(0, this.tokens.end[this.tokens.count - 2] ?? 0);
    while (this.nest.depth > 0) {
      if (closers.length < 20) closers.push(this.nest.isArray() ? ']' : '}');
      this.nest.close(end, true);
    }
    this.matched = false;
    this.problems.sound = false;
    const help = count > 20 ? 'close them' : `add \`${closers.join('')}\``;
    const sign = this.tokens.text[this.tokens.start[open]!] === '[' ? '[' : '{';
    if (cut || (count === 1 && sign !== this.tokens.text[this.tokens.start[open]!])) return;
    this.problems.report(this.tokens.start[open]!, 1, count === 1 ? `this \`${sign}\` is never closed` : `the file ends before ${count} brackets are closed`, help);
    this.problems.count += count - 1;
  }

  /** What stands after the root. */
  #rest(i: number): void {
    const { kind, start, end } = this.tokens;
    const what = kind[i]!;
    if (what === token.END) return;
    const offset = start[i]!;
    if (what === token.CLOSE_OBJECT || what === token.CLOSE_ARRAY) {
      this.#mismatch(offset, 1, `this \`${this.tokens.slice(i)}\` closes nothing`, 'remove it');
      return;
    }
    if (what === token.OPEN_OBJECT) this.#mismatch(offset, 1, `a second root object; ${this.dialect.language} allows one`, 'merge the two objects, or remove one');
    else this.#mismatch(offset, end[i]! - offset, 'text after the end of the config', 'remove it, or move the closing bracket behind it');
  }
}
