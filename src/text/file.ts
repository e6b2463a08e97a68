import { partitionPoint } from './binary-search.ts';

/** A position as editors show it: line and column 1-based, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The file around a text that stands in another, such as a config in a Kubernetes manifest. */
export interface Enclosing {
  readonly path: string;
  /** where a position of the text is in it */
  place(at: Position): Position;
}

/** A text that was read, with the path by which the home knows it (`/` separated). */
export class File {
  #lines: readonly number[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
    readonly within?: Enclosing,
  ) {}

  /** The path to show for it. */
  get shownPath(): string {
    return this.within?.path ?? this.path;
  }

  /** Offset → position in what is shown: the file itself, or the one around it. */
  shownPosition(offset: number): Position {
    const here = this.position(offset);
    return this.within?.place(here) ?? here;
  }

  /** The same file after a stretch of it was replaced. */
  changed(offset: number, length: number, text: string): File {
    const end = offset + length;
    const after = new File(this.path, this.text.slice(0, offset) + text + this.text.slice(end));
    const isInLine =
      this.#lines && !/[\r\n]/.test(text) && !/[\r\n]/.test(this.text.slice(Math.max(0, offset - 1), end));
    if (isInLine) after.#lines = this.#lines!.map((start) => (start > offset ? start + text.length - length : start));
    return after;
  }

  /** Offset → position. Lines end at LF, CR LF or a lone CR, as in editors. */
  position(offset: number): Position {
    const starts = (this.#lines ??= lineStarts(this.text));
    const line = partitionPoint(starts.length, (i) => starts[i]! <= offset);
    return { line, column: offset - starts[line - 1]! + 1 };
  }

  /** Position → offset; positions beyond the text or the end of a line are clamped. */
  offset({ line, column }: Position): number {
    const starts = (this.#lines ??= lineStarts(this.text));
    if (!(line >= 1)) return 0;
    if (line > starts.length) return this.text.length;
    let end = starts[line] ?? this.text.length;
    if (line < starts.length) end -= this.text.startsWith('\r\n', end - 2) ? 2 : 1;
    return Math.min(starts[line - 1]! + Math.max(column - 1, 0) || 0, end);
  }

  /** A line (1-based) without its line break, and the offset at which it starts. */
  line(number: number): { text: string; offset: number } {
    const starts = (this.#lines ??= lineStarts(this.text));
    const offset = starts[number - 1] ?? this.text.length;
    const end = starts[number] ?? this.text.length;
    let stop = end;
    while (stop > offset && (this.text[stop - 1] === '\n' || this.text[stop - 1] === '\r')) stop--;
    return { text: this.text.slice(offset, stop), offset };
  }
}

/** A range of a file: offset and length in UTF-16 code units. */
export interface Place {
  readonly file: File;
  readonly offset: number;
  readonly length: number;
}

/** Where a place begins, as a text to find it by. */
export const placeKey = ({ file, offset }: Place): string => `${offset} ${file.path}`;

function lineStarts(text: string): number[] {
  const starts = [0];
  let lf = text.indexOf('\n');
  let cr = text.indexOf('\r');
  while (lf >= 0 || cr >= 0) {
    if (lf >= 0 && (cr < 0 || lf < cr)) {
      starts.push(lf + 1);
      lf = text.indexOf('\n', lf + 1);
    } else {
      if (cr + 1 !== lf) starts.push(cr + 1);
      cr = text.indexOf('\r', cr + 1);
    }
  }
  return starts;
}

/** The text that stands at a place, with its quotes. */
export const textAt = ({ file, offset, length }: Place): string => file.text.slice(offset, offset + length);
