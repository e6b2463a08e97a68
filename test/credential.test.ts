import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { type Credentials, credentialsFor, credentialsIn } from '../src/routing/credentials/credentials.ts';
import { providerKey } from '../src/routing/credentials/provider-key.ts';
import { contextOf, type Given, NOW, withTimes } from './credential-context.ts';
import { data } from './recorded.ts';

// --- which credential the low-level resolver takes (oracle credential.json; direct.json, recorded of 2026.9.6 without
// profiles)

interface Resolved {
  readonly id: string;
  readonly title: string;
  readonly input: {
    readonly raw: { models?: unknown; auth?: unknown };
    readonly profiles: Record<string, unknown>;
    readonly env: Record<string, string>;
    readonly provider: string;
  };
  readonly output: { readonly source?: string; readonly mode?: string; readonly error?: string };
}

/** Recorded of a function that turns do not ask alone: a turn plans its credentials first (facts 3.6). */
const BLOCKED_IN_A_TURN: Record<string, string> = {
  'auth-c16': 'env: ANTHROPIC_API_KEY',
  'auth-c18': 'env: ANTHROPIC_API_KEY',
};

/** The first credential there certainly is, in the words of the recordings. */
function source({ attempts }: Credentials): { source: string; mode: string } | undefined {
  const first = attempts.find(({ certain }) => certain);
  if (!first) return undefined;
  const { kind, label, type } = first;
  const mode = type === 'api_key' || type === 'none' ? 'api-key' : type!;
  if (kind === 'profile') return { source: `profile:${label}`, mode };
  if (kind === 'environment') return { source: `env: ${label}`, mode };
  if (kind === 'aws-sdk') return { source: 'aws-sdk default chain', mode };
  if (kind === 'local') return { source: `${label} (synthetic local key)`, mode };
  return { source: label.endsWith('.apiKey') ? 'models.json' : `env: ${label} (models.json secretref)`, mode };
}

for (const { id, title, input, output } of [
  ...data<Resolved[]>('oracle/credential.json'),
  ...data<Resolved[]>('oracle/direct.json'),
]) {
  test(`OpenClaw's own choice: ${id}, ${title}`, () => {
    const context = contextOf({ config: input.raw, store: { profiles: input.profiles }, env: input.env });
    const found = credentialsIn({ provider: input.provider, model: 'm' }, context);
    const turn = BLOCKED_IN_A_TURN[id];
    if (turn) {
      assert.equal(output.source, turn);
      assert.equal(found.blocked?.reason, 'explicit_order');
      assert.deepEqual(
        found.skipped.filter(({ kind }) => kind === 'environment').map(({ label, reason }) => [label, reason]),
        [
          ['ANTHROPIC_API_KEY', 'blocked_by_auth_order'],
          ['ANTHROPIC_OAUTH_TOKEN', 'unset'],
        ],
      );
    } else
      assert.deepEqual(
        source(found),
        output.source === undefined ? undefined : { source: output.source, mode: output.mode },
      );
  });
}

// --- what a turn plans (oracle turn.json, recorded of 2026.9.6)

interface Planned {
  readonly id: string;
  readonly input: {
    readonly provider: string;
    readonly model: string;
    readonly config: { models?: { providers?: Record<string, { api?: string }> } };
    readonly profiles: Record<string, unknown>;
    readonly usageStats?: unknown;
    readonly env: Record<string, string>;
    readonly profile?: string;
    readonly modelApi?: string;
  };
  readonly output: { readonly attempts?: readonly string[]; readonly error?: string };
}

/** After its profiles OpenClaw asks the sign-in of Claude Code, which no file of a home shows. */
const ASKS_CLAUDE_CODE = (input: Planned['input']) =>
  input.provider === 'anthropic' && input.env.ANTHROPIC_API_KEY === undefined;

const ELSEWHERE: Record<string, string> = {
  'retired claude-cli': 'planned, then refused with `Auth profile "anthropic:claude-cli" is retired`: nothing is sent',
};

for (const { id, input, output } of data<Planned[]>('oracle/turn.json')) {
  test(`a turn as OpenClaw plans it: ${id}`, { skip: ELSEWHERE[id] ?? false }, () => {
    const { provider, model, config, profiles, usageStats, env, profile } = withTimes(input);
    const found = credentialsIn(
      { provider, model, ...(profile !== undefined && { profile }) },
      contextOf({ config, store: { profiles, usageStats }, env }),
    );
    const own = (found.planned ?? found.attempts).map(({ kind, label }) => (kind === 'profile' ? label : 'direct'));
    if (output.error) return assert.deepEqual([own, typeof found.blocked?.reason], [[], 'string'], output.error);
    const direct = output.attempts!.map((each) => (each === 'implicit' ? 'direct' : each));
    // `implicit`: whatever is found when it comes to it, maybe nothing
    if (output.attempts![0] === 'implicit' && own.length === 0) return assert.equal(found.blocked?.reason, 'missing');
    const nothingOfTheFiles = ASKS_CLAUDE_CODE(input) && direct.at(-1) === 'direct' && !own.includes('direct');
    assert.deepEqual(own, nothingOfTheFiles ? direct.slice(0, -1) : direct);
  });
}

// --- the rest

const KEY = (provider: string) => ({ type: 'api_key', provider, key: 'K' });
const LOGIN = (provider: string) => ({ type: 'oauth', provider, access: 'A', refresh: 'R' });
const ask = (provider: string, given: Given, profile?: string) =>
  credentialsIn({ provider, model: 'm', profile }, contextOf(given));
const tried = ({ attempts }: Credentials) => attempts.map(({ label }) => label);
const left = ({ skipped }: Credentials) => Object.fromEntries(skipped.map(({ label, reason }) => [label, reason]));
const block = (of: object, id = 'pa') => ({
  models: {
    providers: {
      [id]: {
        baseUrl: 'https://api.example.com/v1',
        api: 'openai-completions',
        models: [{ id: 'm', name: 'm' }],
        ...of,
      },
    },
  },
});

test('a variable beside a usable profile is not tried, whichever profile fails', () => {
  const store = { profiles: { 'openai:key1': KEY('openai'), 'openai:key2': KEY('openai') } };
  const found = ask('openai', {
    config: { auth: { order: { openai: ['openai:key2', 'openai:key1'] } } },
    store,
    env: { OPENAI_API_KEY: 'E', OPENAI_API_KEYS: 'E,F' },
  });
  assert.deepEqual(tried(found), ['openai:key2', 'openai:key1']);
  assert.deepEqual(left(found), { OPENAI_API_KEY: 'profile_usable', CODEX_API_KEY: 'unset' });
  assert.equal(found.blocked, undefined);
});

test('an order without a usable profile blocks the variable since 2026.8.1', () => {
  const given = {
    config: { auth: { order: { anthropic: ['anthropic:typo'] } } },
    store: { profiles: { 'anthropic:p': KEY('anthropic') } },
    env: { ANTHROPIC_API_KEY: 'E' },
  };
  const now = ask('anthropic', given);
  assert.deepEqual([tried(now), now.blocked?.reason, now.blocked?.certain], [[], 'explicit_order', true]);
  assert.deepEqual(left(now), {
    'anthropic:typo': 'profile_missing',
    'anthropic:p': 'excluded_by_auth_order',
    ANTHROPIC_API_KEY: 'blocked_by_auth_order',
    ANTHROPIC_OAUTH_TOKEN: 'unset',
  });
  assert.deepEqual(tried(ask('anthropic', { ...given, release: '2026.5.28' })), ['ANTHROPIC_API_KEY']);
});

test('a reference in the config keeps profiles out since 2026.8.1, a literal key does not', () => {
  const given = (apiKey: unknown, release?: string) => ({
    config: block({ apiKey }),
    store: { profiles: { 'pa:k': KEY('pa') } },
    env: { PA_KEY: 'E' },
    ...(release && { release }),
  });
  for (const reference of ['${PA_KEY}', '$PA_KEY', { source: 'env', provider: 'default', id: 'PA_KEY' }]) {
    const found = ask('pa', given(reference));
    assert.deepEqual([tried(found), left(found)], [['PA_KEY'], { 'pa:k': 'config_key_first' }]);
    assert.deepEqual(tried(ask('pa', given(reference, '2026.5.28'))), ['pa:k']);
  }
  assert.deepEqual(tried(ask('pa', given('sk-literal'))), ['pa:k', 'models.providers.pa.apiKey']);
  assert.deepEqual(tried(ask('pa', given('${PA_KEY}x'))), ['pa:k', 'models.providers.pa.apiKey']);
  const unset = ask('pa', given('${NOPE}'));
  assert.deepEqual(
    [tried(unset), left(unset), unset.blocked?.reason],
    [[], { 'pa:k': 'config_key_first', NOPE: 'unset' }, 'missing'],
  );
});

test('references: which are there, which cannot be seen', () => {
  const key = (apiKey: unknown, secrets: unknown = {}) =>
    providerKey(
      'pa',
      contextOf({
        config: { ...block({ apiKey }), secrets },
        store: { profiles: {} },
        env: { PA_KEY: 'E', EMPTY: ' ' },
      }),
    );
  const ready = (...given: Parameters<typeof key>) => (key(...given) as { ready?: boolean }).ready;
  const env = (id: string, provider = 'default') => ({ source: 'env', provider, id });
  assert.equal(ready(env('PA_KEY')), true);
  assert.equal(ready(env('EMPTY')), false);
  assert.equal(ready(env('PA_KEY', 'other')), false);
  assert.equal(ready(env('PA_KEY', 'other'), { providers: { other: { source: 'env' } } }), true);
  assert.equal(ready(env('PA_KEY', 'other'), { providers: { other: { source: 'env', allowlist: ['X'] } } }), false);
  assert.equal(ready({ source: 'exec', provider: 'vault', id: 'pa' }), undefined);
  assert.equal(key('OPENAI_API_KEY')!.kind, 'variable');
  assert.equal(key('none')!.kind, 'literal');
  assert.equal(key('oauth:pa')!.kind, 'marker');
  assert.equal(key(' '), undefined);
  assert.equal(
    ask('pa', { config: block({ apiKey: { source: 'exec', provider: 'vault', id: 'pa' } }), store: { profiles: {} } })
      .attempts[0]!.certain,
    false,
  );
});

test('a pin goes first, and none other if it cannot be used', () => {
  const store = { profiles: { 'anthropic:a': KEY('anthropic'), 'anthropic:b': LOGIN('anthropic') } };
  const config = { auth: { order: { anthropic: ['anthropic:a'] } } };
  assert.deepEqual(tried(ask('anthropic', { config, store }, 'anthropic:b')), ['anthropic:b', 'anthropic:a']);
  const { blocked } = ask('anthropic', { config, store, env: { ANTHROPIC_API_KEY: 'E' } }, 'anthropic:c');
  assert.deepEqual(
    [blocked?.reason, blocked?.profile, blocked?.because],
    ['pinned_profile', 'anthropic:c', 'profile_missing'],
  );
});

test('openai: what an API or `auth` of the block takes', () => {
  const store = { profiles: { 'openai:sub': LOGIN('openai'), 'openai:key': KEY('openai') } };
  const labels = (of: object) => tried(ask('openai', { config: { models: { providers: { openai: of } } }, store }));
  assert.deepEqual(labels({}), ['openai:sub', 'openai:key']);
  assert.deepEqual(labels({ api: 'openai-responses' }), ['openai:key']);
  assert.deepEqual(labels({ models: [{ id: 'm', name: 'm', api: 'openai-chatgpt-responses' }] }), ['openai:sub']);
  assert.equal(
    left(ask('openai', { config: { models: { providers: { openai: { api: 'openai-responses' } } } }, store }))[
      'openai:sub'
    ],
    'incompatible',
  );
});

test('how each is paid', () => {
  const paid = (provider: string, given: Given) =>
    ask(provider, given).attempts.map(({ label, type, billing }) => [label, type, billing].join(' '));
  const store = {
    profiles: {
      'a:sub': LOGIN('anthropic'),
      'a:setup': { type: 'token', provider: 'anthropic', token: 'T' },
      'a:key': KEY('anthropic'),
    },
  };
  assert.deepEqual(paid('anthropic', { store }), [
    'a:sub oauth subscription',
    'a:setup token subscription',
    'a:key api_key metered',
  ]);
  assert.deepEqual(paid('anthropic', { store: { profiles: {} }, env: { ANTHROPIC_OAUTH_TOKEN: 'T' } }), [
    'ANTHROPIC_OAUTH_TOKEN oauth subscription',
  ]);
  assert.deepEqual(paid('minimax', { store: { profiles: {} }, env: { MINIMAX_CODE_PLAN_KEY: 'T' } }), [
    'MINIMAX_CODE_PLAN_KEY api_key subscription',
  ]);
  const fleet = { profiles: { 'fleet:default': LOGIN('anthropic-fleet') } };
  assert.deepEqual(
    paid('anthropic-fleet', {
      store: fleet,
      config: block({ baseUrl: 'https://api.anthropic.com' }, 'anthropic-fleet'),
    }),
    ['fleet:default oauth subscription'],
  );
  assert.deepEqual(paid('anthropic-fleet', { store: fleet, config: block({}, 'anthropic-fleet') }), [
    'fleet:default oauth unknown',
  ]);
  for (const host of ['localhost', '192.168.1.7:8080', '[::1]:1', '172.31.0.1', 'nas.local', 'host.docker.internal'])
    assert.deepEqual(paid('pa', { config: block({ baseUrl: `http://${host}/v1` }), store: { profiles: {} } }), [
      'models.providers.pa none local',
    ]);
  for (const host of ['172.32.0.1', '8.8.8.8', 'local.example.com', 'localhost.example.com'])
    assert.deepEqual(paid('pa', { config: block({ baseUrl: `http://${host}/v1` }), store: { profiles: {} } }), []);
});

test('an external provider needs its plugin', () => {
  const { attempts } = ask('zai', { store: { profiles: {} }, env: { ZAI_API_KEY: 'E' } });
  assert.deepEqual(
    attempts.map(({ label, certain, plugin }) => [label, certain, plugin]),
    [['ZAI_API_KEY', false, '@openclaw/zai-provider']],
  );
});

test('no store was seen: declared profiles first, and the variable if none of them is stored', () => {
  const auth = { profiles: { 'anthropic:sub': { provider: 'anthropic', mode: 'oauth' } } };
  const open = ask('anthropic', { config: { auth }, env: { ANTHROPIC_API_KEY: 'E' } });
  assert.deepEqual(
    open.attempts.map(({ label, certain, onlyWithoutProfiles = false }) => [label, certain, onlyWithoutProfiles]),
    [
      ['anthropic:sub', false, false],
      ['ANTHROPIC_API_KEY', false, true],
    ],
  );
  const listed = ask('anthropic', {
    config: { auth: { ...auth, order: { anthropic: ['anthropic:sub'] } } },
    env: { ANTHROPIC_API_KEY: 'E' },
  });
  assert.deepEqual(tried(listed), ['anthropic:sub']);
});

test('each agent with its own store, and every line with its place', () => {
  const store = (profiles: object) => JSON.stringify({ profiles });
  const files = memory({
    'openclaw.json': JSON.stringify(
      {
        auth: { order: { anthropic: ['anthropic:work', 'anthropic:main'] } },
        agents: { list: [{ id: 'main' }, { id: 'fleet' }] },
      },
      null,
      2,
    ),
    '.env': 'OPENAI_API_KEY=E\n',
    'agents/main/agent/auth-profiles.json': store({ 'anthropic:main': KEY('anthropic') }),
    'agents/fleet/agent/auth-profiles.json': store({ 'anthropic:work': LOGIN('anthropic') }),
  });
  const { routing } = check(files, { release: '2026.5.7' });
  const labels = (agent: string | undefined) =>
    tried(credentialsFor({ provider: 'anthropic', model: 'claude-opus-4-6' }, agent, routing));
  assert.deepEqual(labels(undefined), ['anthropic:main']);
  assert.deepEqual(labels('fleet'), ['anthropic:work', 'anthropic:main']);
  const place = ({ attempts }: Credentials) =>
    attempts.map(({ at }) => `${at!.file.path}:${at!.file.position(at!.offset).line}`);
  assert.deepEqual(place(credentialsFor({ provider: 'anthropic', model: 'm' }, 'fleet', routing)), [
    'openclaw.json:5',
    'openclaw.json:6',
  ]);
  assert.deepEqual(place(credentialsFor({ provider: 'openai', model: 'm' }, 'fleet', routing)), ['.env:1']);
});

test('all profiles rest: nothing is sent', () => {
  const found = ask('anthropic', {
    store: { profiles: { 'anthropic:a': KEY('anthropic') }, usageStats: { 'anthropic:a': { disabledUntil: NOW + 1 } } },
    env: { ANTHROPIC_API_KEY: 'E' },
  });
  assert.deepEqual([tried(found), found.blocked?.reason, left(found)['anthropic:a']], [[], 'cooldown', 'cooldown']);
});

test('a retired profile id is not sent, and no variable stands in for it', () => {
  const store = { profiles: { 'anthropic:claude-cli': LOGIN('claude-cli') } };
  const { attempts, blocked } = ask('anthropic', { store, env: { ANTHROPIC_API_KEY: 'E' } });
  assert.deepEqual([attempts, blocked?.reason, blocked?.because], [[], 'unusable_profiles', 'retired']);
  assert.deepEqual(
    tried(ask('anthropic', { store: { profiles: { ...store.profiles, 'anthropic:a': KEY('anthropic') } } })),
    ['anthropic:a'],
  );
});

test('a key that only asks to be replaced is no attempt, also by way of a variable', () => {
  const config = block({ apiKey: '${PA_KEY}' });
  const said = (value: string) => {
    const files = memory({ 'openclaw.json': JSON.stringify(config), '.env': `PA_KEY=${value}\n` });
    const { routing } = check(files, { release: '2026.9.6' });
    const found = credentialsFor({ provider: 'pa', model: 'm' }, undefined, routing);
    return [tried(found), found.planned?.map((each) => each.idle)];
  };
  assert.deepEqual(said('YOUR_API_KEY'), [[], ['placeholder']]);
  assert.deepEqual(said('sk-0123456789abcdef'), [['PA_KEY'], undefined]);
});

test('blanks around the address of a local server do not matter', () => {
  for (const release of ['2026.4.15', '2026.9.6'])
    for (const [baseUrl, labels] of [
      [' http://127.0.0.1:8080/v1 ', ['models.providers.pa']],
      [' https://api.example.com/v1 ', []],
    ] as const)
      assert.deepEqual(tried(ask('pa', { config: block({ baseUrl }), release })), labels, `${release} ${baseUrl}`);
});

test('a block of Ollama that says nothing is none; what it says of keys, headers or requests makes it one', () => {
  const ollama = (of: object) => ({ models: { providers: { ollama: { models: [], ...of } } } });
  const at = (of: object) => tried(ask('ollama', { config: ollama(of), release: '2026.7.1' }));
  assert.deepEqual(at({}), []);
  assert.deepEqual(at({ baseUrl: 'http://127.0.0.1:11434/v1' }), []);
  assert.deepEqual(at({ baseUrl: 'http://127.0.0.1:11435' }), ['models.providers.ollama']);
  for (const of of [{ headers: { 'x-a': 'b' } }, { auth: 'api-key' }, { request: {} }])
    assert.deepEqual(at(of), ['models.providers.ollama'], JSON.stringify(of));
});

test('an agent with a store of its own is not shown what another one sees', () => {
  const stored = (provider: string) =>
    JSON.stringify({ version: 1, profiles: { [`${provider}:own`]: { type: 'api_key', provider, key: 'k-4471' } } });
  const files = memory({
    'openclaw.json': JSON.stringify({
      agents: {
        defaults: { model: { primary: 'openai/gpt-5.2', fallbacks: ['anthropic/claude-opus-4-6'] } },
        list: [{ id: 'main', default: true }, { id: 'plain' }, { id: 'research' }, { id: 'writer' }],
      },
    }),
    'agents/research/agent/auth-profiles.json': stored('openai'),
    'agents/writer/agent/auth-profiles.json': stored('anthropic'),
  });
  const { routing } = check(files, { release: '2026.4.15', closedWorld: true });
  const found = routing
    .turns()
    .map(({ agent, candidate, credentials }) => [`${agent.id} ${candidate.provider}`, tried(credentials).join()]);
  assert.deepEqual(
    found.filter(([, labels]) => labels !== ''),
    [
      ['research openai', 'openai:own'],
      ['writer anthropic', 'anthropic:own'],
    ],
  );
});
