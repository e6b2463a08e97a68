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
    return to ? (!since || compare(to, since) >= 0) && (!until || compare(to, until) <= 0) : !until;
  }),
);

/** What other programs call a key, and another key that shows which object it is (facts R2). */
const ELSEWHERE: readonly (readonly [names: RegExp, key: string, beside: string])[] = [
  [/^(?:endpoint|url|host|address|api_?base|api_?url|server)$/i, 'baseUrl', 'apiKey'],
  [/^(?:key|token|secret|api_?token)$/i, 'apiKey', 'baseUrl'],
  [/^(?:api_?type|protocol|adapter|compat(?:ibility)?)$/i, 'api', 'baseUrl'],
  [/^(?:token|api_?(?:key|token))$/i, 'botToken', 'allowFrom'],
  [/^(?:allow_?list|white_?list|allowed(?:_?(?:users|ids))?)$/i, 'allowFrom', 'dmPolicy'],
  [/^(?:interval|frequency|period)$/i, 'every', 'activeHours'],
  [/^(?:tz|time_?zone)$/i, 'timezone', 'start'],
  [/^(?:context_?(?:length|size|limit)|max_?context|n_?ctx)$/i, 'contextWindow', 'maxTokens'],
  [/^(?:max_?(?:output|completion)_?tokens|output_?limit)$/i, 'maxTokens', 'contextWindow'],
  [/^(?:pricing|prices?|costs)$/i, 'cost', 'contextWindow'],
  [/^(?:exec_?)?policy$/i, 'security', 'ask'],
  [/^by_?provider$/i, 'byChannel', 'debounceMs'],
  [/^(?:bot|display|account)_?name$/i, 'name', 'dmPolicy'],
  [/^(?:default|main|model|name|id)$/i, 'primary', 'fallbacks'],
  [/^(?:host(?:name)?|(?:home)?server(?:_?url)?|(?:base|api)?_?url|endpoint|address)$/i, 'homeserver', 'userId'],
  [/^(?:host(?:name)?|server(?:_?url)?|(?:api)?_?url|endpoint|address)$/i, 'baseUrl', 'dmPolicy'],
  // translated with the text around it
  [/^groupAllow(?:von|de|desde|depuis)$/i, 'groupAllowFrom', 'groupPolicy'],
  [/^allow(?:von|de|desde|depuis)$/i, 'allowFrom', 'dmPolicy'],
  // the same thing in another channel
  [/^(?:groups|servers|guild)$/i, 'guilds', 'intents'],
  [/^(?:guilds|chats|channels)$/i, 'groups', 'botToken'],
  [/^(?:groups|guilds)$/i, 'channels', 'appToken'],
];

/**
 * The key that was meant: a typing error away, or the name another program has for it.
 * @param known those that may be meant; @param all every key of the object, which shows what it is
 */
export const meantKey = (word: string, known: readonly string[], all = known): string | undefined =>
  suggest(word, known) ??
  ELSEWHERE.find(([names, key, beside]) => names.test(word) && known.includes(key) && all.includes(beside))?.[1];

/** The section that has most of the parts of this one, where one has more than all others: under a translated name. */
export function sectionOf(value: Node, { properties = {} }: Schema): string | undefined {
  const parts = value.kind === 'object' ? value.entries.filter((each) => each.value.kind !== 'scalar') : [];
  const most = Math.max(1, parts.length / 2);
  const alike = Object.keys(properties).filter(
    (name) => parts.filter(({ key }) => own(own(properties, name)?.properties, key.value)).length >= most,
  );
  return alike.length === 1 ? alike[0] : undefined;
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
