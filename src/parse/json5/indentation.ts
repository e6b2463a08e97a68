import type { Nest } from './nest.ts';
import { CLOSE_ARRAY, CLOSE_OBJECT, END, type Tokens } from './tokens.ts';

/** Infers brackets from indentation, for a second pass over a text whose brackets do not match. */
export class Indentation {
  /** per token that implies a missing bracket: the column at which its line should start */
  readonly #imagined = new Map<number, number>();

  constructor(
    readonly tokens: Tokens,
    readonly nest: Nest,
  ) {}

  /** Records a `{` missing before token `i`, as if opened on the line of token `on`. */
  imagine(i: number, on: number): void {
    this.#imagined.set(i, this.tokens.indent(on));
  }

  /** Whether token `i` starts a line indented further than the line of token `than`. */
  deeper(i: number, than: number): boolean {
    return this.tokens.isFirst(i) && this.tokens.indent(i) > this.tokens.indent(than);
  }

  /**
   * How many brackets must have been closed before token `i`, the first on its line, because it is not indented below
   * them.
   */
  ended(i: number): number {
    const column = this.tokens.indent(i);
    const closer = this.#closes(i);
    let count = 0;
    for (; count < this.nest.depth - 1; count++) {
      const opened = this.#column(count);
      if (this.tokens.line[this.nest.token(count)] === this.tokens.line[i]) break;
      if (closer ? !(opened > column && this.#column(count + 1) >= column) : opened < column) break;
    }
    return count;
  }

  /** Which bracket a closer belongs to: the innermost, its parent, or none. */
  closer(i: number, array: boolean): 'this' | 'parent' | 'extra' {
    const { tokens, nest } = this;
    const opened = this.#column(0);
    const fits = nest.isArray() === array;
    const parentFits = nest.depth > 1 && nest.isArray(1) === array;
    if (tokens.isFirst(i)) {
      if (opened < tokens.indent(i)) return 'extra';
      return !fits && parentFits && this.#column(1) === opened ? 'parent' : 'this';
    }
    if (tokens.line[nest.token()] === tokens.line[i]) return fits ? 'this' : parentFits ? 'parent' : 'this';
    if (this.#goesOn(i, opened)) return 'extra';
    return !fits && parentFits ? 'parent' : 'this';
  }

  /** Whether the lines after token `i` still belong to a bracket whose line starts at a column. */
  #goesOn(i: number, opened: number): boolean {
    const next = this.tokens.firsts[this.tokens.line[i]! + 1];
    if (next === undefined || this.tokens.kind[next] === END) return false;
    const column = this.tokens.indent(next);
    if (!this.#closes(next)) return column > opened;
    return column > opened || (column === opened && !(this.nest.depth > 1 && this.#column(1) === opened));
  }

  #closes(i: number): boolean {
    const kind = this.tokens.kind[i];
    return kind === CLOSE_OBJECT || kind === CLOSE_ARRAY;
  }

  #column(back: number): number {
    const token = this.nest.token(back);
    return this.#imagined.get(token) ?? this.tokens.indent(token);
  }
}
