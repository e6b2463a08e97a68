import { substitutions } from '../../env/references.ts';
import { nodeAt } from '../../parse/tree.ts';
import type { Naming } from '../../release/releases.ts';
import type { Place } from '../../text/file.ts';
import { perKey, perObject } from '../../text/memo.ts';
import type { Agent } from './agents.ts';
import { readSelection, readText, type Selection, type Written } from './model-setting.ts';
import { asLoaded, parse, splitProfile } from './ref.ts';
import {
  foreign,
  hasBothSides,
  literally,
  lookUp,
  type Names,
  type ResolvedRef,
  scoped,
  throughAlias,
} from './resolve.ts';

/** The model an agent starts with, and why. */
export interface DefaultModel extends Omit<ResolvedRef, 'via'> {
  /** `configured-row`: no primary, so the first row of `models.providers`; `built-in`: no row either */
  readonly via: ResolvedRef['via'] | 'configured-row' | 'built-in';
  /** the setting it comes from; undefined if none */
  readonly text: string | undefined;
  /** where it is configured; undefined for the built-in one */
  readonly at: Place | undefined;
  /** whose setting decided */
  readonly owner: 'agent' | 'defaults' | 'implied';
  /** a primary that names nothing and was therefore skipped */
  readonly ignored?: Written;
  /** the text contains a variable that is set, so the resulting model is unknown */
  readonly uncertain: boolean;
}

export const defaultsModel = perObject(({ root }: Names): Selection | undefined =>
  readSelection(nodeAt(root, ['agents', 'defaults', 'model'])),
);

/** The model of an agent, or of the defaults when none is given. Source: facts 6.2. */
export function defaultModel(names: Names, agent?: Agent): DefaultModel {
  return beginning(names, agent?.node && agent); // an agent that is not in the config uses the defaults
}

const beginning = perKey((names: Names, agent: Agent | undefined): DefaultModel => {
  const own = agent?.model?.primary;
  const primary = own ?? defaultsModel(names)?.primary;
  const resolved = primary && resolvePrimary(names, primary.text, agent?.scope, own !== undefined);
  if (resolved) {
    const { provider, model, written, via, alias, profile } = resolved;
    const { text, at } = primary;
    const uncertain = isUncertain(names, text);
    // not by spreading it, which V8 was measured to take long for
    return { provider, model, written, via, alias, profile, text, at, owner: own ? 'agent' : 'defaults', uncertain };
  }
  // the profile of an unresolvable primary still pins the model used instead (facts 3.6)
  const profile = primary && splitProfile(primary.text, names.facts.naming).profile;
  const implied = impliedModel(names, agent);
  return {
    ...implied,
    owner: 'implied',
    uncertain: false,
    ...(profile !== undefined && { profile }),
    ...(primary && { ignored: primary }),
  };
});

/**
 * Resolves a primary: an alias, with or without `@profile`; `provider/alias`, unless the provider has a row of that
 * name; a ref; a bare id of its only provider, else of the default provider. Undefined if it is none of these. `Naming`
 * says which of these a release knows. Source: facts 6.2.
 */
export function resolvePrimary(
  names: Names,
  text: string,
  agent: string | undefined,
  isOwn = agent !== undefined,
): ResolvedRef | undefined {
  const { naming } = names.facts;
  // loading passes over `agents.entries`
  const collapses = naming.loading === 'collapses' && !(isOwn && naming.agentMaps);
  const whole = collapses ? asLoaded(text, names.facts) : text.trim();
  const { model, profile } = splitProfile(whole, naming);
  const aliasOf = (name: string) =>
    naming.primaryAliases === 'bare' && name.includes('/') ? undefined : names.aliases.get(name, agent);
  const exact = aliasOf(whole);
  if (profile !== undefined && naming.pinnedAliases) {
    const alias = exact ?? aliasOf(model);
    if (alias) return throughAlias(names, alias, profile);
  }
  const ofProvider = exact || naming.primaryAliases !== 'scoped' ? undefined : scoped(names, model, agent);
  if (ofProvider && !hasRow(names, model)) return throughAlias(names, ofProvider, profile);
  const asOther = naming.foreignBeforeAlias ? foreign(names, model) : undefined;
  if (asOther) return { ...asOther, via: 'ref', profile };
  const misread = naming.foreignBeforeAlias && exact && hasBothSides(model) && !hasBothSides(exact.target);
  if (exact && !misread) return throughAlias(names, exact, profile);
  return whole.includes('/') || (isOpenRouterWord(whole, naming) && names.owners.ofPrimary(whole, agent) === undefined)
    ? literally(names, model, profile, agent)
    : (pinned(bareId(names, whole, agent), names.facts.emptyOrderBlocksEnvironment ? profile : undefined) ??
        literally(names, model, profile, agent));
}

/** A `@profile` pins its model even where it is part of the id (facts 3.6). */
const pinned = (name: ResolvedRef | undefined, profile: string | undefined): ResolvedRef | undefined =>
  name && profile !== undefined ? { ...name, profile } : name;

/** A bare id that is not an alias: its only owner's, or, before 2026.8.1, literally the default provider's. */
function bareId(names: Names, whole: string, agent: string | undefined): ResolvedRef | undefined {
  const { naming } = names.facts;
  const owner = names.owners.ofPrimary(whole, agent);
  const provider = owner ?? names.defaultProvider;
  const found =
    naming.barePrimary === 'as-written'
      ? { provider, model: whole, written: whole }
      : parse(whole, provider, names.facts);
  // an agent's own map, the defaults' map, or a row; else OpenClaw's own rewriting of primaries
  const declared = !names.owners.isImplied(whole, agent);
  if (owner !== undefined) return found && { ...found, via: declared ? 'declared' : 'default-provider' };
  return naming.barePrimary === 'read' ? undefined : found && { ...found, via: 'default-provider' };
}

const isOpenRouterWord = (text: string, { openrouterWords }: Naming): boolean =>
  openrouterWords && /^openrouter:(?:auto|free)$/i.test(text);

/** Whether a text contains a variable that is set: then OpenClaw reads something other than the text. */
export const isUncertain = ({ isSet }: Names, text: string): boolean =>
  substitutions(text).some(({ name }) => isSet(name));

/**
 * The model without a primary: the first row of `models.providers`, unless the default provider has a row for the
 * built-in model; else the built-in model, which is the only choice before 2026.3.13. A model reserved as `utilityModel`
 * is skipped once `meta.migrations.utilityModelSeparation` says so. Source: facts 6.2.
 */
function impliedModel(names: Names, agent: Agent | undefined): Omit<DefaultModel, 'owner' | 'uncertain'> {
  const { facts } = names;
  const { provider, model } = parse(names.defaultModel, undefined, facts)!;
  const { impliedRow, defaultBlock } = facts.naming;
  const block = names.providers.get(names.defaultProvider);
  const own = defaultBlock === 'any' ? block !== undefined : block?.models?.some(({ loaded }) => loaded === model);
  const aside = own ? undefined : utilityAside(names, agent);
  for (const { id, key, models } of own || impliedRow === 'none' ? [] : names.providers.configured) {
    const row = models?.[0]?.id
      ? models.find((each) => each.id && !(aside?.provider === id && aside.model === each.loaded))
      : undefined;
    const provider = impliedRow === 'as-written' ? key.value.trim() : id;
    if (row)
      return { provider, model: row.loaded, written: row.id, via: 'configured-row', text: undefined, at: row.at };
  }
  return { provider, model, written: model, via: 'built-in', text: undefined, at: undefined };
}

function utilityAside(names: Names, agent: Agent | undefined): ResolvedRef | undefined {
  const marker = nodeAt(names.root, ['meta', 'migrations', 'utilityModelSeparation']);
  if (marker?.kind !== 'scalar' || marker.value !== true) return undefined;
  const setting =
    readText(nodeAt(agent?.node, ['utilityModel'])) ??
    readText(nodeAt(names.root, ['agents', 'defaults', 'utilityModel']));
  return setting?.text.trim() ? lookUp(names, setting.text, agent?.scope) : undefined;
}

function hasRow({ providers }: Names, ref: string): boolean {
  const slash = ref.indexOf('/');
  return (
    providers.get(ref.slice(0, slash))?.models?.some(({ loaded }) => loaded === ref.slice(slash + 1).trim()) ?? false
  );
}
