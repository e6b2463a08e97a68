import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour } from '../src/release/releases.ts';
import { storeOf } from '../src/routing/credentials/agent-store.ts';
import { credentialsIn } from '../src/routing/credentials/credentials.ts';
import { idle } from '../src/routing/credentials/idle.ts';
import { areWhole, isOfAll, storesFor } from '../src/routing/credentials/relevant-stores.ts';
import type { Agent } from '../src/routing/models/agents.ts';
import { readStore } from '../src/store/read.ts';
import type { Store } from '../src/store/store.ts';
import { File } from '../src/text/file.ts';
import { contextOf, type Given } from './credential-context.ts';
import { written } from './routed.ts';

// As routing-held.test.ts, of keys and stores.

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

test('a key that an external plugin would take for a variable is sent as it is until the plugin is there', () => {
  const zai = { baseUrl: 'https://a.example.com/v1', api: 'openai-completions', apiKey: 'ZAI_API_KEY' };
  const config = { models: { providers: { pa: { ...zai, models: [] } } } };
  const { attempts } = credentialsIn({ provider: 'pa', model: 'm' }, contextOf({ store: { profiles: {} }, config }));
  assert.deepEqual(
    attempts.map(({ label, certain, unless }) => [label, certain, unless]),
    [['models.providers.pa.apiKey', false, '@openclaw/zai-provider']],
  );
});

test('an order of an agent’s own store names what is stored, in releases that prune it', () => {
  const key = (provider: string) => ({ type: 'api_key', provider, key: 'K' });
  const store = (agent: string, content: object) =>
    readStore(new File(`agents/${agent}/agent/auth-profiles.json`, JSON.stringify(content)), agent)!;
  const stores = [
    store('main', { profiles: { 'pa:m': key('pa') } }),
    store('work', { profiles: { 'pb:w': key('pb') }, order: { pa: ['pa:gone', 'pa:m'], pb: ['pb:gone'], pc: [] } }),
  ];
  const orders = (release: string) =>
    Object.fromEntries(
      [...storeOf(stores, 'work', true, behaviour({ release }).custody).orders].map(([id, { ids }]) => [id, ids]),
    );
  assert.deepEqual(orders('2026.5.28'), { pa: ['pa:m'] });
  assert.deepEqual(orders('2026.9.6'), { pa: ['pa:gone', 'pa:m'], pb: ['pb:gone'] });
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
    [attempts.length, kind, label, written(at)],
    [1, 'local', 'models.providers. PA', '"http://127.0.0.1:9/v1"'],
  );
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
