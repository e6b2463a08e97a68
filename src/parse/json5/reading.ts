import { Problems, quoteShort } from '../parsed.ts';
import { type Key, MissingNode } from '../tree.ts';
import type { Dialect } from './dialect.ts';
import { Indentation } from './indentation.ts';
import { Nest } from './nest.ts';
import type { Tokens } from './tokens.ts';
import * as token from './tokens.ts';

/** The position within an object or array. */
export const OPENED = 0;
export const AFTER_COMMA = 1;
export const AFTER_VALUE = 2;
/** after something half written: do not demand a comma */
export const LOOSE = 3;

/** The state of one pass over the tokens: the tree so far, the problems, and how to report one at a token. */
export class Reading {
  readonly nest: Nest;
  readonly problems: Problems;
  readonly indentation: Indentation | undefined;
  /** brackets match, and there is nothing outside the root */
  matched = true;
  state = OPENED;

  constructor(
    readonly tokens: Tokens,
    readonly dialect: Dialect,
    guided: boolean,
  ) {
    this.nest = new Nest(tokens);
    this.problems = new Problems(tokens.file);
    this.indentation = guided ? new Indentation(tokens, this.nest) : undefined;
  }

  isScalar(i: number): boolean {
    return this.tokens.kind[i]! >= token.TEXT;
  }

  separate(i: number): void {
    if (this.state !== AFTER_VALUE) return;
    const end = this.tokens.end[i - 1]!;
    this.problems.report(end, 0, 'a comma is missing', 'add `,`', 'add the comma', [[end, 0, ',']]);
  }

  extra(i: number): void {
    const { start, end } = this.tokens;
    const sign = this.tokens.kind[i] === token.COMMA ? 'comma' : 'colon';
    this.problems.report(start[i]!, end[i]! - start[i]!, `an extra ${sign}`, 'remove it', `Remove the ${sign}`, [
      [start[i]!, end[i]! - start[i]!, ''],
    ]);
  }

  /** `;` for `,` and `=` for `:`. */
  foreignSign(i: number, sign: string, what: string): void {
    if (!(this.tokens.flags[i]! & token.FOREIGN)) return;
    const offset = this.tokens.start[i]!;
    const wrong = this.tokens.slice(i);
    this.problems.report(
      offset,
      wrong.length,
      `${what} separated by \`${sign}\`, not \`${wrong}\``,
      `write \`${sign}\``,
      `Replace by \`${sign}\``,
      [[offset, wrong.length, sign]],
    );
  }

  /** @param i the last token before the place where the value should be */
  missing(i: number, key: Key | undefined): void {
    const end = Math.max(this.tokens.end[i] ?? 0, 0);
    this.nest.attach(key, new MissingNode(this.tokens.file, end, 0));
    this.state = LOOSE;
    const colon = this.tokens.kind[i] === token.COLON;
    if (
      this.tokens.flags[i]! & token.NO_CLOSE ||
      (!colon && this.tokens.kind[i] === token.BARE && this.dialect.name(this.tokens.slice(i)) === undefined)
    )
      return;
    const what = !key
      ? 'a value is missing'
      : colon
        ? `the value of ${quoteShort(key.value)} is missing`
        : 'this key has no value';
    this.problems.report(
      key?.offset ?? end,
      key?.length ?? 0,
      what,
      key && !colon ? 'write `:` and the value' : 'write the value',
    );
  }

  mismatch(offset: number, length: number, message: string, help: string): void {
    this.matched = false;
    this.problems.structureCertain = false;
    this.problems.report(offset, length, message, help);
  }

  /** Closes the innermost bracket before token `i` although its closer is missing. */
  closeMissing(i: number): void {
    const open = this.nest.token();
    const [sign, closer] = this.nest.isArray() ? ['[', ']'] : ['{', '}'];
    const at = this.tokens.start[open]!;
    const written = this.tokens.text[at] === sign;
    this.matched = false;
    this.problems.structureCertain = false;
    if (written)
      this.problems.report(
        at,
        1,
        `this \`${sign}\` is never closed`,
        `add \`${closer}\` before line ${this.lineOf(i)}`,
      );
    let last = i - 1;
    if (this.tokens.kind[last] === token.COMMA) last--;
    this.nest.close(Math.max(this.tokens.end[last]!, at), true);
    this.state = this.tokens.kind[i - 1] === token.COMMA ? AFTER_COMMA : LOOSE;
  }

  lineOf(i: number): number {
    return this.tokens.file.position(this.tokens.start[i]!).line;
  }
}
