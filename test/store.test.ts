import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeStores, storeOf } from '../src/routing/credentials/agent-store.ts';
import { readInventory, readStore } from '../src/store/read.ts';
import type { Store, StoredProfile } from '../src/store/store.ts';
import { File } from '../src/text/file.ts';
import { data } from './recorded.ts';
import { routed } from './routed.ts';

interface Recorded {
  readonly id: string;
  readonly input: Record<string, unknown>;
  readonly output: Record<string, unknown> | null;
}

const read = (store: unknown, agent?: string): Store =>
  readStore(new File('auth-profiles.json', JSON.stringify(store)), agent);

/** Cases about something that clawlint does not read. */
const ELSEWHERE: Record<string, string> = {
  'auth.json': 'a file of former releases that only `openclaw doctor --fix` reads; clawlint does not',
  'store-state': 'the recording left its input out; the test below feeds it what came out',
};

/** What we keep of a credential, in OpenClaw's words: which fields there are, not what they hold. */
function kept(profile: StoredProfile): Record<string, unknown> {
  const { type, provider, credential, reference, expires, renewable } = profile;
  const field = type === 'api_key' ? 'key' : 'token';
  const held =
    type === 'oauth'
      ? { refresh: renewable }
      : reference
        ? { [`${field}Ref`]: `${reference.source}:${reference.provider}:${reference.id}` }
        : { [field]: credential === 'present' };
  return { type, provider, ...held, ...(expires !== undefined && { expires: expires === 'unusable' ? 0 : expires }) };
}

function keptOf(credential: Record<string, unknown>): Record<string, unknown> {
  const { type, provider, expires } = credential;
  const field = type === 'api_key' ? 'key' : 'token';
  const ref = credential[`${field}Ref`] as Record<string, string> | undefined;
  const held =
    type === 'oauth'
      ? { refresh: 'refresh' in credential }
      : ref
        ? { [`${field}Ref`]: `${ref.source}:${ref.provider}:${ref.id}` }
        : { [field]: field in credential };
  return { type, provider, ...held, ...(expires !== undefined && { expires }) };
}

for (const { id, input, output } of data<Recorded[]>('oracle/store.json')) {
  test(`a store entry as OpenClaw reads it: ${id}`, { skip: ELSEWHERE[id] ?? false }, () => {
    if (id.startsWith('flat-')) {
      const [profile] = read({ anthropic: input }).profiles;
      assert.equal(profile!.id, 'anthropic:default');
      assert.deepEqual(profile!.dropped ? null : kept(profile!), output && keptOf(output));
    } else {
      const found = read({ profiles: { 'x:default': input } }).profiles.filter(({ dropped }) => !dropped);
      assert.deepEqual(
        Object.fromEntries(found.map((profile) => [profile.id, kept(profile)])),
        Object.fromEntries(
          Object.entries(output!).map(([key, each]) => [key, keptOf(each as Record<string, unknown>)]),
        ),
      );
    }
  });
}

test('the state of a store: orders, last use, last success', () => {
  const { output } = data<Recorded[]>('oracle/store.json').find(({ id }) => id === 'store-state')!;
  const store = read(output);
  assert.deepEqual(Object.fromEntries(store.orders.map(({ provider, ids }) => [provider.value, ids])), output!.order);
  assert.deepEqual(Object.fromEntries(store.lastGood!), output!.lastGood);
  const used = [...store.usage!].map(([id, { at: _, ...rest }]) => [id, rest]);
  assert.deepEqual(Object.fromEntries(used), output!.usageStats);
});

test('entries that OpenClaw drops, with its reasons', () => {
  const store = read({
    profiles: {
      'a:1': 'text',
      'a:2': { type: 'cookie', provider: 'a' },
      'a:3': { type: 'token', token: 'T' },
      'a:4': { type: 'token', provider: 'a', token: 'T' },
    },
  });
  assert.deepEqual(
    store.dropped!.map(({ key, reason }) => [key.value, reason]),
    [
      ['a:1', 'non_object'],
      ['a:2', 'invalid_type'],
      ['a:3', 'missing_provider'],
    ],
  );
});

test('what stands in for a credential', () => {
  const of = (entry: Record<string, unknown>) => {
    const { credential, reference, malformed, setup } = read({
      profiles: { p: { type: 'api_key', provider: 'openai', ...entry } },
    }).profiles[0]!;
    return [
      credential,
      ...(reference ? ['reference'] : []),
      ...(malformed ? ['malformed'] : []),
      ...(setup ? ['setup'] : []),
    ];
  };
  assert.deepEqual(of({}), ['missing']);
  assert.deepEqual(of({ key: ' ' }), ['empty']);
  assert.deepEqual(of({ key: '', apiKey: 'K' }), ['empty']);
  assert.deepEqual(of({ keyRef: { source: 'env', id: '' } }), ['empty']);
  assert.deepEqual(of({ keyRef: { source: 'env', id: '' }, apiKey: 'K' }), ['present']);
  assert.deepEqual(of({ keyRef: '${OPENAI_API_KEY}' }), ['present', 'reference']);
  assert.deepEqual(of({ key: '${OPENAI_API_KEY}' }), ['present']);
  assert.deepEqual(of({ key: 'openclaw onboard --auth-choice openai' }), ['present', 'malformed']);
  assert.deepEqual(of({ key: 'K', setup: { replacement: true, modelRef: 'm', configJson: '{}' } }), [
    'present',
    'setup',
  ]);
  assert.deepEqual(of({ key: 'K', setup: { replacement: true } }), ['present']);
});

test('no credential is kept', () => {
  const store = read({
    profiles: {
      'a:1': { type: 'api_key', provider: 'a', key: 'SECRET-1' },
      'a:2': { type: 'oauth', provider: 'a', access: 'SECRET-2', refresh: 'SECRET-3' },
    },
  });
  const plain = store.profiles.map(({ at: _, typeAt: __, entry: ___, ...rest }) => rest);
  assert.doesNotMatch(JSON.stringify(plain), /SECRET/);
});

test('an inventory counts what it lists as stored', () => {
  const [store] = readInventory(
    new File(
      'list.json',
      JSON.stringify({ agentId: 'main', profiles: [{ id: 'openai:k', provider: 'openai', type: 'oauth' }] }),
    ),
  );
  assert.equal(store!.profiles[0]!.credential, 'present');
  assert.equal(store!.profiles[0]!.renewable, undefined);
});

const key = (provider: string) => ({ type: 'api_key', provider, key: 'K' });

test('an agent inherits the main store and wins over it', () => {
  const main = read(
    {
      profiles: { 'a:shared': key('a'), 'a:main': key('a'), 'b:main': key('b') },
      order: { A: ['a:main'], b: ['b:main'], c: ['c:1'] },
      lastGood: { a: 'a:main', gone: 'gone:1' },
      usageStats: {
        'a:shared': { lastUsed: 1 },
        'a:main': { lastUsed: 2 },
        'gone:1': { lastUsed: 3 },
        'inline-api-key:a': { lastUsed: 4 },
      },
    },
    'main',
  );
  const own = read(
    {
      profiles: { 'a:own': key('a'), 'a:shared': { type: 'token', provider: 'a', token: 'T' } },
      order: { b: ['b:other', 'b:other2'] },
      usageStats: { 'a:shared': { lastUsed: 9 } },
    },
    'fleet',
  );
  const { profiles, orders, usage, lastGood } = mergeStores(main, own);
  assert.deepEqual([...profiles.keys()], ['a:own', 'a:shared', 'a:main', 'b:main']);
  assert.equal(profiles.get('a:shared')!.type, 'token');
  assert.deepEqual(Object.fromEntries([...orders].map(([provider, { ids }]) => [provider, ids])), {
    a: ['a:own', 'a:shared', 'a:main'],
    b: ['b:other', 'b:other2'],
    c: ['c:1'],
  });
  assert.deepEqual(
    [...usage].map(([id, { lastUsed }]) => [id, lastUsed]),
    [
      ['a:shared', 9],
      ['a:main', 2],
      ['inline-api-key:a', 4],
    ],
  );
  assert.deepEqual([...lastGood], [['a', 'a:main']]);
});

test('which stores an agent works with', () => {
  const [main, fleet, beside] = [
    read({ profiles: { 'a:main': key('a') } }, 'main'),
    read({ profiles: { 'a:fleet': key('a') } }, 'fleet'),
    read({ profiles: { 'a:shared': key('a') } }),
  ];
  const shared: Store = { ...beside, shape: 'sqlite' };
  const ids = (stores: Store[], agent: string | undefined) => [...storeOf(stores, agent, false).profiles.keys()];
  assert.deepEqual(ids([main, fleet], undefined), ['a:main']);
  assert.deepEqual(ids([main, fleet], 'fleet'), ['a:fleet', 'a:main']);
  assert.deepEqual(ids([main, fleet], 'other'), ['a:main']);
  assert.deepEqual(ids([shared, main, fleet], 'main'), ['a:main', 'a:shared']);
  assert.deepEqual(ids([shared, main, fleet], 'fleet'), ['a:fleet', 'a:shared']);
  assert.deepEqual(ids([beside, main, fleet], 'fleet'), ['a:fleet', 'a:main']);
  assert.deepEqual(ids([beside, fleet], 'fleet'), ['a:fleet', 'a:shared']);
  assert.equal(storeOf([main, { ...fleet, unchecked: 'locked' }], 'fleet', false).known, 'none');
  assert.equal(storeOf([], 'main', false).known, 'none');
  assert.equal(storeOf([], 'main', true).known, 'all');
  assert.equal(storeOf([fleet], 'main', false).known, 'none');
  assert.equal(storeOf([main], 'fleet', false).known, 'some');
});

test('a list that is none, or that covers one provider or one of several agents only, is no proof that something is missing', () => {
  const config = {
    auth: { order: { anthropic: ['anthropic:work'] } },
    agents: {
      defaults: { model: 'anthropic/claude-opus-5' },
      ownership: 'explicit',
      entries: { ops: {}, research: {} },
    },
  };
  const complete = (list: unknown) =>
    routed(
      config,
      { release: '2026.9.6', inventory: 'list.json' },
      { 'list.json': typeof list === 'string' ? list : JSON.stringify(list) },
    ).profiles.complete;
  const of = (agentId: string, provider: string | null = null) => ({ agentId, provider, profiles: [] });
  assert.deepEqual(['[]', 'garbage{', { foo: 1 }, of('ops'), [of('ops', 'openai'), of('research')]].map(complete), [
    false,
    false,
    false,
    false,
    false,
  ]);
  assert.deepEqual([[of('ops'), of('research')], { profiles: [] }].map(complete), [true, true]);
});
