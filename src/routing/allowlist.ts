import type { Place } from '../place.ts';
import type { Behaviour } from '../release.ts';
import { nodeAt } from '../tree.ts';
import type { Agent } from './agents.ts';
import { defaultModel } from './defaults.ts';
import { type Names, type ResolvedRef, lookUp } from './names.ts';
import { isSegment, wildcard } from './ref.ts';
import { type Written, readText } from './selection.ts';

/** One entry of the list. */
export interface Allowed extends Written {
  /** the models below a provider or namespace, or one model; undefined when the entry is of no form OpenClaw takes */
  readonly prefix?: string;
  readonly model?: ResolvedRef;
}

/** Which models may be asked for by `/model`, sessions, schedules and hooks (fact sheet 6.4). */
export interface AllowList {
  /** `models`: no policy, so the keys of `agents.defaults.models` count; `none`: nothing limits */
  readonly from: 'agent' | 'defaults' | 'models' | 'none';
  readonly at: Place | undefined;
  /** undefined: any model may be asked for */
  readonly entries: readonly Allowed[] | undefined;
  /** up to 2026.7 the keys of the map bound primaries and fallbacks too */
  readonly limits: 'requests' | 'everything';
}

type Facts = Pick<Behaviour, 'modelPolicy' | 'modelsMapMeaning'>;

/**
 * The list that counts for an agent: its own `modelPolicy.allow`, else the defaults', else the keys of
 * `agents.defaults.models` unless a `modelPolicy` stands there or `meta.migrations.modelPolicyAllowlist` says the map is
 * no list any more. An empty list allows everything. Source: fact sheet 6.4, cases h-allow-*.
 */
export function allowList(names: Names, facts: Facts, agent?: Agent): AllowList {
  const { root } = names;
  const limits = facts.modelsMapMeaning === 'allowlist' ? 'everything' : 'requests';
  const policies = facts.modelPolicy ? ([['agent', nodeAt(agent?.node, ['modelPolicy'])], ['defaults', nodeAt(root, ['agents', 'defaults', 'modelPolicy'])]] as const) : [];
  for (const [from, policy] of policies) {
    const allow = policy?.kind === 'object' ? policy.get('allow') : undefined;
    if (!allow) continue;
    const items = allow.kind === 'array' ? allow.items.flatMap((item) => readText(item) ?? []) : [];
    return { from, at: allow, entries: entriesOf(items, from === 'agent' ? agent?.scope : undefined), limits };
  }
  const marker = nodeAt(root, ['meta', 'migrations', 'modelPolicyAllowlist']);
  const migrated = marker?.kind === 'scalar' && marker.value === true;
  const map = nodeAt(root, ['agents', 'defaults', 'models']);
  const replaced = facts.modelPolicy && (migrated || policies.some(([from, policy]) => from === 'defaults' && policy?.kind === 'object'));
  const keys = map?.kind === 'object' && !replaced ? map.effective().filter(({ key }) => key.value.trim() !== '') : [];
  if (!map || keys.length === 0) return { from: 'none', at: undefined, entries: undefined, limits };
  return { from: 'models', at: map, entries: entriesOf(keys.map(({ key }) => ({ text: key.value, at: key })), undefined), limits };

  function entriesOf(items: readonly Written[], scope: string | undefined): readonly Allowed[] | undefined {
    if (items.length === 0) return undefined;
    const ofBare = defaultModel(names, agent).provider;
    return items.filter(({ text }) => text.trim() !== '').map((item): Allowed => {
      const prefix = wildcard(item.text)?.prefix;
      if (prefix !== undefined) return { ...item, prefix };
      const owner = item.text.includes('/') ? undefined : names.owners.of(item.text, agent?.scope);
      const model = lookUp(names, item.text, scope, owner ?? ofBare, ofBare);
      return model ? { ...item, model } : item;
    });
  }
}

/** Whether a model may be asked for. Providers compare in lower case, models exactly (cases h-allow-legacy-models). */
export function isAllowed({ entries }: AllowList, { provider, model }: Pick<ResolvedRef, 'provider' | 'model'>): boolean {
  if (!entries) return true;
  const ref = `${provider}/${model}`;
  let { exact, prefixes } = indexes.get(entries) ?? {};
  if (!exact || !prefixes) {
    exact = new Set(entries.flatMap((entry) => (entry.prefix === undefined && entry.model ? [`${entry.model.provider}/${entry.model.model}`] : [])));
    prefixes = entries.flatMap((entry) => entry.prefix ?? []);
    indexes.set(entries, { exact, prefixes });
  }
  return exact.has(ref) || prefixes.some((prefix) => ref.startsWith(prefix));
}

const indexes = new WeakMap<readonly Allowed[], { exact: ReadonlySet<string>; prefixes: readonly string[] }>();

/** What somebody gets who asks for a model: an alias, a ref, or a bare id of its one owner, else of the agent's provider. */
export function requested(names: Names, text: string, agent?: Agent): ResolvedRef | undefined {
  const owner = text.includes('/') ? undefined : names.owners.of(text, agent?.scope);
  const { provider } = defaultModel(names, agent);
  return lookUp(names, text, agent?.scope, owner ?? provider, provider);
}

/** Whether `modelPolicy.allow` may hold a text: an alias, `provider/model`, a wildcard, `openrouter:auto` or `:free`. */
export function isPolicyEntry({ aliases }: Names, text: string, agent: string | undefined): boolean {
  const ref = text.trim();
  const segments = ref.split('/').map((segment) => segment.trim());
  return aliases.get(ref, agent) !== undefined || /^openrouter:(?:auto|free)$/i.test(ref) || wildcard(ref) !== undefined || (segments.length > 1 && segments.every(isSegment));
}
