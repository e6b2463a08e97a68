import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import { behaviour } from '../src/release/releases.ts';
import { accepted, isRenewable } from '../src/routing/credentials/accepted-types.ts';
import { credentialsIn } from '../src/routing/credentials/credentials.ts';
import { idle } from '../src/routing/credentials/idle.ts';
import { isBorrowed } from '../src/routing/credentials/profiles.ts';
import { areWhole, isOfAll, storesFor } from '../src/routing/credentials/relevant-stores.ts';
import { resolveOrder } from '../src/routing/credentials/resolve-order.ts';
import type { Agent } from '../src/routing/models/agents.ts';
import { claudeCliModels } from '../src/routing/models/claude-cli-models.ts';
import { heartbeats, heartbeatsLost } from '../src/routing/models/heartbeats.ts';
import type { Store } from '../src/store/store.ts';
import { File, type Place } from '../src/text/file.ts';
import { contextOf, type Given } from './credential-context.ts';
import { routed } from './routed.ts';

// As facts-held.test.ts: what no recorded answer of the program would miss if it were gone.

test('a login without a refresh token is usable until five minutes before it expires', () => {
  const login = (expires?: number) =>
    ({ type: 'oauth', stored: { renewable: false, expires } }) as Parameters<typeof isRenewable>[0];
  assert.equal(isRenewable(login(1_300_001), 1_000_000), true);
  assert.equal(isRenewable(login(1_300_000), 1_000_000), false);
  assert.equal(isRenewable(login(1), undefined), true);
  assert.equal(isRenewable(login(undefined), undefined), false);
});

test('only a whole name is that of another program’s login', () => {
  for (const program of ['claude', 'codex', 'minimax', 'qwen']) assert.ok(isBorrowed(`x:${program}-cli`), program);
  for (const id of ['x:claude-cli-2', 'claude-cli', 'x:my-claude-cli', 'x:gemini-cli']) assert.ok(!isBorrowed(id), id);
});

test('the first listed profile that is there decides whether the Claude CLI is chosen', () => {
  const of = (order: readonly string[], more: object = {}) => {
    const profiles = {
      'anthropic:key': { provider: 'anthropic', mode: 'api_key' },
      'anthropic:cli': { provider: 'claude-cli', mode: 'oauth' },
      'openai:key': { provider: 'openai', mode: 'api_key' },
    };
    const config = { auth: { profiles, order: { anthropic: order } }, ...more };
    const { root } = parseJson5(new File('openclaw.json', JSON.stringify(config)));
    return claudeCliModels(root, behaviour({ release: '2026.9.6' })).length > 0;
  };
  assert.equal(of(['anthropic:cli', 'anthropic:key']), true);
  assert.equal(of(['anthropic:key', 'anthropic:cli']), false);
  assert.equal(of(['anthropic:gone', 'openai:key', 'anthropic:cli']), true);
  assert.equal(of([]), false);
  const runtime = (model: string, id: string) => ({
    agents: { defaults: { models: { [model]: { agentRuntime: { id } } } } },
  });
  assert.equal(of([], runtime('anthropic/claude-opus-5', ' Claude-CLI ')), true);
  assert.equal(of([], runtime('anthropic/claude-opus-5', 'auto')), false);
  assert.equal(of([], runtime('openai/gpt-5.4', 'claude-cli')), false);
});

test('Codex has its own profiles beside the list of OpenAI, and those of nobody else', () => {
  const key = (provider: string) => ({ type: 'api_key', provider, key: 'of-a-test' });
  const store = {
    profiles: { 'openai:a': key('openai'), 'openai-codex:b': key('openai-codex'), 'xai:c': key('xai') },
  };
  const context = contextOf({ store, config: { auth: { order: { openai: ['openai:a'] } } }, release: '2026.5.28' });
  const { profiles, skipped } = resolveOrder('openai-codex', context);
  const ids = [...profiles, ...skipped].map(({ id }) => id);
  assert.ok(ids.includes('openai-codex:b'));
  assert.ok(!ids.includes('xai:c'), ids.join());
});

const openAi = (of: object, row: object = {}) => ({
  models: { providers: { openai: { models: [{ id: 'gpt-5.4', name: 'x', ...row }], ...of } } },
});
/** Which kinds of credentials `openai/gpt-5.4` takes. */
const kinds = (config: unknown, release = '2026.9.6', model = 'gpt-5.4') => {
  const { conflict, allows } = accepted({ provider: 'openai', model }, contextOf({ config, release }));
  return conflict ? 'conflict' : (['api_key', 'oauth'] as const).filter(allows).join(' ');
};

test('since 2026.9.1 `openai-completions` leaves both endpoints open, unless something says how requests are sent', () => {
  const api = 'openai-completions';
  assert.equal(kinds(openAi({ api })), 'api_key oauth');
  assert.equal(kinds(openAi({ api }), '2026.8.2'), 'api_key');
  assert.equal(kinds(openAi({ api: 'openai-responses' })), 'api_key');
  for (const name of ['headers', 'request', 'params']) {
    assert.equal(kinds(openAi({ api, [name]: { x: 'y' } })), 'api_key', name);
    assert.equal(kinds(openAi({ api, [name]: {} })), 'api_key oauth', `${name} is empty`);
    assert.equal(kinds(openAi({ api, [name]: 'text' })), 'api_key oauth', `${name} is a text`);
  }
  for (const [name, value] of Object.entries({ localService: {}, authHeader: false, timeoutSeconds: 0 }))
    assert.equal(kinds(openAi({ api, [name]: value })), 'api_key', name);
  for (const name of ['headers', 'params', 'compat']) {
    assert.equal(kinds(openAi({ api }, { [name]: { x: 'y' } })), 'api_key', `${name} of the row`);
    assert.equal(kinds(openAi({ api }, { [name]: {} })), 'api_key oauth', `${name} of the row is empty`);
  }
  assert.equal(kinds(openAi({ api }, { request: { x: 'y' } })), 'api_key oauth');
});

test('a model of one kind contradicts a block that asks for the other', () => {
  const [byKey, byLogin] = ['chat-latest', 'gpt-5.3-codex-spark'];
  assert.equal(kinds({}, '2026.9.6', byKey), 'api_key');
  assert.equal(kinds({}, '2026.9.6', byLogin), 'oauth');
  const login = openAi({ api: 'openai-chatgpt-responses' });
  const key = openAi({ api: 'openai-responses' });
  assert.equal(kinds(login, '2026.9.6', byKey), 'conflict');
  assert.equal(kinds(login, '2026.9.6', byLogin), 'oauth');
  assert.equal(kinds(key, '2026.9.6', byKey), 'api_key');
  assert.equal(kinds(key, '2026.9.6', byLogin), 'conflict');
});

test('whose endpoint of OpenAI a URL is', () => {
  const at = (baseUrl: string) => kinds(openAi({ baseUrl }));
  for (const url of ['https://api.openai.com', 'https://api.openai.com/v1', 'https://api.openai.com./v1/'])
    assert.equal(at(url), 'api_key', url);
  for (const path of ['', '/', '/v1', '/codex', '/codex/v1/', '/codex/responses'])
    assert.equal(at(`https://chatgpt.com/backend-api${path}`), 'oauth', path);
  for (const url of [
    'http://api.openai.com/v1',
    'https://api.openai.com:8443/v1',
    'https://api.openai.com/v1?x=1',
    'https://api.openai.com/v1#x',
    'https://api.openai.com/v2',
    'https://api.openai.com/v1/chat',
    'https://chatgpt.com/',
    'https://chatgpt.com/backend-api/v2',
    'https://user@proxy.example.com/v1',
    'https://:word@proxy.example.com/v1',
    'ftp://proxy.example.com/v1',
    'proxy',
  ])
    assert.equal(at(url), 'conflict', url);
  assert.equal(at('https://proxy.example.com/v1?x=1'), 'api_key');
  const proxied = { baseUrl: 'https://proxy.example.com/v1', api: 'openai-chatgpt-responses' };
  assert.equal(kinds(openAi(proxied)), 'oauth');
  assert.equal(kinds(openAi({ baseUrl: 'https://api.openai.com/v1', api: 'openai-chatgpt-responses' })), 'conflict');
  assert.equal(kinds(openAi({ baseUrl: 'https://chatgpt.com/backend-api', api: 'openai-responses' })), 'conflict');
});

test('what a row says of API and endpoint goes before what its block says', () => {
  const chatgpt = 'https://chatgpt.com/backend-api';
  assert.equal(kinds(openAi({ api: 'openai-responses' }, { api: 'openai-chatgpt-responses' })), 'oauth');
  assert.equal(kinds(openAi({ baseUrl: 'https://api.openai.com/v1' }, { baseUrl: chatgpt })), 'oauth');
  // the block's endpoint is not that of a row with an API of its own, unless it is somebody else's
  assert.equal(kinds(openAi({ baseUrl: chatgpt }, { api: 'openai-responses' })), 'api_key');
  assert.equal(kinds(openAi({ baseUrl: 'https://proxy.example.com' }, { api: 'openai-responses' })), 'api_key');
  assert.equal(kinds(openAi({ baseUrl: 'https://proxy.example.com' }, { api: 'anthropic-messages' })), 'conflict');
});

const tried = (provider: string, given: Given) =>
  credentialsIn({ provider, model: 'gpt-5.4' }, contextOf(given)).attempts.map(({ label }) => label);

test('of keys and logins in turn, those of the first one’s kind are tried before the others', () => {
  const profile = (type: string) => ({ type, provider: 'openai', key: 'K', token: 'T', access: 'A', refresh: 'R' });
  const store = {
    profiles: {
      'o:a': profile('api_key'),
      'o:b': profile('oauth'),
      'o:c': profile('api_key'),
      'o:d': profile('token'),
    },
  };
  const of = (...openai: string[]) => tried('openai', { store, config: { auth: { order: { openai } } } });
  assert.deepEqual(of('o:a', 'o:b', 'o:c', 'o:d'), ['o:a', 'o:c', 'o:b', 'o:d']);
  assert.deepEqual(of('o:b', 'o:a', 'o:c', 'o:d'), ['o:b', 'o:d', 'o:a', 'o:c']);
});

test('a key is called by its variable, and by its place where it comes from elsewhere', () => {
  const of = (apiKey: unknown) => ({
    store: { profiles: {} },
    env: { PA_KEY: 'E' },
    config: {
      models: { providers: { pa: { baseUrl: 'https://a.example.com/v1', api: 'openai-completions', apiKey } } },
    },
  });
  assert.deepEqual(tried('pa', of({ source: 'env', provider: 'default', id: 'PA_KEY' })), ['PA_KEY']);
  assert.deepEqual(tried('pa', of({ source: 'file', provider: 'vault', id: 'PA_KEY' })), [
    'models.providers.pa.apiKey',
  ]);
  assert.deepEqual(tried('pa', of({ source: 'exec', provider: 'vault', id: 'pa' })), ['models.providers.pa.apiKey']);
});

test('a word for a local server without a key goes before the variable that is set', () => {
  const of = (apiKey: string, host = '127.0.0.1') => ({
    store: { profiles: {} },
    env: { OLLAMA_API_KEY: 'E' },
    config: {
      models: {
        providers: {
          ollama: { baseUrl: `http://${host}:11434/v1`, api: 'ollama', apiKey, models: [{ id: 'm', name: 'm' }] },
        },
      },
    },
  });
  assert.deepEqual(tried('ollama', of('ollama-local')), ['models.providers.ollama.apiKey']);
  assert.deepEqual(tried('ollama', of('ollama-local', '8.8.8.8')), ['OLLAMA_API_KEY']);
});

test('a server that needs no key is called by its place, beside what it would have used', () => {
  const pa = { baseUrl: 'http://127.0.0.1:9/v1', api: 'openai-completions', models: [{ id: 'm', name: 'm' }] };
  const { attempts } = credentialsIn(
    { provider: 'pa', model: 'm' },
    contextOf({ store: { profiles: {} }, config: { models: { providers: { ' PA': pa } } } }),
  );
  const [{ kind, label, at } = {}] = attempts;
  assert.deepEqual(
    [attempts.length, kind, label, at && textAt(at)],
    [1, 'local', 'models.providers. PA', '"http://127.0.0.1:9/v1"'],
  );
});

const textAt = ({ file, offset, length }: Place) => file.text.slice(offset, offset + length);

/** `id interval` of each agent whose heart beats. */
function beats(
  agents: object,
  { release = '2026.9.6', ...more }: { release?: string; auth?: object; env?: object } = {},
) {
  const { env, auth } = more;
  const { names, home, agents: all } = routed({ agents, ...(auth && { auth }), ...(env && { env }) }, { release });
  return heartbeats(names.root, all, home.environment, behaviour({ release })).map(
    ({ agent, every, at }) => `${agent.id} ${every}${at ? ` ${textAt(at)}` : ''}`,
  );
}

test('agents with a heartbeat of their own are the only ones whose heart beats', () => {
  const entries = { main: {}, own: { heartbeat: {} }, slow: { heartbeat: { every: ' 2h ' } } };
  assert.deepEqual(beats({ entries }), ['own 30m', 'slow 2h " 2h "']);
  assert.deepEqual(beats({ defaults: { heartbeat: { every: '5m' } }, entries }), ['own 5m "5m"', 'slow 2h " 2h "']);
  for (const off of ['0', '0m', '0.0h', '00 m', ''])
    assert.deepEqual(beats({ entries: { own: { heartbeat: { every: off } } } }), [], off);
  for (const on of ['10m', '0.5h', 'm', 'every 0'])
    assert.deepEqual(beats({ entries: { own: { heartbeat: { every: on } } } }), [`own ${on} "${on}"`]);
});

test('by the defaults the heart of the named agent beats, or of all, before 2026.8.1 of the one that answers', () => {
  const entries = { main: {}, work: {} };
  const list = [{ id: 'main' }, { id: 'work', default: true }];
  assert.deepEqual(beats({ entries }), [], 'none of several answers for the home');
  assert.deepEqual(beats({ entries: { main: {} }, defaults: {} }), ['main 30m']);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: {} } }), ['main 30m', 'work 30m']);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: { agentId: 'Work' } } }), ['work 30m']);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: { agentId: 'none' } } }), []);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: { agentId: ' ' } } }), ['main 30m', 'work 30m']);
  assert.deepEqual(beats({ list, defaults: { heartbeat: {} } }, { release: '2026.5.28' }), ['work 30m']);
});

test('an Anthropic login makes every heart beat each hour, a key each half', () => {
  const entries = { main: {}, work: {} };
  const auth = (mode: string) => ({ profiles: { 'anthropic:a': { provider: 'anthropic', mode } } });
  assert.deepEqual(beats({ entries, defaults: {} }, { auth: auth('oauth') }), ['main 1h', 'work 1h']);
  assert.deepEqual(beats({ entries, defaults: {} }, { auth: auth('api_key') }), ['main 30m', 'work 30m']);
  assert.deepEqual(beats({ entries }, { auth: auth('oauth') }), [], 'without defaults it is not added');
});

test('whose heart stops as another has a heartbeat of its own', () => {
  const lost = (agents: object) => {
    const { names, agents: all } = routed({ agents });
    return heartbeatsLost(names.root, all, behaviour({ release: '2026.9.6' })).map(({ id }) => id);
  };
  const entries = { main: {}, work: {}, own: { heartbeat: {} } };
  assert.deepEqual(lost({ entries, defaults: { heartbeat: {} } }), ['main', 'work']);
  assert.deepEqual(lost({ entries, defaults: { heartbeat: { every: '0m' } } }), []);
  assert.deepEqual(lost({ entries, defaults: { heartbeat: { agentId: 'work' } } }), ['work']);
  assert.deepEqual(lost({ entries, defaults: { heartbeat: { agentId: 'own' } } }), []);
  assert.deepEqual(lost({ entries, defaults: {} }), []);
  assert.deepEqual(lost({ entries: { main: {} }, defaults: { heartbeat: {} } }), []);
});

test('which stores count: the database of an agent, or the text file that waits to be imported into an empty one', () => {
  const store = (shape: string, agent: string | undefined, profiles = 1, more = {}) =>
    ({ shape, agent, profiles: Array(profiles).fill({}), ...more }) as unknown as Store;
  const [text, ofWork] = [store('versioned', 'main'), store('versioned', 'work')];
  const [full, empty, shared] = [store('sqlite', 'main'), store('sqlite', 'main', 0), store('sqlite', undefined, 0)];
  const unread = store('sqlite', 'main', 0, { unchecked: 'locked' });
  const none = store('versioned', 'main', 0);
  assert.deepEqual(storesFor([text, ofWork], 'sqlite'), [text, ofWork]);
  assert.deepEqual(storesFor([text, full, ofWork], 'json'), [text, ofWork]);
  assert.deepEqual(storesFor([text, full, ofWork], 'sqlite'), [full, ofWork]);
  assert.deepEqual(storesFor([text, empty], 'sqlite'), [text]);
  assert.deepEqual(storesFor([none, empty], 'sqlite'), [empty]);
  assert.deepEqual(storesFor([text, unread], 'sqlite'), [unread]);
  assert.deepEqual(storesFor([text, shared], 'sqlite'), [text]);
  assert.deepEqual(storesFor([ofWork, shared], 'sqlite'), [shared, ofWork]);
  assert.deepEqual(storesFor([ofWork, empty], 'sqlite'), [empty, ofWork]);
  assert.deepEqual([areWhole([]), areWhole([full, empty]), areWhole([full, text])], [false, true, false]);
});

test('inventories cover a home with one of every agent, or one of all', () => {
  const of = (...listed: object[]) => isOfAll(listed as Store[], [{ id: 'main' }, { id: 'work' }] as Agent[]);
  assert.equal(of({ agent: 'main' }), false);
  assert.equal(of({ agent: 'Main' }, { agent: 'work' }), true);
  assert.equal(of({ agent: undefined }), true);
  assert.equal(of({ agent: undefined }, { agent: 'main', partial: true }), false);
  assert.equal(of(), false);
});

test('why the credential of a stored profile is no use', () => {
  const of = (profile: object, { secrets = {}, env = {}, release = '2026.9.6' } = {}) => {
    const store = { profiles: { 'pa:a': { type: 'api_key', provider: 'pa', ...profile } } };
    const context = contextOf({ store, env, release, config: { secrets } });
    return idle(context.store.profiles.get('pa:a'), context);
  };
  const ref = (source: string, provider = 'default', id = 'PA_KEY') => ({ keyRef: { source, provider, id } });
  const providers = (of: object) => ({ secrets: { providers: { vault: of } } });
  assert.equal(of({ key: 'a-key-of-a-test' }), undefined);
  assert.equal(of({ key: 'YOUR_API_KEY' }), 'placeholder');
  assert.equal(of({ type: 'token', token: 'YOUR_API_KEY' }), 'placeholder');
  assert.equal(of({ type: 'oauth', key: 'YOUR_API_KEY', access: 'A', refresh: 'R' }), undefined);
  // a planned turn takes the name of a variable for a reference to it
  assert.equal(of({ key: 'OPENAI_API_KEY' }), 'broken');
  assert.equal(of({ key: ' OPENAI_API_KEY ' }, { env: { OPENAI_API_KEY: 'E' } }), undefined);
  assert.equal(of({ key: 'OPENAI_API_KEY' }, { release: '2026.5.28' }), undefined);
  assert.equal(of(ref('env')), 'unset');
  assert.equal(of(ref('env'), { env: { PA_KEY: 'E' } }), undefined);
  assert.equal(of(ref('env', 'other'), { env: { PA_KEY: 'E' } }), 'broken');
  assert.equal(of(ref('store')), undefined);
  assert.equal(of(ref('store', 'vault'), providers({ source: 'file' })), 'broken');
  assert.equal(of(ref('exec')), 'broken');
  assert.equal(of(ref('exec', 'vault'), providers({ source: 'exec' })), undefined);
  assert.equal(of(ref('file', 'vault'), providers({ source: 'file' })), undefined);
  assert.equal(of(ref('file', 'vault', 'value'), providers({ source: 'file' })), 'broken');
  assert.equal(of(ref('file', 'vault', 'value'), providers({ source: 'file', mode: 'singleValue' })), undefined);
  assert.equal(of(ref('file', 'vault'), providers({ source: 'file', mode: 'singleValue' })), 'broken');
  assert.equal(of(ref('exec', 'vault', 'value'), providers({ source: 'exec', mode: 'singleValue' })), undefined);
});
