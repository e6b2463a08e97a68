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
export const isAsked = ({ since, until }: Pick<Refinement, 'since' | 'until'>, release: string | undefined): boolean =>
  release === undefined
    ? until === undefined
    : compare(release, since) >= 0 && (until === undefined || compare(release, until) <= 0);

const pathsOf = memoize((pattern: string) => alternatives(pattern).map(steps));

/** Places as a tree of the steps to them, so that a file is walked once for all that look at it. */
export interface Lookout {
  /** those that look at this place */
  readonly rows: Refinement[];
  readonly keys: Map<string, Lookout>;
  anyKey: Lookout | undefined;
  items: Lookout | undefined;
}

const lookout = (): Lookout => ({ rows: [], keys: new Map(), anyKey: undefined, items: undefined });

/** The tree of all places that refinements look at. */
export function lookouts(rows: readonly Refinement[]): Lookout {
  const root = lookout();
  for (const row of rows)
    for (const path of pathsOf(row.at)) {
      let here = root;
      for (const step of path)
        if (step === '*') here = here.anyKey ??= lookout();
        else if (step === '[]') here = here.items ??= lookout();
        else {
          if (!here.keys.has(step)) here.keys.set(step, lookout());
          here = here.keys.get(step)!;
        }
      here.rows.push(row);
    }
  return root;
}

/** Calls `tell` for every place in a tree that a refinement looks at. */
export function visitPlaces(found: Found, from: Lookout, tell: (row: Refinement, found: Found) => void): void {
  for (const row of from.rows) tell(row, found);
  const { node, path } = found;
  const { keys, anyKey, items } = from;
  if (node.kind === 'array' && items)
    for (let i = 0; i < node.items.length; i++)
      visitPlaces({ node: node.items[i]!, key: undefined, path: [...path, i] }, items, tell);
  else if (node.kind === 'object' && (anyKey || keys.size > 0))
    for (const { key, value } of node.effective()) {
      const named = keys.get(key.value);
      if (!named && !anyKey) continue;
      const place = { node: value, key, path: [...path, key.value] };
      if (named) visitPlaces(place, named, tell);
      if (anyKey) visitPlaces(place, anyKey, tell);
    }
}

/** Whether a path is one of those that a pattern means. */
export const isAt = (path: Path, pattern: string): boolean =>
  pathsOf(pattern).some(
    (steps) =>
      steps.length === path.length &&
      steps.every((step, i) => (step === '[]' ? typeof path[i] === 'number' : step === '*' || step === path[i])),
  );

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
