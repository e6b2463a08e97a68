import { isValue, nodeAt } from '../../parse/tree.ts';
import type { Behaviour } from '../../release/releases.ts';
import type { Place } from '../../text/file.ts';
import { once } from '../../text/memo.ts';
import type { Agent } from './agents.ts';
import { defaultModel, defaultsModel } from './default-model.ts';
import { readTexts, type Written } from './model-setting.ts';
import { asLoaded, isSegment, modelKey, parse, wildcard } from './ref.ts';
import { lookUp, type Names, type ResolvedRef, spell } from './resolve.ts';

/**
 * What an entry allows: all models below a provider or namespace, or one model; neither if OpenClaw refuses its form.
 */
interface Allowed {
  readonly prefix?: string;
  readonly model?: ResolvedRef | undefined;
}

type Model = Pick<ResolvedRef, 'provider' | 'model'>;

/** Which models may be asked for by `/model`, sessions, schedules and hooks (facts 6.4). */
export interface AllowList {
  /** `models`: no policy, so the keys of `agents.defaults.models` count; `none`: nothing limits */
  readonly from: 'agent' | 'defaults' | 'models' | 'none';
  readonly at: Place | undefined;
  /** no map is written: OpenClaw makes it, as an Anthropic key or login is in use */
  readonly implied?: true;
  /** undefined: any model may be requested */
  readonly entries: readonly Written[] | undefined;
  readonly allows: (model: Model) => boolean;
  /** whether the list also limits primaries and fallbacks (facts H15) */
  readonly limits: 'requests' | 'everything';
}

type Facts = Pick<Behaviour, 'modelPolicy' | 'modelsMapMeaning'>;

/**
 * The list that counts for an agent: its own `modelPolicy.allow`, else the defaults', else the keys of
 * `agents.defaults.models`, unless there is a `modelPolicy` or `meta.migrations.modelPolicyAllowlist` says the map is
 * no longer a list. An empty list allows everything. Source: facts 6.4.
 * @param primary the model the agent starts with
 */
export function allowList(
  names: Names,
  facts: Facts,
  agent?: Agent,
  primary: Model = defaultModel(names, agent),
): AllowList {
  const { root } = names;
  const limits = facts.modelsMapMeaning === 'allowlist' ? 'everything' : 'requests';
  const policies = facts.modelPolicy
    ? ([
        ['agent', nodeAt(agent?.node, ['modelPolicy'])],
        ['defaults', nodeAt(root, ['agents', 'defaults', 'modelPolicy'])],
      ] as const)
    : [];
  for (const [from, policy] of policies) {
    const allow = nodeAt(policy, ['allow']);
    if (!allow) continue;
    const items = readTexts(allow) ?? [];
    return { from, at: allow, limits, ...listOf(items, from === 'agent' ? agent?.scope : undefined) };
  }
  const migrated = isValue(nodeAt(root, ['meta', 'migrations', 'modelPolicyAllowlist']), true);
  const replaced =
    facts.modelPolicy &&
    (migrated || policies.some(([from, policy]) => from === 'defaults' && policy?.kind === 'object'));
  const entries = replaced ? [] : names.aliases.entriesOf(undefined);
  const keys = entries.filter(({ key }) => key.value.trim() !== '').map(({ key }) => ({ text: key.value, at: key }));
  const map = nodeAt(root, ['agents', 'defaults', 'models']);
  if (keys.length === 0) return { from: 'none', at: undefined, limits, ...ANY };
  const made = map ? {} : { implied: true as const };
  return {
    from: 'models',
    at: map ?? keys[0]?.at,
    limits,
    ...made,
    ...(names.facts.modelPolicy ? listOf(keys, undefined, asLoaded) : olderListOf(keys)),
  };

  /** The primary's id, read as a ref of its own. */
  function reread(): Model | undefined {
    return spell(names, primary.model, undefined, primary.provider);
  }

  /** From 2026.8.1 to 2026.8.2 a repeated provider counts once. */
  function nameOf(model: Model): string {
    const { provider, model: id } = model;
    return names.facts.naming.loading === 'collapses' ? modelKey(model, names.facts) : `${provider}/${id}`;
  }

  function listOf(
    items: readonly Written[],
    scope: string | undefined,
    read = (text: string, _: Behaviour) => text,
  ): Pick<AllowList, 'entries' | 'allows'> {
    if (items.length === 0) return ANY;
    const entries = items.filter(({ text }) => text.trim() !== '');
    const ofBare = primary.provider;
    const whole = once(() => allowing(entries.map(meaning), nameOf));
    return { entries, allows };

    /** Providers are compared in lower case, models exactly (facts 6.4). */
    function allows(model: Model): boolean {
      const ref = nameOf(model);
      // most requests are spelled like an entry: then long lists need not be resolved
      const same = entries.find(({ text }) => text === ref);
      if (same && allowing([meaning(same)], nameOf).exact.has(ref)) return true;
      const { exact, prefixes } = whole();
      if (exact.has(ref) || prefixes.some((prefix) => ref.startsWith(prefix))) return true;
      return names.facts.naming.alsoAllowed !== 'nothing' && exact.size > 0 && prefixes.length === 0 && isPrimary(ref);
    }

    function isPrimary(ref: string): boolean {
      const own = reread();
      return own !== undefined && nameOf(own) === ref;
    }

    function meaning({ text }: Written): Allowed {
      const prefix = wildcard(text)?.prefix;
      if (prefix !== undefined) return { prefix };
      const owner = text.includes('/') ? undefined : (names.owners.of(text, agent?.scope) ?? names.owners.ofRows(text));
      return { model: lookUp(names, read(text, names.facts), scope, owner ?? ofBare, ofBare) };
    }
  }

  /**
   * Before 2026.8.1: keys are refs, never aliases; the agent's own model may be requested as well, and from 2026.3.13
   * on the defaults' fallbacks.
   */
  function olderListOf(keys: readonly Written[]): Pick<AllowList, 'entries' | 'allows'> {
    const { naming } = names.facts;
    const isWild = ({ text }: Written) => naming.wildcards && /^[^/]+\/\*$/.test(text.trim());
    const exact = keys.filter((key) => !isWild(key));
    const wild = new Set(keys.filter(isWild).map(({ text }) => parse(text, undefined, names.facts)?.provider));
    const fallbacks =
      naming.alsoAllowed === 'primary' || exact.length === 0 ? [] : (defaultsModel(names)?.fallbacks ?? []);
    const models = once(
      () => new Set([...exact, ...fallbacks].flatMap(({ text }) => plain(text) ?? []).concat(ofPrimary())),
    );
    return { entries: keys, allows: (model) => models().has(modelKey(model, names.facts)) || wild.has(model.provider) };

    function plain(text: string): string | undefined {
      const owner =
        naming.ownedKeys && !text.includes('/') ? (names.owners.of(text) ?? names.owners.ofRows(text)) : undefined;
      const found = spell(names, text.trim(), undefined, owner ?? primary.provider);
      return found && modelKey(found, names.facts);
    }

    function ofPrimary(): string[] {
      const counts = (exact.length > 0 && wild.size === 0) || wild.has(primary.provider);
      const found = counts && (naming.rereadsPrimary ? reread() : primary);
      return found ? [modelKey(found, names.facts)] : [];
    }
  }
}

const ANY: Pick<AllowList, 'entries' | 'allows'> = { entries: undefined, allows: () => true };

const allowing = (allowed: readonly Allowed[], nameOf: (model: Model) => string) => ({
  exact: new Set(allowed.flatMap(({ model }) => (model ? nameOf(model) : []))),
  prefixes: allowed.flatMap(({ prefix }) => prefix ?? []),
});

/**
 * Whether turns begin with the first model that the list permits, and not with the primary: where the list has a wildcard
 * and nothing in it permits the primary (facts 6.4).
 */
export const replacesPrimary = ({ entries = [], allows }: AllowList, primary: Model, { naming }: Behaviour): boolean =>
  naming.wildcards && entries.some(({ text }) => wildcard(text.trim()) !== undefined) && !allows(primary);

/** Resolves a requested model: an alias, a ref, or a bare id of its only owner, else of the agent's provider. */
export function requested(
  names: Names,
  text: string,
  agent?: Agent,
  provider = defaultModel(names, agent).provider,
): ResolvedRef | undefined {
  const owner = text.includes('/') ? undefined : names.owners.of(text, agent?.scope);
  return lookUp(names, text, agent?.scope, owner ?? provider, provider);
}

/** Whether `modelPolicy.allow` accepts a text: an alias, `provider/model`, a wildcard, `openrouter:auto` or `:free`. */
export function isPolicyEntry({ aliases }: Names, text: string, agent: string | undefined): boolean {
  const ref = text.trim();
  const segments = ref.split('/').map((segment) => segment.trim());
  return (
    aliases.get(ref, agent) !== undefined ||
    /^openrouter:(?:auto|free)$/i.test(ref) ||
    wildcard(ref) !== undefined ||
    (segments.length > 1 && segments.every(isSegment))
  );
}
