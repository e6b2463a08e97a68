import type { File, Place } from '../text/file.ts';
import type { Key, Node } from './tree.ts';

/** One syntax problem; each mistake yields at most one. */
export interface SyntaxProblem {
  readonly at: Place;
  readonly message: string;
  /** what to do, in the imperative */
  readonly help?: string;
  readonly fix?: { readonly title: string; readonly edits: readonly { readonly at: Place; readonly text: string }[] };
}

/** A key that occurs more than once in an object: OpenClaw sees only the last. */
export interface Duplicate {
  readonly first: Key;
  readonly last: Key;
}

export interface Parsed {
  /** undefined if nothing could be read */
  readonly root: Node | undefined;
  /** in text order, at most 100; empty if and only if OpenClaw's own reader accepts the text */
  readonly errors: readonly SyntaxProblem[];
  /** errors, if any, are local: it is certain which key belongs to which object */
  readonly structureCertain: boolean;
  readonly duplicates: readonly Duplicate[];
  readonly comments: readonly Place[];
  /** the first value nested deeper than 1,000 levels; all such values are MissingNodes in the tree */
  readonly tooDeep?: Place;
}

const MOST_PROBLEMS = 100;

/** Collects problems; keeps a bounded list but counts all. */
export class Problems {
  readonly list: SyntaxProblem[] = [];
  count = 0;
  /** set to false at an error that leaves the structure uncertain */
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
    return { file: this.file, offset, length: Math.min(length, this.file.text.length - offset) };
  }
}

/** The first hundred problems of several lists, in text order. */
export function inOrder(...lists: readonly SyntaxProblem[][]): SyntaxProblem[] {
  return lists
    .flat()
    .sort((a, b) => a.at.offset - b.at.offset)
    .slice(0, MOST_PROBLEMS);
}

/** What the user wrote, shortened for a message. Not for values: they may be secret. */
export function quoteShort(text: string): string {
  const clean = text.replace(/[`\s]+/g, ' ');
  return `\`${clean.length > 20 ? `${clean.slice(0, 19)}…` : clean}\``;
}
