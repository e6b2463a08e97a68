import { knownProvider } from '../../catalog/catalog.ts';
import { perObject } from '../../text/memo.ts';
import { kindOf } from './accepted-types.ts';
import { authProviderOf, type CredentialContext, credentialContext, type Holdings } from './context.ts';
import { restsUntil } from './cooldown.ts';
import { eligibility, usesAwsSdk } from './eligibility.ts';
import { missingPlugin } from './keys.ts';
import type { ProviderKey } from './provider-key.ts';
import type { ResolvedProfile } from './resolve-order.ts';
import {
  type Asked,
  answer,
  attemptOf,
  nothing,
  type Search,
  type Sorted,
  searchFor,
  skip,
  skipDirect,
  sortProfiles,
} from './search.ts';
import type { Attempt, Credentials, SkipReason } from './types.ts';

export type { Attempt, Blocked, Credentials, Skipped } from './types.ts';

/** @param agent the agent's id; undefined for the main one */
export function credentialsFor(asked: Asked, agent: string | undefined, holdings: Holdings): Credentials {
  return credentialsIn(asked, credentialContext(holdings, agent));
}

/**
 * Every credential in the order a real turn tries them, and the others with the reason why not. Since 2026.8.1 a turn
 * plans them before it starts: the low-level resolver (facts 3.5) would still find a variable behind a blocked order, a
 * turn does not (facts 3.6).
 */
export function credentialsIn(asked: Asked, context: CredentialContext): Credentials {
  const { provider, model, profile } = asked;
  // a provider without a block has the same for all its models
  const key = [provider, profile, context.providers.get(provider) && model].join('\n');
  const before = credentialsByKey(context);
  let credentials = before.get(key);
  if (!credentials) before.set(key, (credentials = findCredentials(asked, context)));
  return credentials;
}

const credentialsByKey = perObject((_: CredentialContext) => new Map<string, Credentials>());

function findCredentials(asked: Asked, context: CredentialContext): Credentials {
  const found = ofProvider(asked, context);
  return (found.blocked && byLogin(found, asked, context)) ?? found;
}

/**
 * What else a turn of `openai` has where nothing of its own serves it: whether it is asked depends on the runtime, which
 * a plugin decides. Source: facts 3.2.
 */
function byLogin(found: Credentials, asked: Asked, context: CredentialContext): Credentials | undefined {
  const { codexLogins } = context.behaviour.custody;
  if (!codexLogins || asked.profile !== undefined || authProviderOf(asked.provider, context) !== 'openai')
    return undefined;
  const logins = ofProvider({ provider: 'openai-codex', model: asked.model }, context)
    .attempts.filter(({ kind }) => kind === 'profile')
    .map((each): Attempt => ({ ...each, certain: false }));
  const skipped = found.skipped.filter(({ label }) => !logins.some((each) => each.label === label));
  return logins.length > 0 ? { ...found, attempts: logins, skipped, blocked: undefined } : undefined;
}

function ofProvider(asked: Asked, context: CredentialContext): Credentials {
  const search = searchFor(asked, context);
  const chosen = firstOf(CHOSEN_BY_NAME, search);
  if (chosen) return chosen;
  const sorted = sortProfiles(search);
  return firstOf(BY_PROFILES, sorted) ?? profilesAlone(sorted);
}

/** A way to the credentials; undefined where it is not the one, and the next is asked. */
type Step<S> = (search: S) => Credentials | undefined;

/** What the config or the ref fixes, whatever profiles there are. */
const CHOSEN_BY_NAME: readonly Step<Search>[] = [
  pinThatCannotBeUsed,
  endpointInConflict,
  awsSdkOfEntry,
  keyByReference,
  profileAsKey,
  keyBeforeProfiles,
];

/** What the profiles of the provider lead to. */
const BY_PROFILES: readonly Step<Sorted>[] = [
  orderWithoutUsableProfile,
  everyProfileRests,
  everyProfileUnfit,
  noProfile,
  keyBehindProfiles,
  keyIfNoProfileIsStored,
];

function firstOf<S>(steps: readonly Step<S>[], search: S): Credentials | undefined {
  for (const step of steps) {
    const credentials = step(search);
    if (credentials) return credentials;
  }
  return undefined;
}

const isPinned = ({ asked }: Search): boolean => asked.profile !== undefined;

/** What the entry says of API, endpoint and `auth` contradicts itself. */
function endpointInConflict(search: Search): Credentials | undefined {
  const { conflict, block, order, direct } = search;
  if (!conflict) return undefined;
  const at = block?.get('api') ?? block?.get('baseUrl') ?? block?.get('auth');
  const skipped = order.profiles.map((each) => skip(attemptOf(each, search), 'incompatible'));
  return nothing(search, [...skipped, ...direct.skipped], { reason: 'endpoint', at, certain: true });
}

/** `auth: "aws-sdk"` in the provider's entry */
function awsSdkOfEntry(search: Search): Credentials | undefined {
  const { asked, context, block, order, planned } = search;
  if (isPinned(search) || !usesAwsSdk(asked.provider, context)) return undefined;
  if (!planned && order.profiles.some(({ type }) => type !== 'aws-sdk')) return undefined;
  const profile = order.profiles.find(({ type }) => type === 'aws-sdk');
  const attempt: Attempt = { ...AWS_SDK, at: block!.get('auth')!, certain: true, profile };
  return answer(search, [attempt], skipDirect(search, 'config_key_first'));
}

const AWS_SDK = { kind: 'aws-sdk', label: 'AWS SDK', type: 'aws-sdk', billing: 'metered' } as const;

/**
 * A reference in the config is an explicit choice of key: profiles and their order are ignored, even if white space is
 * all that it refers to.
 */
function keyByReference(search: Search): Credentials | undefined {
  const { planned, key, block, context } = search;
  const isChosen = key ? isReference(key) : !!block?.get('apiKey')?.text()?.trim();
  const isMeant = key?.kind === 'reference' || !key ? context.behaviour.custody.referenceFirst === 'always' : true;
  return planned && isChosen && (isMeant || meansKey(search)) ? keyOnly(search) : undefined;
}

const meansKey = ({ block }: Search): boolean => block?.get('auth')?.text() === 'api-key';

/** Before turns were planned, a key that is not there, or a word that is none, gave way to one profile. */
const givesWay = ({ planned, key }: Search): boolean =>
  !planned && (key?.kind === 'reference' || key?.kind === 'variable' || key?.kind === 'marker') && key.ready === false;

const isReference = (key: ProviderKey | undefined): boolean =>
  key?.kind === 'reference' || ((key?.kind === 'variable' || key?.kind === 'marker') && key.ready);

/** `auth: "api-key"`, in releases where it puts the entry's key first */
function keyBeforeProfiles(search: Search): Credentials | undefined {
  if (isPinned(search) || givesWay(search)) return undefined;
  return isKeyFirst(search) ? keyOnly(search) : undefined;
}

const isKeyFirst = (search: Search): boolean =>
  search.context.behaviour.custody.keyFirst &&
  meansKey(search) &&
  (search.key?.kind === 'literal' || isReference(search.key) || givesWay(search));

function keyOnly(search: Search): Credentials {
  const { direct, order } = search;
  const kept = order.profiles.map((each) => skip(attemptOf(each, search), 'config_key_first'));
  return answer(search, direct.first ? [direct.first] : [], kept);
}

/** `apiKey` names a stored profile: that one is used, or none. One of another provider is refused (facts 3.6). */
function profileAsKey(search: Search): Credentials | undefined {
  const { asked, context, key, order, planned } = search;
  const counts = planned || meansKey(search) || order.profiles.length === 0;
  if (isPinned(search) || !counts || key?.kind !== 'profile') return undefined;
  const { id, at } = key;
  const { type, ...stored } = context.store.profiles.get(id)!;
  const verdict = eligibility(id, asked.provider, context);
  const others = order.profiles.filter((each) => each.id !== id).map((each) => skip(attemptOf(each, search), 'pinned'));
  const skipped = [...others, ...skipDirect(search, 'pinned')];
  const because = refusal();
  if (because) return nothing(search, skipped, { reason: 'bound_profile', at, profile: id, because, certain: true });
  const profile = { id, type, certain: verdict.certain, at, stored: { type, ...stored } };
  return answer(search, [attemptOf(profile, search)], skipped);

  function refusal(): SkipReason | undefined {
    if (key?.kind === 'profile' && !key.fits) return 'provider_mismatch';
    if (!verdict.ok) return verdict.reason;
    const rest = restsUntil(context.store.usage.get(id), stored.provider, asked.model, context.now, context.behaviour);
    if (rest !== undefined) return 'cooldown';
    return type && !search.allows(type) ? 'incompatible' : undefined;
  }
}

/** `model@profile` with a profile that is none of the provider's, or holds nothing */
function pinThatCannotBeUsed(search: Search): Credentials | undefined {
  const { asked, pinned } = search;
  if (!pinned || pinned.ok) return undefined;
  const { reason: because, certain } = pinned;
  return nothing(search, [], { reason: 'pinned_profile', profile: asked.profile!, because, certain });
}

/** An explicit order blocks everything else (facts 3.6). */
function orderWithoutUsableProfile(search: Sorted): Credentials | undefined {
  const { live, order, planned, complete, left, direct } = search;
  if (live.length > 0 || !order.explicit || !planned) return undefined;
  const skipped = [...left, ...skipDirect(search, 'blocked_by_auth_order'), ...direct.skipped];
  const seen = complete || (order.source === 'config' && order.skipped.every((each) => each.certain));
  const certain = seen && order.plugin === undefined;
  return nothing(search, skipped, { reason: 'explicit_order', at: order.at, certain });
}

function everyProfileRests(search: Sorted): Credentials | undefined {
  const { live, ready } = search;
  if (live.length === 0 || ready.length > 0) return undefined;
  // nobody asks whether it rests where the key of the config should have been sent
  if (givesWay(search) && isKeyFirst(search)) {
    const first = attemptOf(live[0]!, search);
    return answer(
      search,
      [first],
      unused(search).filter(({ label }) => label !== first.label),
    );
  }
  return nothing(search, unused(search), { reason: 'cooldown', certain: true });
}

/** Profiles none of which can be sent: a key written in the config steps in, a variable does not. */
function everyProfileUnfit(search: Sorted): Credentials | undefined {
  const { profiles, fitting, ready, tried, planned, key, direct, left, complete } = search;
  const isUnfit = (profiles.length > 0 && fitting.length === 0) || (ready.length > 0 && tried.length === 0);
  if (!planned || !isUnfit) return undefined;
  if ((key?.kind === 'literal' || key?.kind === 'reference') && direct.first)
    return answer(search, [direct.first], left);
  const because = ready.length > 0 ? 'retired' : 'incompatible';
  return nothing(search, unused(search), { reason: 'unusable_profiles', because, certain: complete });
}

const unused = (search: Sorted) => [...search.left, ...skipDirect(search, 'profile_usable'), ...search.direct.skipped];

function noProfile(search: Sorted): Credentials | undefined {
  const { tried, direct, left, asked, context } = search;
  if (tried.length > 0) return undefined;
  if (direct.first) return answer(search, [direct.first], left);
  const plugin = missingPlugin(asked.provider, context);
  const aws: Attempt = { ...AWS_SDK, certain: false, plugin };
  return answer(search, usesAwsSilently(search) ? [aws] : [], left);
}

/** Without a credential, `amazon-bedrock` uses those of the AWS tools (facts 3.5: step 2). */
const usesAwsSilently = ({ asked, context, key, block }: Search): boolean =>
  authProviderOf(asked.provider, context) === 'amazon-bedrock' && !key && block?.get('auth') === undefined;

/**
 * Profiles fall back on a key in the config, but not on a variable that merely happens to be set; a local server of a
 * bundled provider is asked without a key behind them (packages of 2026.8.2 and 2026.9.6).
 */
function keyBehindProfiles(search: Sorted): Credentials | undefined {
  const { planned, key, direct, left, asked, context } = search;
  const owner = authProviderOf(asked.provider, context);
  const keyless = direct.first?.kind === 'local' && knownProvider(owner)?.kind === 'bundled';
  const written = key?.kind === 'literal' || key?.kind === 'reference';
  if (!planned || isPinned(search) || !(written || keyless) || !direct.first) return undefined;
  return answer(search, [...attempts(search), direct.first], left);
}

function keyIfNoProfileIsStored(search: Sorted): Credentials | undefined {
  const { order, tried, direct, left } = search;
  if (!direct.first || order.explicit || tried.some(({ certain }) => certain)) return undefined;
  return answer(search, [...attempts(search), { ...direct.first, certain: false, onlyWithoutProfiles: true }], left);
}

function profilesAlone(search: Sorted): Credentials {
  const { tried, left } = search;
  const all = attempts(search);
  const kept = givesWay(search) && isKeyFirst(search) ? all.filter(({ idle }) => idle === undefined).slice(0, 1) : all;
  const others = tried
    .map((each) => attemptOf(each, search))
    .filter(({ label }) => !kept.some((it) => it.label === label));
  const skipped = [...left, ...others.map((each) => skip(each, 'config_key_first'))];
  if (kept.length === 0) return answer(search, search.direct.first ? [search.direct.first] : [], skipped);
  return answer(search, kept, [...skipped, ...skipDirect(search, 'profile_usable')]);
}

function attempts(search: Sorted): readonly Attempt[] {
  const { tried, mixed } = search;
  return (mixed ? oneKindFirst(tried) : tried).map((each) => attemptOf(each, search));
}

/** The profiles that go to the endpoint of the first one, then the rest. */
function oneKindFirst(profiles: readonly ResolvedProfile[]): readonly ResolvedProfile[] {
  const ofFirst = ({ type }: ResolvedProfile) => kindOf(type) === kindOf(profiles[0]?.type);
  return [...profiles.filter(ofFirst), ...profiles.filter((each) => !ofFirst(each))];
}
