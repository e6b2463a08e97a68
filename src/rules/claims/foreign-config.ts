import { startOf } from '../../home/home.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Problem } from '../../schema/walk.ts';
import { perKey } from '../../text/memo.ts';
import { suggest } from '../../text/nearest.ts';
import { homeOf } from './key-homes.ts';
import { keysOf } from './misspelt-keys.ts';

type UnknownKey = Extract<Problem, { kind: 'unknown-key' }>;

/** Root keys that OpenClaw does not have anywhere and that are not misspellings of its keys. */
export const foreignKeys: (routing: Routing) => readonly UnknownKey[] = (routing) => unknownKeysOfAnother(routing, '');

const unknownKeysOfAnother = perKey((routing: Routing, _: '') => {
  const { home, problems } = routing;
  const found: UnknownKey[] = [];
  for (const problem of home.budget.inTime(problems, () => startOf(home)))
    if (problem.kind === 'unknown-key' && isOfAnother(problem, routing)) found.push(problem);
  return found;
});

const isOfAnother = (problem: UnknownKey, { target }: Routing): boolean =>
  problem.path.length === 0 &&
  homeOf(problem, target) === undefined &&
  suggest(problem.key.value, keysOf(problem.schema)) === undefined;

/**
 * Whether a config probably belongs to another program: it has at least three such keys, and more of them than OpenClaw
 * keys. One finding is more helpful than one for each.
 */
export function isForeign(routing: Routing): boolean {
  const foreign = foreignKeys(routing).length;
  const { root } = routing.home;
  return foreign >= 3 && root?.kind === 'object' && foreign * 2 > root.effective().length;
}
