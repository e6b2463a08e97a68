import type { File, Place } from '../text/file.ts';
import type { Key, Node } from './tree.ts';

/** One place where the text is not what its format allows; several of them never stem from one mistake. */
export interface SyntaxProblem {
  readonly at: Place;
  readonly message: string;
  /** an imperative */
  readonly help?: string;
  readonly fix?: { readonly title: string; readonly edits: readonly { readonly at: Place; readonly text: string }[] };
}

/** A key that stands more than once in one object: OpenClaw sees only the last. */
export interface Duplicate {
  readonly first: Key;
  readonly last: Key;
}

export interface Parsed {
  /** undefined when nothing readable is there */
  readonly root: Node | undefined;
  /** in the order of the text, at most 100; none if and only if OpenClaw's own reader accepts the text */
  readonly errors: readonly SyntaxProblem[];
  /** the errors, if any, are local: which key stands in which object is certain */
  readonly structureCertain: boolean;
  readonly duplicates: readonly Duplicate[];
  readonly comments: readonly Place[];
  /** the first value below 1,000 levels; it and its like are MissingNodes in the tree */
  readonly tooDeep?: Place;
}

const MOST_PROBLEMS = 100;

/** Collects problems; the list is bounded, the count is not. */
export class Problems {
  readonly list: SyntaxProblem[] = [];
  count = 0;
  /** set to false by whoever meets an error that leaves the structure uncertain */
  structureCertain = true;

  constructor(readonly file: File) {}

  /** @param edits for a fix: stretches to replace, as [offset, length, text] */
  report(
    offset: number,
    length: number,
    message: string,
    help?: string,
    title?: string,
    edits: [number, number, string][] = [],
  ): void {
    this.count++;
    if (this.list.length >= MOST_PROBLEMS) return;
    this.list.push({
      at: this.place(offset, length),
      message,
      ...(help !== undefined && { help }),
      ...(title !== undefined && {
        fix: { title, edits: edits.map(([from, size, text]) => ({ at: this.place(from, size), text })) },
      }),
    });
  }

  place(offset: number, length: number): Place {
    return { file: this.file, offset, length };
  }
}

/** The first hundred of several lists, in the order of the text. */
export function inOrder(...lists: readonly SyntaxProblem[][]): SyntaxProblem[] {
  return lists
    .flat()
    .sort((a, b) => a.at.offset - b.at.offset)
    .slice(0, MOST_PROBLEMS);
}

/** What the user wrote, short enough for a message. Not for values: they may be secret. */
export function quoteShort(text: string): string {
  const clean = text.replace(/[`\s]+/g, ' ');
  return `\`${clean.length > 20 ? `${clean.slice(0, 19)}…` : clean}\``;
}
