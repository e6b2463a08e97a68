import { quoteShort } from '../parsed.ts';
import type { Key } from '../tree.ts';
import { closeAll, readCloser, readRest } from './brackets.ts';
import type { Dialect } from './dialect.ts';
import { AFTER_COMMA, AFTER_VALUE, LOOSE, OPENED, Reading } from './reading.ts';
import type { Tokens } from './tokens.ts';
import * as token from './tokens.ts';
import { isUnquoted, readBare, readText } from './values.ts';

/**
 * One pass over the tokens that builds the tree and never gives up. If guided, it trusts indentation where brackets
 * disagree with it.
 */
export class Structure extends Reading {
  /** @param cut the text ends in a comment that is never closed: open brackets are no news */
  constructor(tokens: Tokens, dialect: Dialect, guided: boolean, cut: boolean) {
    super(tokens, dialect, guided);
    let i = this.#start();
    while (this.nest.depth > 0 && tokens.kind[i] !== token.END) i = this.#step(i);
    if (this.nest.depth === 0) readRest(this, i);
    else closeAll(this, cut);
  }

  #start(): number {
    const { kind } = this.tokens;
    let i = 0;
    while (kind[i] === token.COMMA || kind[i] === token.COLON) this.extra(i++);
    if (kind[i] === token.END) return i;
    if (this.isScalar(i) && kind[i + 1] === token.COLON) {
      this.mismatch(
        this.tokens.start[i]!,
        0,
        'the `{` around the whole config is missing',
        'put `{` before the first key and `}` at the end',
      );
      this.nest.open(i, false, undefined);
      return i;
    }
    let open = i;
    while (kind[open] === token.BARE || (open > i && kind[open] === token.COLON)) open++;
    if (open > i && (kind[open] === token.OPEN_OBJECT || kind[open] === token.OPEN_ARRAY)) {
      this.mismatch(
        this.tokens.start[i]!,
        this.tokens.end[open - 1]! - this.tokens.start[i]!,
        'text before the opening bracket of the config',
        'remove it',
      );
      i = open;
    }
    if (kind[i] === token.CLOSE_OBJECT || kind[i] === token.CLOSE_ARRAY) return i;
    return this.#value(i, undefined);
  }

  #step(i: number): number {
    const { kind, tokens } = { kind: this.tokens.kind[i]!, tokens: this.tokens };
    if (this.indentation && tokens.isFirst(i)) {
      for (let n = this.indentation.ended(i); n > 0; n--) this.closeMissing(i);
    }
    if (kind === token.CLOSE_OBJECT || kind === token.CLOSE_ARRAY) return readCloser(this, i);
    if (kind === token.COMMA) {
      if (this.state !== AFTER_VALUE && this.state !== LOOSE) this.extra(i);
      else {
        this.foreignSign(i, ',', 'entries are');
        this.state = AFTER_COMMA;
      }
      return i + 1;
    }
    return this.nest.isArray() ? this.#item(i, kind) : this.#entry(i, kind);
  }

  #item(i: number, kind: number): number {
    if (kind === token.COLON) {
      this.extra(i);
      return i + 1;
    }
    if (this.isScalar(i) && this.tokens.kind[i + 1] === token.COLON) {
      const inObject = this.nest.depth > 1 && !this.nest.isArray(1);
      if (inObject && (this.state === AFTER_COMMA || this.tokens.isFirst(i))) {
        this.closeMissing(i);
        return i;
      }
      this.separate(i);
      this.mismatch(
        this.tokens.start[i]!,
        this.tokens.end[i]! - this.tokens.start[i]!,
        'a key stands in an array',
        'put `{ }` around the key and its value',
      );
      return this.#value(i + 2, undefined);
    }
    this.separate(i);
    return this.#value(i, undefined);
  }

  #entry(i: number, kind: number): number {
    const { start, end } = this.tokens;
    if (kind === token.COLON) {
      this.problems.report(start[i]!, 1, 'a key is missing before `:`', 'write the key');
      return this.#value(i + 1, undefined);
    }
    const opened = this.state === OPENED;
    this.separate(i);
    if (!this.isScalar(i)) {
      const sign = this.tokens.slice(i);
      this.mismatch(start[i]!, 1, `a key is missing before \`${sign}\``, `write the key, or remove the \`${sign}\``);
      const skip = opened && this.indentation !== undefined;
      if (!skip) this.nest.open(i, kind === token.OPEN_ARRAY, undefined, opened && kind === token.OPEN_OBJECT);
      this.state = OPENED;
      return i + 1;
    }
    const key = this.#key(i);
    const next = this.tokens.kind[i + 1]!;
    if (next === token.COLON) {
      this.foreignSign(i + 1, ':', 'a key and its value are');
      return this.#value(i + 2, key);
    }
    const opens = next === token.OPEN_OBJECT || next === token.OPEN_ARRAY;
    const sameLine = this.tokens.line[i + 1] === this.tokens.line[i];
    if (opens || (sameLine && this.isScalar(i + 1) && this.tokens.kind[i + 2] !== token.COLON)) {
      this.problems.report(end[i]!, 0, 'a colon is missing after this key', 'add `:`', 'add the colon', [
        [end[i]!, 0, ':'],
      ]);
      return this.#value(i + 1, key);
    }
    this.missing(i, key);
    return i + 1;
  }

  /** A key may be quoted in messages only if a colon follows: a stray word may be part of a secret. */
  #key(i: number): Key {
    const { start, end, file } = this.tokens;
    const offset = start[i]!;
    const length = end[i]! - offset;
    const [before, after] = [this.tokens.kind[i - 1], this.tokens.kind[i + 1]];
    const bare = after !== token.COLON && after !== token.OPEN_OBJECT && after !== token.OPEN_ARRAY;
    const doubt = bare || before === token.COLON || this.state === LOOSE ? ({ mayBeValue: true } as const) : {};
    if (this.tokens.kind[i] === token.TEXT) return { file, offset, length, value: this.tokens.content(i), ...doubt };
    const raw = this.tokens.slice(i);
    const name = this.dialect.name(raw);
    if (name === undefined && this.tokens.kind[i + 1] !== token.COLON)
      this.problems.report(offset, length, 'text that is neither a key nor a value', 'remove it');
    else if (name === undefined) {
      const title = raw.includes('\\') ? undefined : 'put the key in quotes';
      this.problems.report(
        offset,
        length,
        `the key ${quoteShort(raw)} needs quotes`,
        'put it in double quotes',
        title,
        [[offset, length, `"${raw}"`]],
      );
    }
    return { file, offset, length, value: name ?? raw, ...doubt };
  }

  /** Reads the value at a token. @returns the token after it; an object or array is only opened */
  #value(at: number, key: Key | undefined): number {
    const { kind } = this.tokens;
    let i = at;
    while (kind[i] === token.COLON) this.extra(i++);
    const what = kind[i]!;
    if (what === token.OPEN_OBJECT || what === token.OPEN_ARRAY) {
      this.nest.open(i, what === token.OPEN_ARRAY, key);
      this.state = OPENED;
      return i + 1;
    }
    if (!this.isScalar(i)) {
      this.missing(i - 1, key);
      return i;
    }
    if (key && kind[i + 1] === token.COLON && !isUnquoted(this, i)) return this.#keyInstead(i, key);
    return what === token.TEXT ? readText(this, i, key) : readBare(this, i, key);
  }

  /** `"model":` followed by the next key: the value is not typed yet, or its `{` is missing. */
  #keyInstead(i: number, key: Key): number {
    if (!this.indentation?.deeper(i, i - 1)) {
      this.missing(i - 1, key);
      return i;
    }
    this.mismatch(this.tokens.end[i - 1]!, 0, `a \`{\` is missing after ${quoteShort(key.value)}`, 'add `{`');
    this.nest.open(i, false, key);
    this.indentation.imagine(i, i - 1);
    this.state = OPENED;
    return i;
  }
}
