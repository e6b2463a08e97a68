import type { Place } from '../../text/file.ts';
import { accepted, isRenewable, kindOf } from './accepted-types.ts';
import { billing } from './billing.ts';
import { authProviderOf, type CredentialContext, credentialContext, type Holdings } from './context.ts';
import { restsUntil } from './cooldown.ts';
import { eligibility, usesAwsSdk } from './eligibility.ts';
import { idle } from './idle.ts';
import { type Direct, direct, missingPlugin } from './keys.ts';
import { providerKey } from './provider-key.ts';
import { type ResolvedProfile, resolveOrder, typeOfMode } from './resolve-order.ts';
import type { Attempt, Blocked, Credentials, Skipped, SkipReason } from './types.ts';

export type { Attempt, Blocked, Credentials, Skipped } from './types.ts';

/** The model a turn asks for; fields as in ResolvedRef. */
export interface Asked {
  readonly provider: string;
  readonly model: string;
  /** `model@profile` */
  readonly profile?: string | undefined;
}

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
  const { provider, model } = asked;
  const block = context.providers.get(provider)?.at;
  const baseUrl = block?.get('baseUrl')?.text();
  const planned = context.behaviour.emptyOrderBlocksEnvironment;
  const order = resolveOrder(provider, context, { preferred: asked.profile, model });
  const key = providerKey(provider, context);
  const { allows, conflict, mixed } = accepted(asked, context);
  const others: Direct = direct(provider, context, allows);
  const fromOrder: Skipped[] = order.skipped.map((each) => ({
    kind: 'profile',
    label: each.id,
    reason: each.reason,
    certain: each.certain,
    ...(each.at && { at: each.at }),
  }));
  const store = context.store.known === 'all';

  // a reference in the config is an explicit choice of key: profiles and their order are ignored
  const reference =
    key?.kind === 'reference' || (key?.kind === 'variable' && key.ready) || (key?.kind === 'marker' && key.ready);
  const { custody } = context.behaviour;
  const byKey = block?.get('auth')?.text() === 'api-key';
  const keyFirst = custody.keyFirst && byKey && (key?.kind === 'literal' || reference);
  const pin = asked.profile;
  if (conflict) {
    const at = block?.get('api') ?? block?.get('baseUrl') ?? block?.get('auth');
    return done([], [...shut(order.profiles.map(attemptOf), 'incompatible'), ...others.skipped], {
      reason: 'endpoint',
      ...(at && { at }),
      certain: true,
    });
  }
  if (pin === undefined && usesAwsSdk(provider, context)) {
    const profile = order.profiles.find(({ type }) => type === 'aws-sdk');
    const attempt: Attempt = {
      kind: 'aws-sdk',
      label: 'AWS SDK',
      at: block!.get('auth')!,
      type: 'aws-sdk',
      billing: 'metered',
      certain: true,
      ...(profile && { profile }),
    };
    return done([attempt], [...shut(others.first && [others.first], 'config_key_first'), ...others.skipped]);
  }
  if (planned && reference && (custody.referenceFirst === 'always' || key.kind !== 'reference' || byKey))
    return onlyDirect();
  const boundFirst = planned || byKey || order.profiles.length === 0;
  if (pin === undefined && boundFirst && key?.kind === 'profile') return bound(key.id, key.fits, key.at);
  const fallsBack = !planned && key?.kind === 'reference' && key.ready === false;
  if (pin === undefined && keyFirst && !fallsBack) return onlyDirect();

  const refused = pin === undefined ? undefined : eligibility(pin, provider, context);
  if (pin !== undefined && refused && !refused.ok)
    return done([], [], { reason: 'pinned_profile', profile: pin, because: refused.reason, certain: refused.certain });
  const profiles = withPin(pin);
  const fitting = profiles.filter(({ type }) => type === undefined || allows(type));
  const live = fitting.filter(
    (profile) =>
      !custody.watchesLogins || (isRenewable(profile, context.now) && idle(profile.stored, context) !== 'broken'),
  );
  const ready = live.filter((profile) => profile.restsUntil === undefined);
  const tried = ready.filter(({ id }) => !RETIRED.has(id));
  const left = [
    ...shut(profiles.filter((each) => !fitting.includes(each)).map(attemptOf), 'incompatible'),
    ...shut(fitting.filter((each) => !live.includes(each)).map(attemptOf), 'unavailable'),
    ...shut(live.filter((each) => !ready.includes(each)).map(attemptOf), 'cooldown'),
    ...shut(ready.filter((each) => !tried.includes(each)).map(attemptOf), 'retired'),
  ];
  if (live.length === 0 && order.explicit && planned) {
    const blocked: Blocked = {
      reason: 'explicit_order',
      ...(order.at && { at: order.at }),
      certain: store || (order.source === 'config' && order.skipped.every((each) => each.certain)),
    };
    return done(
      [],
      [...left, ...shut(others.first && [others.first], 'blocked_by_auth_order'), ...others.skipped],
      blocked,
    );
  }
  if (live.length > 0 && ready.length === 0)
    return done([], [...left, ...shut(others.first && [others.first], 'profile_usable'), ...others.skipped], {
      reason: 'cooldown',
      certain: true,
    });
  if (planned && ((profiles.length > 0 && fitting.length === 0) || (ready.length > 0 && tried.length === 0))) {
    if (key?.kind === 'literal' && others.first) return done([others.first], [...left, ...others.skipped]);
    const because = ready.length > 0 ? 'retired' : 'incompatible';
    return done([], [...left, ...shut(others.first && [others.first], 'profile_usable'), ...others.skipped], {
      reason: 'unusable_profiles',
      because,
      certain: store,
    });
  }
  if (tried.length === 0) {
    const bedrock = missingPlugin(provider, context);
    const implicit: Attempt[] = others.first
      ? [others.first]
      : implicitAws()
        ? [
            {
              kind: 'aws-sdk',
              label: 'AWS SDK',
              type: 'aws-sdk',
              billing: 'metered',
              certain: false,
              ...(bedrock && { plugin: bedrock }),
            },
          ]
        : [];
    return done(implicit, [...left, ...others.skipped]);
  }
  // before turns were planned, a key that should go first and was not there gave way to one profile
  const one = fallsBack && keyFirst;
  const attempts = (mixed ? oneKindFirst(tried) : one ? tried.slice(0, 1) : tried).map(attemptOf);
  if (!others.first) return done(attempts, [...left, ...others.skipped]);
  // profiles fall back on a key in the config, but not on a variable that merely happens to be set
  if (planned && pin === undefined && key?.kind === 'literal')
    return done([...attempts, others.first], [...left, ...others.skipped]);
  if (!order.explicit && tried.every(({ certain }) => !certain))
    return done(
      [...attempts, { ...others.first, certain: false, onlyWithoutProfiles: true }],
      [...left, ...others.skipped],
    );
  return done(attempts, [...left, ...shut([others.first], 'profile_usable'), ...others.skipped]);

  function done(attempts: readonly Attempt[], more: readonly Skipped[], blocked?: Blocked): Credentials {
    const sent = attempts.filter((each) => each.idle === undefined);
    const idle = sent.length < attempts.length;
    const nothing: Blocked | undefined =
      sent.length > 0 ? undefined : { reason: idle ? 'unusable_profiles' : 'missing', certain: store };
    const why = blocked ?? nothing;
    return {
      attempts: sent,
      skipped: [...fromOrder, ...more],
      order,
      ...(idle && { planned: attempts }),
      ...(why && { blocked: why }),
    };
  }

  function onlyDirect(): Credentials {
    const kept = shut(order.profiles.map(attemptOf), 'config_key_first');
    return done(others.first ? [others.first] : [], [...kept, ...others.skipped]);
  }

  /** `apiKey` names a stored profile: that one is used, or none. */
  function bound(id: string, fits: boolean, at: Place): Credentials {
    const stored = context.store.profiles.get(id)!;
    // older releases accepted one of another provider with the same endpoint; a planned turn refuses it (facts 3.6)
    const verdict = eligibility(id, planned ? provider : stored.provider!, context);
    const rest = restsUntil(context.store.usage.get(id), stored.provider, model, context.now);
    const others_ = shut(
      [...order.profiles.filter((each) => each.id !== id).map(attemptOf), ...(others.first ? [others.first] : [])],
      'pinned',
    );
    const because = !fits
      ? 'provider_mismatch'
      : !verdict.ok
        ? verdict.reason
        : rest !== undefined
          ? 'cooldown'
          : stored.type && !allows(stored.type)
            ? 'incompatible'
            : undefined;
    if (because) return done([], others_, { reason: 'bound_profile', at, profile: id, because, certain: true });
    return done(
      [attemptOf({ id, type: stored.type, certain: verdict.certain, at, stored })],
      [...others_, ...others.skipped],
    );
  }

  function withPin(id: string | undefined): readonly ResolvedProfile[] {
    if (id === undefined || order.profiles.some((each) => each.id === id)) return order.profiles;
    const [stored, declared] = [context.store.profiles.get(id), context.declared.get(id)];
    const type = stored?.type ?? typeOfMode(declared?.mode);
    const at = declared?.key ?? stored!.at;
    return [
      { id, type, certain: refused?.certain ?? false, at, ...(stored && { stored }), ...(declared && { declared }) },
      ...order.profiles,
    ];
  }

  function attemptOf(profile: ResolvedProfile): Attempt {
    const { id, type, at, certain, plugin, stored } = profile;
    const useless = idle(stored, context);
    return {
      kind: 'profile',
      label: id,
      at,
      type,
      billing: billing(authProviderOf(provider, context), type, baseUrl),
      certain,
      ...(plugin && { plugin }),
      ...(useless && { idle: useless }),
      profile,
    };
  }

  /** Without a credential, `amazon-bedrock` uses those of the AWS tools (facts 3.5: step 2). */
  function implicitAws(): boolean {
    return (
      authProviderOf(provider, context) === 'amazon-bedrock' && key === undefined && block?.get('auth') === undefined
    );
  }
}

/** The profiles that go to the endpoint of the first one, then the rest. */
function oneKindFirst(profiles: readonly ResolvedProfile[]): readonly ResolvedProfile[] {
  const ofFirst = ({ type }: ResolvedProfile) => kindOf(type ?? '') === kindOf(profiles[0]?.type ?? '');
  return [...profiles.filter(ofFirst), ...profiles.filter((each) => !ofFirst(each))];
}

/** Profile ids that OpenClaw retired; choosing one is an error (facts 3.4). */
const RETIRED = new Set(['anthropic:claude-cli']);

function shut(attempts: readonly Attempt[] | undefined, reason: SkipReason): Skipped[] {
  return (attempts ?? []).map(({ kind, label, at, certain }) => ({ kind, label, reason, certain, ...(at && { at }) }));
}
