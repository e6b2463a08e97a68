import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eligibility } from '../src/routing/credentials/eligibility.ts';
import { resolveOrder } from '../src/routing/credentials/resolve-order.ts';
import { contextOf, type Given, NOW, withTimes } from './credential-context.ts';
import { data } from './recorded.ts';

interface Recorded {
  readonly id: string;
  readonly input: {
    readonly auth?: unknown;
    readonly models?: unknown;
    readonly profiles: Readonly<Record<string, { type: string; provider: string }>>;
    readonly storeOrder?: unknown;
    readonly usageStats?: unknown;
    readonly provider: string;
    readonly preferredProfile?: string;
  };
  readonly output: {
    readonly profileIds: readonly string[];
    readonly hasExplicitOrder: boolean;
    readonly eligibility: Readonly<Record<string, string>>;
  };
}

/** The recording keeps no credentials; these profiles had none to begin with (facts 3.4). */
const WITHOUT_CREDENTIAL: Record<string, readonly string[]> = {
  'o-missing-key': ['anthropic:x', 'anthropic:y'],
  'o-oauth-expired': ['anthropic:o3'],
};
const CREDENTIAL: Record<string, object> = {
  api_key: { key: 'K' },
  token: { token: 'T' },
  oauth: { access: 'A', refresh: 'R' },
};

const cases = data<Recorded[]>('oracle/auth-order.json');

function given({ id, input }: Recorded): Given {
  const { auth, models, profiles, storeOrder, usageStats } = withTimes(input);
  const filled = Object.entries(profiles).map(([each, entry]) => [
    each,
    { ...(WITHOUT_CREDENTIAL[id]?.includes(each) ? {} : CREDENTIAL[entry.type]), ...entry },
  ]);
  return {
    config: { ...(auth !== undefined && { auth }), ...(models !== undefined && { models }) },
    store: { profiles: Object.fromEntries(filled), order: storeOrder, usageStats },
  };
}

for (const recorded of cases) {
  const { id, input, output } = recorded;
  test(`OpenClaw's own order: ${id}`, () => {
    const context = contextOf(given(recorded));
    const order = resolveOrder(input.provider, context, { preferred: input.preferredProfile });
    const codes = Object.keys(output.eligibility).map((profile) => {
      const verdict = eligibility(profile, input.provider, context);
      return [profile, verdict.ok ? 'ok' : verdict.reason];
    });
    assert.deepEqual(
      {
        profileIds: order.profiles.map((profile) => profile.id),
        hasExplicitOrder: order.explicit,
        eligibility: Object.fromEntries(codes),
      },
      output,
    );
  });
}

const key = (provider = 'anthropic') => ({ type: 'api_key', provider, key: 'K' });
const login = (provider = 'anthropic') => ({ type: 'oauth', provider, access: 'A', refresh: 'R' });
const order = (
  profiles: Record<string, unknown>,
  auth: unknown = {},
  more: Partial<Given> & { state?: object; provider?: string; model?: string } = {},
) =>
  resolveOrder(
    more.provider ?? 'anthropic',
    contextOf({ ...more, config: { auth }, store: { profiles, ...more.state } }),
    { model: more.model },
  );
const reasons = ({ skipped }: ReturnType<typeof order>) =>
  Object.fromEntries(skipped.map(({ id, reason }) => [id, reason]));
const written = (place: { file: { text: string }; offset: number; length: number } | undefined) =>
  place?.file.text.slice(place.offset, place.offset + place.length);

test('every profile left out has a reason and a place', () => {
  const resolved = order(
    {
      'anthropic:a': key(),
      'anthropic:b': key(),
      'openai:x': key('openai'),
      'anthropic:t': { type: 'token', provider: 'anthropic', token: 'T', expires: NOW - 1 },
    },
    { order: { anthropic: ['anthropic:t', 'anthropic:gone', 'openai:x', 'anthropic:b', 'anthropic:b'] } },
  );
  assert.deepEqual(
    resolved.profiles.map(({ id }) => id),
    ['anthropic:b'],
  );
  assert.deepEqual(reasons(resolved), {
    'anthropic:t': 'expired',
    'anthropic:gone': 'profile_missing',
    'openai:x': 'provider_mismatch',
    'anthropic:a': 'excluded_by_auth_order',
  });
  assert.equal(resolved.source, 'config');
  assert.equal(written(resolved.at), '"anthropic"');
  assert.equal(written(resolved.profiles[0]!.at), '"anthropic:b"');
  assert.equal(resolved.skipped.find(({ id }) => id === 'anthropic:gone')!.at!.file.path, 'openclaw.json');
});

test('where the order comes from', () => {
  const stored = { 'anthropic:a': key(), 'anthropic:b': login() };
  const declared = { profiles: { 'anthropic:a': { provider: 'anthropic', mode: 'api_key' } } };
  assert.equal(order(stored).source, 'stored');
  const restricted = order(stored, declared);
  assert.equal(restricted.source, 'declared');
  assert.deepEqual(reasons(restricted), { 'anthropic:b': 'undeclared' });
  const typo = order(stored, { ...declared, order: { anthropic: ['anthropic:typo'] } });
  assert.deepEqual(
    [typo.source, typo.explicit, typo.profiles.map(({ id }) => id)],
    ['repaired', true, ['anthropic:b', 'anthropic:a']],
  );
  assert.equal(order(stored, {}, { state: { order: { anthropic: ['anthropic:b'] } } }).source, 'store');
  // an empty list in the store is none, one in the config switches everything off
  assert.equal(order(stored, {}, { state: { order: { anthropic: [] } } }).source, 'stored');
  assert.deepEqual(order(stored, { order: { anthropic: [] } }).profiles, []);
});

test('the remaining codes', () => {
  const of = (entry: object, id = 'anthropic:p') => {
    const verdict = eligibility(id, 'anthropic', contextOf({ store: { profiles: { 'anthropic:p': entry } } }));
    return verdict.ok ? 'ok' : verdict.reason;
  };
  assert.equal(of({ ...key(), setup: { replacement: true, modelRef: 'm', configJson: '{}' } }), 'setup_inactive');
  assert.equal(of({ ...key(), key: 'openclaw onboard --auth-choice x' }), 'malformed_api_key');
  assert.equal(
    of({ type: 'oauth', provider: 'anthropic', oauthRef: { source: 'openclaw-credentials' } }),
    'unresolved_ref',
  );
  assert.equal(of({ provider: 'anthropic', key: 'K' }), 'profile_missing');
  assert.equal(of(key(), 'Anthropic:p'), 'profile_missing');
});

test('without a clock nothing has expired and nothing rests', () => {
  const profiles = {
    'anthropic:t': { type: 'token', provider: 'anthropic', token: 'T', expires: 1 },
    'anthropic:u': { type: 'token', provider: 'anthropic', token: 'T', expires: 0 },
  };
  const context = {
    ...contextOf({ store: { profiles, usageStats: { 'anthropic:t': { disabledUntil: NOW + 1 } } } }),
    now: undefined,
  };
  const resolved = resolveOrder('anthropic', context);
  assert.deepEqual(
    resolved.profiles.map(({ id, restsUntil }) => [id, restsUntil]),
    [['anthropic:t', undefined]],
  );
  assert.deepEqual(reasons(resolved), { 'anthropic:u': 'invalid_expires' });
});

test('a rate limit rests one model, billing all of them', () => {
  const profiles = { 'anthropic:a': key(), 'anthropic:b': key() };
  const rests = (stats: object, model: string) =>
    order(profiles, {}, { state: { usageStats: { 'anthropic:a': stats } }, model })
      .profiles.map(({ id }) => id.at(-1))
      .join('');
  const limited = { cooldownUntil: NOW + 1, cooldownReason: 'rate_limit', cooldownModel: 'opus' };
  assert.equal(rests(limited, 'opus'), 'ba');
  assert.equal(rests(limited, 'haiku'), 'ab');
  assert.equal(rests({ disabledUntil: NOW + 1, disabledReason: 'billing' }, 'haiku'), 'ba');
  assert.equal(rests({ disabledUntil: NOW }, 'haiku'), 'ab');
  assert.equal(rests({ blockedUntil: NOW + 1, blockedScope: 'model', blockedModel: 'opus' }, 'haiku'), 'ab');
});

test('no store was seen: what is declared is probably stored, the rest is missing as far as one can tell', () => {
  const auth = {
    profiles: {
      'anthropic:d': { provider: 'anthropic', mode: 'oauth' },
      'openai:d': { provider: 'openai', mode: 'api_key' },
    },
    order: { anthropic: ['anthropic:d', 'anthropic:manual', 'openai:d'] },
  };
  const resolved = resolveOrder('anthropic', contextOf({ config: { auth } }));
  assert.deepEqual(
    resolved.profiles.map(({ id, type, certain }) => [id, type, certain]),
    [['anthropic:d', 'oauth', false]],
  );
  assert.deepEqual(
    resolved.skipped.map(({ id, reason, certain }) => [id, reason, certain]),
    [
      ['anthropic:manual', 'profile_missing', false],
      ['openai:d', 'provider_mismatch', true],
    ],
  );
});

test('ids that older releases rewrote', () => {
  const profiles = { 'zai:a': key('zai'), 'zai:b': key('zai') };
  const asked = (release: string) =>
    order(profiles, { order: { 'z.ai': ['zai:b'] } }, { release, provider: 'zai' }).profiles.map(({ id }) => id);
  assert.deepEqual(asked('2026.9.6'), ['zai:a', 'zai:b']);
  assert.deepEqual(asked('2026.2.26'), ['zai:b']);
});
