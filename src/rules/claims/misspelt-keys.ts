import type { Node } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import type { Problem, Schema } from '../../schema/schema.ts';
import { suggest } from '../../text/nearest.ts';
import { own } from '../../text/own.ts';

/** The keys an object may have in a release, or in the newest. */
export function keysOf({ properties = {} }: Schema, to?: string): string[] {
  return Object.keys(properties).filter((name) => {
    const { since, until } = own(properties, name)!;
    return !until && !(to && since && compare(to, since) < 0);
  });
}

/** Keys present under a misspelt name, which are therefore not reported as missing. */
export function misspeltIn(owner: Node, problems: readonly Problem[]): ReadonlySet<string | undefined> {
  return new Set(
    problems.map((problem) =>
      problem.kind === 'unknown-key' && problem.owner === owner
        ? suggest(problem.key.value, keysOf(problem.schema))
        : undefined,
    ),
  );
}
