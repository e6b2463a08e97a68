import type { Node } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import type { Problem, Schema } from '../../schema/schema.ts';
import { perKey, perObject } from '../../text/memo.ts';
import { suggest } from '../../text/nearest.ts';
import { own } from '../../text/own.ts';

/** The keys an object may have in a release, or in the newest. */
export const keysOf = (schema: Schema, to = ''): readonly string[] => keysAt(schema, to);

/** Kept, for a thousand unknown keys may stand in one object. */
const keysAt = perKey(({ properties = {} }: Schema, to: string) =>
  Object.keys(properties).filter((name) => {
    const { since, until } = own(properties, name)!;
    return !until && !(to && since && compare(to, since) < 0);
  }),
);

/** What other programs call the keys of a provider (facts R2). */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^(?:endpoint|url|host|address|api_?base|api_?url|server)$/i, 'baseUrl'],
  [/^(?:key|token|secret|api_?token)$/i, 'apiKey'],
  [/^(?:api_?type|protocol|adapter|compat(?:ibility)?)$/i, 'api'],
];

/** The key that was meant: a typing error away, or the name another program has for it. */
export function meantKey(word: string, known: readonly string[]): string | undefined {
  const near = suggest(word, known);
  if (near !== undefined || !known.includes('baseUrl') || !known.includes('apiKey')) return near;
  return ELSEWHERE.find(([names, key]) => names.test(word) && known.includes(key))?.[1];
}

/** Keys present under a misspelt name, which are therefore not reported as missing. */
export const misspeltIn = (owner: Node, problems: readonly Problem[]): ReadonlySet<string> =>
  misspelt(problems).get(owner) ?? new Set();

/** owner → what its misspelt keys mean */
const misspelt = perObject((problems: readonly Problem[]) => {
  const found = new Map<Node, Set<string>>();
  for (const problem of problems) {
    const meant = problem.kind === 'unknown-key' ? meantKey(problem.key.value, keysOf(problem.schema)) : undefined;
    if (problem.kind !== 'unknown-key' || meant === undefined) continue;
    const { owner } = problem;
    found.set(owner, (found.get(owner) ?? new Set()).add(meant));
  }
  return found;
});
