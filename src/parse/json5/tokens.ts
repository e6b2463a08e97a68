import type { File } from '../../text/file.ts';
import { unescapeText } from './escape.ts';

export const END = 0;
export const OPEN_OBJECT = 1;
export const CLOSE_OBJECT = 2;
export const OPEN_ARRAY = 3;
export const CLOSE_ARRAY = 4;
export const COLON = 5;
export const COMMA = 6;
/** quoted text, or text that was meant to be */
export const TEXT = 7;
/** a run of other characters: a name, number, literal, or garbage */
export const BARE = 8;

/** The text contains escapes. */
export const ESCAPED = 1;
/** The closing quote is missing. */
export const NO_CLOSE = 2;
/** The opening quote is missing. */
export const NO_OPEN = 4;
/** A comma or colon in another language's notation: `;`, `=`, `=>`. */
export const FOREIGN = 8;

/**
 * The tokens of a file, as parallel number arrays: files of ten million brackets fit.
 * Offsets in UTF-16 code units; `line` counts only lines on which a token starts.
 */
export class Tokens {
  count = 0;
  kind: Uint8Array;
  flags: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  line: Int32Array;
  /** per line: its first token, and that token's column (0-based) */
  readonly firsts: number[] = [];
  readonly indents: number[] = [];
  readonly text: string;

  constructor(readonly file: File) {
    this.text = file.text;
    const size = (this.text.length >> 2) + 16;
    this.kind = new Uint8Array(size);
    this.flags = new Uint8Array(size);
    this.start = new Int32Array(size);
    this.end = new Int32Array(size);
    this.line = new Int32Array(size);
  }

  /** @param lineStart the offset of the token's line when the token is the first on it, else -1 */
  add(kind: number, start: number, end: number, flags: number, lineStart: number): void {
    const i = this.count++;
    if (i === this.kind.length) this.#grow();
    if (lineStart >= 0 || i === 0) {
      this.firsts.push(i);
      this.indents.push(start - Math.max(lineStart, 0));
    }
    this.kind[i] = kind;
    this.flags[i] = flags;
    this.start[i] = start;
    this.end[i] = end;
    this.line[i] = this.firsts.length - 1;
  }

  isFirst(i: number): boolean {
    return this.firsts[this.line[i]!] === i;
  }

  /** The indentation of the token's line. */
  indent(i: number): number {
    return this.indents[this.line[i]!]!;
  }

  slice(i: number): string {
    return this.text.slice(this.start[i], this.end[i]);
  }

  /** The text that a TEXT token stands for. */
  content(i: number): string {
    const flags = this.flags[i]!;
    const raw = this.text.slice(this.start[i]! + (flags & NO_OPEN ? 0 : 1), this.end[i]! - (flags & NO_CLOSE ? 0 : 1));
    return flags & ESCAPED ? unescapeText(raw) : raw;
  }

  #grow(): void {
    const size = this.kind.length * 2;
    const larger = <T extends Uint8Array | Int32Array>(to: T, from: T): T => (to.set(from), to);
    this.kind = larger(new Uint8Array(size), this.kind);
    this.flags = larger(new Uint8Array(size), this.flags);
    this.start = larger(new Int32Array(size), this.start);
    this.end = larger(new Int32Array(size), this.end);
    this.line = larger(new Int32Array(size), this.line);
  }
}
