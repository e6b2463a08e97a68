import { substitutions } from '../../env/references.ts';
import type { Key, Node, ObjectNode, Path } from '../../parse/tree.ts';
import { textOf } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { alternatives } from '../../text/braces.ts';
import { memoize } from '../../text/memo.ts';
import { steps } from '../at.ts';
import type { Problem, Shape } from '../schema.ts';

/** A place that a refinement looks at. */
export interface Found {
  readonly node: Node;
  readonly key: Key | undefined;
  readonly path: Path;
}

export interface Look {
  readonly root: ObjectNode;
  /** undefined while unknown */
  readonly release: string | undefined;
  /** the schema of the release */
  readonly shape: Shape;
  /** an installed OpenClaw said the schema: what its plugins bring is in it */
  readonly isInstalled: boolean;
  /** those it has, by id; not all of them are in the schema */
  readonly plugins?: ReadonlyMap<string, unknown> | undefined;
}

/** A problem as a check tells it; its path is that of the place, unless it says another. */
export type Complaint = Problem extends infer P
  ? P extends Problem
    ? Omit<P, 'path' | 'schema'> & { path?: Path; schema?: P['schema'] }
    : never
  : never;

/** One thing that OpenClaw asks of a file and that its schema does not say. */
export interface Refinement {
  /** where it looks: `*` is any key, `[]` any item, `{a,b}` one of several */
  readonly at: string;
  /** the first release that was seen to ask for it, and the last one */
  readonly since: string;
  readonly until?: string;
  readonly finds: (found: Found, look: Look) => Iterable<Complaint>;
}

/** Every agent, in the form of the release. */
export const AGENT = 'agents.{entries.*,list[]}';

/** Whether a release asks for it. For an unknown release what the newest asks for is told, as a warning. */
export const isAsked = ({ since, until }: Refinement, release: string | undefined): boolean =>
  release === undefined
    ? until === undefined
    : compare(release, since) >= 0 && (until === undefined || compare(release, until) <= 0);

const pathsOf = memoize((pattern: string) => alternatives(pattern).map(steps));
const sectionOf = memoize((pattern: string) => /^\w+(?=[.[]|$)/.exec(pattern)?.[0]);

/** The places of a tree that a pattern means. */
export function* placesAt(root: ObjectNode, pattern: string): Iterable<Found> {
  // most homes have few of the sections: no more is read of the other patterns
  const section = sectionOf(pattern);
  if (section !== undefined && !root.entry(section)) return;
  for (const path of pathsOf(pattern)) yield* below({ node: root, key: undefined, path: [] }, path, 0);
}

/** Whether a path is one of those that a pattern means. */
export const isAt = (path: Path, pattern: string): boolean =>
  pathsOf(pattern).some(
    (steps) =>
      steps.length === path.length &&
      steps.every((step, i) => (step === '[]' ? typeof path[i] === 'number' : step === '*' || step === path[i])),
  );

function* below(found: Found, pattern: readonly string[], at: number): Iterable<Found> {
  const step = pattern[at];
  if (step === undefined) return yield found;
  const { node, path } = found;
  if (step === '[]') {
    if (node.kind === 'array')
      for (let i = 0; i < node.items.length; i++)
        yield* below({ node: node.items[i]!, key: undefined, path: [...path, i] }, pattern, at + 1);
  } else if (node.kind === 'object') {
    const entry = node.entry(step);
    for (const { key, value } of step === '*' ? node.effective() : entry ? [entry] : [])
      yield* below({ node: value, key, path: [...path, key.value] }, pattern, at + 1);
  }
}

/** A text that is known: no variable stands in it. */
export function saidIn(node: Node | undefined): string | undefined {
  const text = textOf(node);
  return text === undefined || substitutions(text).length > 0 ? undefined : text;
}

/** Whether an object has a key; undefined where half of the object may be missing. */
export const has = (node: Node, key: string): boolean => node.kind === 'object' && node.entry(key) !== undefined;

/** A text that is empty, or only blanks, counts as none for some checks. */
export const hasWords = (node: ObjectNode, key: string): boolean =>
  has(node, key) && saidIn(node.get(key))?.trim() !== '';
