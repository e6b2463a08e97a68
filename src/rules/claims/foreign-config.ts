import type { Routing } from '../../routing/routing.ts';
import type { Problem } from '../../schema/walk.ts';
import { perKey } from '../../text/memo.ts';
import { suggest } from '../../text/nearest.ts';
import { homeOf } from './key-homes.ts';
import { keysOf } from './misspelt-keys.ts';

type UnknownKey = Extract<Problem, { kind: 'unknown-key' }>;

/** The keys at the top level that OpenClaw does not have in any place and that are no misspelling of one it has. */
export const foreignKeys: (routing: Routing) => readonly UnknownKey[] = (routing) => found(routing, '');

const found = perKey((routing: Routing, _: '') =>
  routing.problems.filter(
    (problem): problem is UnknownKey =>
      problem.kind === 'unknown-key' &&
      problem.path.length === 0 &&
      homeOf(problem, routing.target) === undefined &&
      suggest(problem.key.value, keysOf(problem.schema)) === undefined,
  ),
);

/**
 * Whether a config is probably that of another program: it has at least three such keys, and more of them than keys of
 * OpenClaw's. One finding says more than one for each.
 */
export function isForeign(routing: Routing): boolean {
  const foreign = foreignKeys(routing).length;
  const { root } = routing.home;
  return foreign >= 3 && root?.kind === 'object' && foreign * 2 > root.effective().length;
}
