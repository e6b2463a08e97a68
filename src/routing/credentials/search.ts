import type { ModelProvider } from '../../generated/types.ts';
import type { At } from '../../parse/tree.ts';
import { type Accepted, accepted, isRenewable } from './accepted-types.ts';
import { billing } from './billing.ts';
import { authProviderOf, type CredentialContext } from './context.ts';
import { type Eligibility, eligibility } from './eligibility.ts';
import { idle } from './idle.ts';
import { type Direct, direct } from './keys.ts';
import { type ProviderKey, providerKey } from './provider-key.ts';
import { type ResolvedOrder, type ResolvedProfile, resolveOrder, typeOfMode } from './resolve-order.ts';
import type { Attempt, Blocked, Credentials, Skipped, SkipReason } from './types.ts';

/** The model a turn asks for; fields as in ResolvedRef. */
export interface Asked {
  readonly provider: string;
  readonly model: string;
  /** `model@profile` */
  readonly profile?: string | undefined;
}

/** What there is to choose from for one model. */
export interface Search extends Accepted {
  readonly asked: Asked;
  readonly context: CredentialContext;
  /** the provider's entry in `models.providers` */
  readonly block: At<ModelProvider> | undefined;
  readonly order: ResolvedOrder;
  /** what the entry's `apiKey` means */
  readonly key: ProviderKey | undefined;
  readonly direct: Direct;
  /** whether a pinned profile may be used; undefined where none is pinned */
  readonly pinned: Eligibility | undefined;
  /** since 2026.8.1 a turn plans all its credentials before it starts (facts 3.6) */
  readonly planned: boolean;
  /** every store was seen */
  readonly complete: boolean;
}

export function searchFor(asked: Asked, context: CredentialContext): Search {
  const { provider, model, profile } = asked;
  const { conflict, mixed, allows } = accepted(asked, context);
  return {
    conflict,
    mixed,
    allows,
    asked,
    context,
    block: context.providers.get(provider)?.at,
    order: resolveOrder(provider, context, { preferred: profile, model }),
    key: providerKey(provider, context),
    direct: direct(provider, context, allows),
    pinned: profile === undefined ? undefined : eligibility(profile, provider, context),
    planned: context.behaviour.emptyOrderBlocksEnvironment,
    complete: context.store.known === 'all',
  };
}

/** The profiles of a search, sorted by how far each gets. */
export interface Sorted extends Search {
  readonly profiles: readonly ResolvedProfile[];
  /** the model's API takes a credential of this type */
  readonly fitting: readonly ResolvedProfile[];
  /** and it has not run out for good */
  readonly live: readonly ResolvedProfile[];
  /** and it does not rest after an error */
  readonly ready: readonly ResolvedProfile[];
  /** and OpenClaw has not given up its id: a turn tries these */
  readonly tried: readonly ResolvedProfile[];
  /** the others, with the reason */
  readonly left: readonly Skipped[];
}

/** @param search one whose pinned profile, if any, may be used */
export function sortProfiles(search: Search): Sorted {
  const { asked, context, order, allows } = search;
  const profiles = asked.profile === undefined ? order.profiles : withPin(asked.profile, search);
  const fitting = profiles.filter(({ type }) => type === undefined || allows(type));
  const { watchesLogins } = context.behaviour.custody;
  const isLive = (profile: ResolvedProfile) =>
    isRenewable(profile, context.now) && idle(profile.stored, context) !== 'broken';
  const live = fitting.filter((profile) => !watchesLogins || isLive(profile));
  const ready = live.filter((profile) => profile.restsUntil === undefined);
  const tried = ready.filter(({ id }) => !RETIRED.has(id));
  const without = (all: readonly ResolvedProfile[], kept: readonly ResolvedProfile[], reason: SkipReason) =>
    all.filter((each) => !kept.includes(each)).map((each) => skip(attemptOf(each, search), reason));
  const left = [
    ...without(profiles, fitting, 'incompatible'),
    ...without(fitting, live, 'unavailable'),
    ...without(live, ready, 'cooldown'),
    ...without(ready, tried, 'retired'),
  ];
  const { conflict, mixed, block, key, direct, pinned, planned, complete } = search;
  // not by spreading it, which V8 was measured to take long for
  const whole = { conflict, mixed, allows, asked, context, block, order, key, direct, pinned, planned, complete };
  return Object.assign(whole, { profiles, fitting, live, ready, tried, left });
}

/** Profile ids that OpenClaw retired; choosing one is an error (facts 3.4). */
const RETIRED = new Set(['anthropic:claude-cli']);

function withPin(id: string, { order, context, pinned }: Search): readonly ResolvedProfile[] {
  if (order.profiles.some((each) => each.id === id)) return order.profiles;
  const [stored, declared] = [context.store.profiles.get(id), context.declared.get(id)];
  const type = stored?.type ?? typeOfMode(declared?.mode);
  const at = declared?.key ?? stored!.at;
  const certain = pinned?.certain ?? false;
  return [{ id, type, certain, at, stored, declared }, ...order.profiles];
}

export function attemptOf(profile: ResolvedProfile, { asked, context, block }: Search): Attempt {
  const { id, type, at, certain, plugin, stored } = profile;
  const baseUrl = block?.get('baseUrl')?.text();
  const paid = billing(authProviderOf(asked.provider, context), type, baseUrl);
  const useless = idle(stored, context);
  return { kind: 'profile', label: id, at, type, billing: paid, certain, profile, plugin, idle: useless };
}

export const skip = ({ kind, label, at, certain }: Attempt, reason: SkipReason): Skipped => ({
  kind,
  label,
  reason,
  certain,
  at,
});

/** Why the credential outside profiles is not tried, where there is one. */
export const skipDirect = ({ direct: { first } }: Search, reason: SkipReason): Skipped[] =>
  first ? [skip(first, reason)] : [];

/** @param skipped besides what the order and the look at the provider's keys left out */
export function answer(search: Search, attempts: readonly Attempt[], skipped: readonly Skipped[]): Credentials {
  const { direct, complete } = search;
  const sent = attempts.filter((each) => each.idle === undefined);
  const inVain = sent.length < attempts.length;
  const blocked: Blocked | undefined =
    sent.length > 0 ? undefined : { reason: inVain ? 'unusable_profiles' : 'missing', certain: complete };
  const found = nothing(search, [...skipped, ...direct.skipped], blocked);
  return { ...found, attempts: sent, planned: inVain ? attempts : undefined };
}

/** A turn that fails before it sends anything. */
export function nothing({ order }: Search, skipped: readonly Skipped[], blocked: Blocked | undefined): Credentials {
  const omitted = order.skipped.map(
    ({ id, reason, certain, at }): Skipped => ({ kind: 'profile', label: id, reason, certain, at }),
  );
  return { attempts: [], planned: undefined, skipped: [...omitted, ...skipped], order, blocked };
}
