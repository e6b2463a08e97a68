import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialsIn } from '../src/routing/credentials/credentials.ts';
import { contextOf, type Given, NOW } from './credential-context.ts';

// What releases do differently with the same home: each row of src/release/custody.ts, with the last release before a
// change and the first after it (facts H24).

const LAB = { baseUrl: 'https://lab.example.com/v1', models: [{ id: 'm', name: 'M' }] };
const key = (more: object = {}) => ({ type: 'api_key', provider: 'lab', key: 'x', ...more });
const login = (more: object = {}) => ({ type: 'oauth', provider: 'openai', access: 'x', refresh: 'r', ...more });
const block = (more: object, provider = 'lab') => ({ models: { providers: { [provider]: { ...LAB, ...more } } } });
const store = (profiles: object, more: object = {}) => ({ store: { version: 1, profiles, ...more } });
const BOTH = { 'lab:a': key(), 'lab:b': key() };
const OLLAMA = { api: 'ollama', baseUrl: 'https://gpu.example.com' };
const ENV_KEY = { source: 'env', provider: 'default', id: 'LAB_KEY' };

interface Change {
  readonly what: string;
  readonly home: Given;
  readonly provider?: string;
  /** release → what is tried, then what is not and why */
  readonly says: { readonly [release: string]: string };
}

const CHANGES: readonly Change[] = [
  {
    what: 'a list whose declared profiles are not stored gives way to what is',
    home: {
      config: { auth: { profiles: { 'lab:gone': { provider: 'lab' } }, order: { lab: ['lab:gone'] } } },
      ...store({ 'lab:a': key() }),
    },
    says: {
      '2026.1.30': '; lab:gone profile_missing, lab:a excluded_by_auth_order; missing',
      '2026.2.1': 'lab:a; lab:gone profile_missing',
    },
  },
  {
    what: 'a list of the owner counts for a provider that uses its credentials',
    home: {
      config: { auth: { order: { minimax: ['minimax:b', 'minimax:a'] } } },
      ...store({
        'minimax:a': key({ provider: 'minimax' }),
        'minimax:b': key({ provider: 'minimax' }),
        'minimax-cn:a': key({ provider: 'minimax-cn' }),
      }),
    },
    provider: 'minimax-cn',
    says: {
      '2026.5.12': 'minimax-cn:a',
      '2026.5.18':
        'minimax:b, minimax:a; minimax-cn:a excluded_by_auth_order, MINIMAX_CODE_PLAN_KEY unset, MINIMAX_CODING_API_KEY unset, MINIMAX_API_KEY unset',
    },
  },
  {
    what: 'in a store `mode` counts as `type`',
    home: store({ 'lab:a': { mode: 'api_key', provider: 'lab', key: 'x' } }),
    says: { '2026.2.24': '; ; missing', '2026.2.25': 'lab:a' },
  },
  {
    what: 'in a store `apiKey` counts as `key`',
    home: store({ 'lab:a': { type: 'api_key', provider: 'lab', apiKey: 'x' } }),
    says: { '2026.2.24': '; lab:a missing_credential; missing', '2026.2.25': 'lab:a' },
  },
  {
    what: 'in a store the type `apiKey` counts',
    home: store({ 'lab:a': key({ type: 'apiKey' }), 'lab:b': key() }),
    says: { '2026.5.28': 'lab:b', '2026.6.1': 'lab:a, lab:b' },
  },
  {
    what: 'words such as `ollama-local` are no keys',
    home: { config: block({ apiKey: 'ollama-local' }) },
    says: { '2026.3.2': 'models.providers.lab.apiKey', '2026.3.13': '; models.providers.lab.apiKey marker; missing' },
  },
  {
    what: 'a time of expiry that is none makes a token unusable',
    home: store({ 'lab:a': { type: 'token', provider: 'lab', token: 't', expires: -1 } }),
    says: { '2026.3.2': 'lab:a', '2026.3.13': '; lab:a invalid_expires; missing' },
  },
  {
    what: 'a server on this machine needs no key',
    home: { config: block({ api: 'openai-completions', baseUrl: 'http://127.0.0.1:1/v1' }) },
    says: { '2026.3.2': '; ; missing', '2026.3.13': 'models.providers.lab' },
  },
  {
    what: 'nor does one on the own network',
    home: { config: block({ api: 'openai-completions', baseUrl: 'http://192.168.1.7:1/v1' }) },
    says: { '2026.4.26': '; ; missing', '2026.4.29': 'models.providers.lab' },
  },
  {
    what: '`auth: "api-key"` puts the key of the config first',
    home: { config: block({ auth: 'api-key', apiKey: 'k' }), ...store({ 'lab:a': key() }) },
    says: {
      '2026.4.2': 'lab:a; models.providers.lab.apiKey profile_usable',
      '2026.4.5': 'models.providers.lab.apiKey; lab:a config_key_first',
    },
  },
  {
    what: '`$NAME` is a reference',
    home: { config: block({ apiKey: '$LAB_KEY' }), env: { LAB_KEY: 'x' } },
    says: { '2026.5.7': 'models.providers.lab.apiKey', '2026.5.12': 'LAB_KEY' },
  },
  {
    what: 'keys of `openai` serve `openai-codex` for a while',
    provider: 'openai-codex',
    home: store({ 'openai:a': key({ provider: 'openai' }) }),
    says: {
      '2026.5.7': '; ; missing',
      '2026.5.12': 'openai:a',
      '2026.5.28': 'openai:a; CODEX_API_KEY unset, OPENAI_API_KEY unset',
      '2026.6.1': '; ; missing',
    },
  },
  {
    what: '`openai-codex` goes by the list of `openai` for a while',
    provider: 'openai-codex',
    home: {
      config: { auth: { order: { openai: ['openai-codex:b', 'openai-codex:a'] } } },
      ...store({
        'openai-codex:a': login({ provider: 'openai-codex', expires: NOW + 9e6 }),
        'openai-codex:b': login({ provider: 'openai-codex', expires: NOW + 9e6 }),
      }),
    },
    says: {
      '2026.5.7': 'openai-codex:a, openai-codex:b',
      '2026.5.12': 'openai-codex:b, openai-codex:a',
      '2026.6.1': 'openai-codex:a, openai-codex:b',
    },
  },
  {
    what: 'a list in the store whose profiles are gone is repaired',
    home: store({ 'lab:a': key() }, { order: { lab: ['lab:gone'] } }),
    says: {
      '2026.5.28': '; lab:gone profile_missing, lab:a excluded_by_auth_order; missing',
      '2026.6.1': 'lab:a; lab:gone profile_missing',
    },
  },
  {
    what: 'an `apiKey` may name a profile',
    home: { config: block({ auth: 'api-key', apiKey: 'lab:b' }), ...store(BOTH) },
    says: {
      '2026.5.28': 'models.providers.lab.apiKey; lab:a config_key_first, lab:b config_key_first',
      '2026.6.1': 'lab:b; lab:a pinned',
    },
  },
  {
    what: 'expired logins come last, and those that cannot be renewed not at all',
    provider: 'openai',
    home: store({
      'openai:a': login({ refresh: undefined, expires: NOW - 1 }),
      'openai:b': login({ expires: NOW - 1 }),
      'openai:c': login({ expires: NOW + 9e6 }),
    }),
    says: {
      '2026.7.1': 'openai:a, openai:b, openai:c; CODEX_API_KEY unset, OPENAI_API_KEY unset',
      '2026.8.1': 'openai:c, openai:b; openai:a unavailable, CODEX_API_KEY unset, OPENAI_API_KEY unset',
    },
  },
  {
    what: 'a rest after a rate limit is about one model',
    home: store(BOTH, {
      usageStats: { 'lab:a': { cooldownUntil: NOW + 60_000, cooldownReason: 'rate_limit', cooldownModel: 'other' } },
    }),
    says: { '2026.7.1': 'lab:b; lab:a cooldown', '2026.8.1': 'lab:a, lab:b' },
  },
  {
    what: 'a block of `ollama` is asked without a key, wherever it is, and later only on the own network',
    provider: 'ollama',
    home: { config: block(OLLAMA, 'ollama') },
    says: {
      '2026.3.2': '; OLLAMA_API_KEY unset; missing',
      '2026.3.13': 'models.providers.ollama; OLLAMA_API_KEY unset',
      '2026.4.26': 'models.providers.ollama; OLLAMA_API_KEY unset',
      '2026.4.29': '; OLLAMA_API_KEY unset; missing',
    },
  },
  {
    what: 'hosts with a name of the own network count for `ollama` until 2026.7',
    provider: 'ollama',
    home: { config: block({ ...OLLAMA, baseUrl: 'http://gpu.lan' }, 'ollama') },
    says: {
      '2026.7.1': 'models.providers.ollama; OLLAMA_API_KEY unset',
      '2026.8.1': '; OLLAMA_API_KEY unset; missing',
    },
  },
  {
    what: 'a reference as `apiKey` keeps profiles out',
    home: { config: block({ apiKey: ENV_KEY }), env: { LAB_KEY: 'x' }, ...store({ 'lab:a': key() }) },
    says: { '2026.8.2': 'lab:a, LAB_KEY', '2026.9.1': 'LAB_KEY; lab:a config_key_first' },
  },
  {
    what: 'a reference to what is not set gave way to a profile',
    home: { config: block({ auth: 'api-key', apiKey: ENV_KEY }), ...store({ 'lab:a': key() }) },
    says: {
      '2026.7.1': 'lab:a; LAB_KEY unset',
      '2026.9.1': '; lab:a config_key_first, LAB_KEY unset; missing',
    },
  },
  {
    what: 'one to what is set never did',
    home: {
      config: block({ auth: 'api-key', apiKey: ENV_KEY }),
      env: { LAB_KEY: 'x' },
      ...store({ 'lab:a': key() }),
    },
    says: { '2026.7.1': 'LAB_KEY; lab:a config_key_first', '2026.9.1': 'LAB_KEY; lab:a config_key_first' },
  },
  {
    what: 'to one that has something to send, and to no other',
    home: {
      config: block({ auth: 'api-key', apiKey: ENV_KEY }),
      ...store({ 'lab:a': key({ key: undefined, keyRef: ENV_KEY }), 'lab:b': key(), 'lab:c': key() }),
    },
    says: {
      '2026.7.1': 'lab:b; lab:a config_key_first, lab:c config_key_first, LAB_KEY unset',
      '2026.9.1': '; lab:a config_key_first, lab:b config_key_first, lab:c config_key_first, LAB_KEY unset; missing',
    },
  },
  {
    what: 'a profile whose reference leads nowhere is not tried, and now counts as unavailable',
    home: store({ 'lab:a': key({ key: undefined, keyRef: { ...ENV_KEY, provider: 'nope' } }), 'lab:b': key() }),
    says: { '2026.7.1': 'lab:b', '2026.8.1': 'lab:b; lab:a unavailable' },
  },
  {
    what: 'a list of variables allows what it names alone',
    home: {
      config: {
        ...block({ apiKey: ENV_KEY }),
        secrets: { providers: { default: { source: 'env', allowlist: ['OTHER', 'LAB_KEY'] } } },
      },
      env: { LAB_KEY: 'x' },
    },
    says: { '2026.9.1': 'LAB_KEY' },
  },
  {
    what: 'and nothing else',
    home: {
      config: {
        ...block({ apiKey: ENV_KEY }),
        secrets: { providers: { default: { source: 'env', allowlist: ['OTHER', ['LAB_KEY']] } } },
      },
      env: { LAB_KEY: 'x' },
    },
    says: { '2026.9.1': '; LAB_KEY unset; missing' },
  },
];

for (const { what, home, provider = 'lab', says } of CHANGES)
  test(`from ${Object.keys(says).join(' to ')}: ${what}`, () => {
    for (const [release, wanted] of Object.entries(says)) {
      const { attempts, skipped, blocked } = credentialsIn({ provider, model: 'm' }, contextOf({ ...home, release }));
      const left = skipped.map(({ label, reason }) => `${label} ${reason}`).join(', ');
      const said = `${attempts.map(({ label }) => label).join(', ')}; ${left}; ${blocked?.reason ?? ''}`;
      assert.equal(said.replace(/[; ]+$/, ''), wanted, release);
    }
  });
