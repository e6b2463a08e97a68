import type { Node } from '../../parse/tree.ts';
import type { Behaviour } from '../../release/releases.ts';
import { apiOf, type Providers, providerId } from '../providers.ts';
import type { Alias, Aliases } from './aliases.ts';
import type { Owners } from './bare-model-owners.ts';
import { type ModelName, named, namedLiterally, parse, splitProfile } from './ref.ts';

/** The model a ref means, and how OpenClaw arrives at it. */
export interface ResolvedRef extends ModelName {
  readonly via: 'ref' | 'alias' | 'declared' | 'primary-provider' | 'default-provider';
  readonly alias?: Alias | undefined;
  /** the profile asked for with `@profile` */
  readonly profile?: string | undefined;
}

/** Everything needed to resolve model names in one home, for one release. */
export interface Names {
  readonly root: Node | undefined;
  readonly aliases: Aliases;
  readonly providers: Providers;
  readonly owners: Owners;
  /** how the release resolves names */
  readonly facts: Behaviour;
  /** the provider of a bare primary, and the model of a home without one */
  readonly defaultProvider: string;
  readonly defaultModel: string;
  /** whether a variable has a value (the value itself is not known) */
  readonly isSet: (variable: string) => boolean;
}

/**
 * Resolves a model text other than a primary: an alias, `provider/alias`, a ref, or a bare model of `provider`.
 * `@profile` is split off and kept. Undefined if one side of the slash is empty. Source: facts 6.1, 6.2, 6.3.
 * @param ofBareKeys the provider that bare keys of `models` maps belong to, where it is another
 */
export function lookUp(
  names: Names,
  text: string,
  agent: string | undefined,
  provider = names.defaultProvider,
  ofBareKeys = provider,
): ResolvedRef | undefined {
  const { model, profile } = splitProfile(text, names.facts.naming);
  if (model === '') return undefined;
  const alias = aliasOf(names, model, agent, ofBareKeys);
  return alias ? throughAlias(names, alias, profile, ofBareKeys) : literally(names, model, profile, agent, provider);
}

/** The same of an alias alone. */
export function lookUpAlias(names: Names, text: string, agent: string | undefined, ofBareKeys: string) {
  const { model, profile } = splitProfile(text, names.facts.naming);
  const alias = aliasOf(names, model, agent, ofBareKeys);
  return alias && throughAlias(names, alias, profile, ofBareKeys);
}

function aliasOf(names: Names, model: string, agent: string | undefined, ofBareKeys: string): Alias | undefined {
  const { aliases } = names.facts.naming;
  return (
    (aliases !== 'bare' || !model.includes('/') ? names.aliases.get(model, agent, ofBareKeys) : undefined) ??
    (aliases === 'scoped' ? scoped(names, model, agent, ofBareKeys) : undefined)
  );
}

function reached(
  { provider, model, written }: ModelName,
  via: ResolvedRef['via'],
  profile: string | undefined,
): ResolvedRef {
  return { provider, model, written, via, alias: undefined, profile };
}

/** Resolves a ref without consulting aliases. */
export function literally(
  names: Names,
  ref: string,
  profile: string | undefined,
  agent: string | undefined,
  provider = names.defaultProvider,
): ResolvedRef | undefined {
  const name = spell(names, ref, agent, provider);
  const bare =
    !ref.includes('/') &&
    !(ref.includes(':') && /^openrouter:auto$/i.test(ref)) &&
    !(name?.provider === 'openrouter' && /^openrouter:free$/i.test(ref));
  return (
    name &&
    reached(
      name,
      bare ? (provider === names.defaultProvider ? 'default-provider' : 'primary-provider') : 'ref',
      profile,
    )
  );
}

export function throughAlias(
  names: Names,
  alias: Alias,
  profile: string | undefined,
  ofBareKeys = names.defaultProvider,
): ResolvedRef | undefined {
  const target = spell(names, alias.target, alias.agent, ofBareKeys);
  return target && { ...reached(target, 'alias', profile), alias };
}

/** The alias behind `provider/alias`; undefined if the text names the same model anyway. */
export function scoped(names: Names, model: string, agent: string | undefined, ofBareKeys?: string): Alias | undefined {
  const slash = model.indexOf('/');
  const alias =
    slash > 0 ? names.aliases.ofProvider(model.slice(0, slash), model.slice(slash + 1), agent, ofBareKeys) : undefined;
  if (!alias) return undefined;
  const provider = ofBareKeys ?? names.defaultProvider;
  const [plain, target] = [spell(names, model, agent, provider), spell(names, alias.target, alias.agent, provider)];
  return plain && target && plain.provider === target.provider && plain.model === target.model ? undefined : alias;
}

/** Resolves a ref without alias or profile; handles `openrouter:auto` and `openrouter:free`. */
export function spell(names: Names, ref: string, agent: string | undefined, provider: string): ModelName | undefined {
  const { facts } = names;
  const words = facts.naming.openrouterWords && ref.includes(':');
  const selector = words ? /^openrouter:(auto|free)$/i.exec(ref.trim())?.[1]?.toLowerCase() : undefined;
  if (selector === 'auto') return parse(ref, undefined, facts);
  const plain = parse(ref, provider, facts);
  return (
    (selector && firstFree(names, agent)) ||
    foreign(names, isBare(ref, facts.naming.halfRefs) ? `${provider}/${ref}` : ref, plain) ||
    plain
  );
}

const isBare = (ref: string, half: boolean): boolean => !ref.includes('/') || (half && !hasBothSides(ref));

/** Whether there is something before and behind the first slash. */
export const hasBothSides = (ref: string): boolean => /^[^/]+\/./.test(ref.trim());

/**
 * Resolves a ref to a provider whose block names a foreign `api`: its ids are taken more literally.
 * @param plain what it is otherwise: where that is the same, nobody need ask for the `api`
 */
export function foreign({ providers, facts }: Names, ref: string, plain?: ModelName): ModelName | undefined {
  if (!facts.naming.foreignApis) return undefined;
  const slash = ref.indexOf('/');
  const id = providerId(ref.slice(0, Math.max(slash, 0)));
  const literal = namedLiterally(id, ref.slice(slash + 1), facts);
  if (!literal || (plain && literal.provider === plain.provider && literal.model === plain.model)) return undefined;
  const api = apiOf(id, providers.first(id)?.at).toLowerCase();
  return api && api !== id ? literal : undefined;
}

/** `openrouter:free`: the first free model of OpenRouter that the config mentions. */
function firstFree(
  { aliases, providers, defaultProvider, facts }: Names,
  agent: string | undefined,
): ModelName | undefined {
  for (const { key } of [...(agent === undefined ? [] : aliases.entriesOf(agent)), ...aliases.entriesOf(undefined)]) {
    const name = key.value.includes('/') ? parse(key.value, defaultProvider, facts) : undefined;
    if (name?.provider === 'openrouter' && name.model.includes('/') && name.model.endsWith(':free')) return name;
  }
  const row = providers
    .get('openrouter')
    ?.models?.find(({ loaded }) => loaded.includes('/') && loaded.endsWith(':free'));
  return row && named('openrouter', row.loaded, facts);
}
