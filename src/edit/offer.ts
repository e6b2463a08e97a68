import type { Node, Path } from '../parse/tree.ts';
import type { Edit } from './edit.ts';
import { type Obstacle, putAt, takeAt } from './put.ts';
import type { Suggestion } from './suggestion.ts';

/** The change that puts a value at a path; without edits where the file does not allow it. */
export const putting = (title: string, root: Node | undefined, path: Path, value: unknown): Suggestion =>
  offer(title, root && putAt(root, path, value));

/** The change that takes out what is at a path; without edits where the file does not allow it. */
export const taking = (title: string, root: Node | undefined, path: Path): Suggestion =>
  offer(title, root && takeAt(root, path));

/** Several changes as one; without edits if one of them has none. */
export function together(title: string, all: readonly Suggestion[]): Suggestion {
  const isWhole = all.every(({ edits }) => edits.length > 0);
  return { title, edits: isWhole ? all.flatMap(({ edits }) => edits) : [] };
}

const offer = (title: string, edits: readonly Edit[] | Obstacle = []): Suggestion => ({
  title,
  edits: 'obstacle' in edits ? [] : edits,
});
