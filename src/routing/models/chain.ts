import { nodeAt } from '../../parse/tree.ts';
import type { Place } from '../../text/file.ts';
import { perKey } from '../../text/memo.ts';
import { providerId } from '../providers.ts';
import type { Agent } from './agents.ts';
import { requested } from './allowlist.ts';
import { type DefaultModel, defaultModel, defaultsModel, isUncertain } from './default-model.ts';
import { imposedFallbacks, readSelection, type Selection, type Written } from './model-setting.ts';
import { asLoaded, modelKey, named } from './ref.ts';
import { lookUp, lookUpAlias, type Names, type ResolvedRef, spell } from './resolve.ts';

/** A model that is tried. */
export interface Candidate {
  readonly provider: string;
  readonly model: string;
  /** `requested`: asked for from outside; `configured-primary`: the agent's own primary as the last resort */
  readonly origin: 'primary' | 'fallback' | 'requested' | 'configured-primary';
  readonly via: DefaultModel['via'];
  /** the text it comes from; undefined if no text names it */
  readonly text: string | undefined;
  readonly at: Place | undefined;
  readonly alias?: ResolvedRef['alias'] | undefined;
  /** the profile it is pinned to with `@profile` */
  readonly profile?: string | undefined;
  /** a `@profile` that OpenClaw silently drops, as on fallbacks (facts 6.1) */
  readonly droppedProfile?: string | undefined;
  /** the text contains a variable that is set, so the resulting model is unknown */
  readonly uncertain: boolean;
}

/** An entry that is never tried. */
export interface Dropped {
  readonly text: string;
  readonly at: Place;
  /**
   * `overridden`: the agent's own setting does away with the defaults' fallbacks; `pinned`: so does a model chosen by
   * hand; `other-provider`: before 2026.5.28 a model of another provider than the defaults' had none of their
   * fallbacks; `not-listed`: before 2026.2.25 the keys of `agents.defaults.models` struck the others
   */
  readonly reason: 'blank' | 'unparseable' | 'duplicate' | 'overridden' | 'pinned' | 'other-provider' | 'not-listed';
  /** the candidate it repeats */
  readonly first?: Candidate | undefined;
}

export interface Chain {
  readonly candidates: readonly Candidate[];
  readonly dropped: readonly Dropped[];
  /** whether the fallbacks are the defaults', the agent's own, or another setting's */
  readonly fallbacksFrom: 'defaults' | 'agent' | 'subagents' | 'job';
}

/**
 * The models a conversation with an agent tries, in order: its primary, then its fallbacks. `wished`: a model asked
 * for from outside, or set for heartbeats; it comes first, and the agent's primary last if the fallbacks are the
 * defaults'. `pinned`: the model was chosen with `/model`, so nothing else is tried. Source: facts 6.3, H22.
 */
export function chain(names: Names, agent?: Agent, wished?: Requested): Chain {
  if (wished) return resolveChain(names, agent, wished);
  return configuredChain(names, agent?.node && agent); // an agent that is not in the config uses the defaults
}

const configuredChain = perKey((names: Names, agent: Agent | undefined) => resolveChain(names, agent, undefined));

/** A model that somebody or something asks for. */
export interface Requested {
  readonly text: string;
  readonly at?: Place;
  readonly pinned?: boolean;
  /** a setting asks for it, which some releases look up among the aliases once more, not somebody in a session */
  readonly configured?: true;
  /** what the text means, if that has been found already */
  readonly resolved?: ResolvedRef;
}

/** What a chain goes by that is not a conversation's. */
interface Basis {
  /** the fallbacks in place of the defaults' */
  readonly own: readonly Written[] | undefined;
  readonly from?: Chain['fallbacksFrom'] | undefined;
}

export function resolveChain(
  names: Names,
  agent: Agent | undefined,
  wished: Requested | undefined,
  { own, from }: Basis = { own: imposedFallbacks(agent?.model, names.facts.naming) },
): Chain {
  const { naming } = names.facts;
  const primary = defaultModel(names, agent);
  // before 2026.8.1 the chain was built without regard to the agent
  const base = naming.chainProvider === 'agent' ? primary : defaultModel(names);
  const inherited = defaultsModel(names)?.fallbacks ?? [];
  const collected = collect(names);
  const wish = wished && (wished.resolved ?? lookUp(names, wished.text, agent?.scope, primary.provider));
  const first: Named = wish && !wished?.configured ? wish : aliasedAgain(names, wish ?? primary, base.provider);
  if (wish) collected.add(first, 'requested', wished.text, wished.at, isUncertain(names, wished.text));
  else collected.add(first, 'primary', primary.text, primary.at, primary.uncertain);
  if (primary.ignored && !wish) collected.drop(primary.ignored, 'unparseable');
  if (wished?.at && !wish) collected.drop({ text: wished.text, at: wished.at }, 'unparseable');
  if (own) for (const each of inherited) collected.drop(each, 'overridden');
  const ofOthers =
    own === undefined && naming.fallbacksOfOneProvider && providerId(first.provider) !== providerId(base.provider);
  const reach = !ofOthers || inherited.some((each) => isModel(lookUp(names, each.text, agent?.scope, base.provider)));
  const read = reading(names, agent, base.provider, own !== undefined);
  for (const each of own ?? inherited)
    if (wish && wished?.pinned) collected.drop(each, 'pinned');
    else if (!reach) collected.drop(each, 'other-provider');
    else if (!isListed(names, each.text, agent?.scope, base.provider)) collected.drop(each, 'not-listed');
    else collected.fallback(each, read);
  if (!own && !wished?.pinned && (first !== primary || base !== primary || naming.chainRewrites === 'first'))
    collected.add(base, 'configured-primary', base.text, base.at, base.uncertain);
  const { candidates, dropped } = collected.result();
  return { candidates, dropped, fallbacksFrom: own ? (from ?? 'agent') : 'defaults' };

  function isModel(ref: ResolvedRef | undefined): boolean {
    return ref !== undefined && ref.provider === first.provider && ref.model === first.model;
  }
}

/** How fallbacks are read: loading goes over those of the defaults, and over an agent's while it is in `agents.list`. */
function reading(names: Names, agent: Agent | undefined, provider: string, isOwn: boolean) {
  const { loading, agentMaps } = names.facts.naming;
  const isLoaded = loading === 'collapses' && !(isOwn && agentMaps);
  return (text: string) => lookUp(names, isLoaded ? asLoaded(text, names.facts) : text, agent?.scope, provider);
}

/**
 * From 2026.4.29 to 2026.7.1 a resolved primary was looked up among the aliases again, as `provider/model` and by its
 * id alone.
 */
function aliasedAgain(names: Names, primary: Named, provider: string): Named {
  const { chainAliases } = names.facts.naming;
  if (chainAliases === 'none') return primary;
  const whole = lookUpAlias(names, `${primary.provider}/${primary.model}`, undefined, provider);
  const bare = lookUpAlias(names, primary.model, undefined, provider);
  // the provider of a row is kept as it is written, and compared with itself in lower case
  const own = providerId(primary.provider);
  const fits = chainAliases === 'bare-first' || bare?.provider === own || own === provider;
  const ofId = fits ? bare : undefined;
  return (chainAliases === 'bare-first' ? (ofId ?? whole) : (whole ?? ofId)) ?? primary;
}

/**
 * The models an agent's subagent tries. `agents.defaults.subagents.model` beats the agent's own model; the first of the
 * three settings that mentions fallbacks decides them. Source: facts 6.3.
 */
export function subagentChain(names: Names, agent?: Agent): Chain {
  const settings = subagentSettings(names, agent);
  const chosen = settings.find((setting) => setting?.primary)?.primary;
  const primary = defaultModel(names, agent);
  const collected = collect(names);
  const resolved = chosen === agent?.model?.primary ? undefined : chosen && requested(names, chosen.text, agent);
  if (chosen && resolved) collected.add(resolved, 'primary', chosen.text, chosen.at, isUncertain(names, chosen.text));
  else {
    if (chosen && chosen !== agent?.model?.primary) collected.drop(chosen, 'unparseable');
    collected.add(primary, 'primary', primary.text, primary.at, primary.uncertain);
  }
  const { naming } = names.facts;
  const imposing = settings.find((setting) => imposedFallbacks(setting, naming) !== undefined);
  const inherited = defaultsModel(names)?.fallbacks ?? [];
  if (imposing) for (const each of inherited) collected.drop(each, 'overridden');
  const read = reading(names, agent, primary.provider, imposing !== undefined);
  for (const each of imposedFallbacks(imposing, naming) ?? inherited) collected.fallback(each, read);
  const { candidates, dropped } = collected.result();
  const fallbacksFrom = !imposing ? 'defaults' : imposing === agent?.model ? 'agent' : 'subagents';
  return { candidates, dropped, fallbacksFrom };
}

/** The settings that count for a subagent, strongest first. */
export function subagentSettings({ root, facts }: Names, agent: Agent | undefined): readonly (Selection | undefined)[] {
  const own = readSelection(nodeAt(agent?.node, ['subagents', 'model']));
  const shared = readSelection(nodeAt(root, ['agents', 'defaults', 'subagents', 'model']));
  return facts.naming.subagentDefaultsFirst ? [own, shared, agent?.model] : [own, agent?.model, shared];
}

/** Whether the models map, where it limits fallbacks, lists one. */
export function isListed(names: Names, text: string, agent: string | undefined, provider: string): boolean {
  const keys = names.facts.modelsMapMeaning === 'allowlist' ? names.aliases.entriesOf(undefined) : [];
  const found = keys.length > 0 ? lookUp(names, text, agent, provider) : undefined;
  if (!found) return true;
  const listed = keys.flatMap(({ key }) => spell(names, key.value, undefined, provider) ?? []);
  return listed.some((each) => modelKey(each, names.facts) === modelKey(found, names.facts));
}

type Named = Pick<ResolvedRef, 'provider' | 'model' | 'alias' | 'profile'> & { readonly via: DefaultModel['via'] };

/**
 * Collects candidates, each model once.
 * @param isChain ids are rewritten once more, where the release does that to a chain
 */
export function collect(names: Names, isChain = true) {
  const candidates = new Map<string, Candidate>();
  const dropped: Dropped[] = [];
  // before 2026.8.1 a model that starts with its provider's name equals the one without it
  const keyOf = (name: Pick<Candidate, 'provider' | 'model'>) =>
    names.facts.naming.chainProvider === 'agent' ? `${name.provider}/${name.model}` : modelKey(name, names.facts);
  const { chainRewrites } = names.facts.naming;
  const rewritten = (given: Pick<Named, 'provider' | 'model'>, before: number) =>
    isChain && (chainRewrites === 'all' || (chainRewrites === 'first' && before === 0))
      ? (named(given.provider, given.model, names.facts) ?? given)
      : given;
  const drop = ({ text, at }: Written, reason: Dropped['reason'], first?: Candidate): void => {
    dropped.push({ text, at, reason, first });
  };
  return {
    drop,
    add(
      given: Named,
      origin: Candidate['origin'],
      text: string | undefined,
      at: Place | undefined,
      uncertain = false,
    ): void {
      const { provider, model } = rewritten(given, candidates.size);
      const { alias, profile } = given;
      // a fallback is of the primary's provider
      const via = origin === 'fallback' && given.via === 'default-provider' ? 'primary-provider' : given.via;
      const key = keyOf({ provider, model });
      const first = candidates.get(key);
      if (first) {
        if (text !== undefined && at && origin !== 'configured-primary') drop({ text, at }, 'duplicate', first);
        return;
      }
      const isDropped = profile !== undefined && origin === 'fallback';
      candidates.set(key, {
        provider,
        model,
        origin,
        via,
        text,
        at,
        alias,
        profile: isDropped ? undefined : profile,
        droppedProfile: isDropped ? profile : undefined,
        uncertain,
      });
    },
    fallback(written: Written, resolve: (text: string) => ResolvedRef | undefined): void {
      if (!written.text.trim()) return drop(written, 'blank');
      const resolved = resolve(written.text);
      if (!resolved) return drop(written, 'unparseable');
      this.add(resolved, 'fallback', written.text, written.at, isUncertain(names, written.text));
    },
    result: () => ({ candidates: [...candidates.values()], dropped }),
  };
}
