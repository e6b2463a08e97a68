import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour } from '../src/release/releases.ts';
import { accepted } from '../src/routing/credentials/accepted-types.ts';
import { mergeStores, storeOf } from '../src/routing/credentials/agent-store.ts';
import { restsUntil } from '../src/routing/credentials/cooldown.ts';
import { eligibility } from '../src/routing/credentials/eligibility.ts';
import { direct } from '../src/routing/credentials/keys.ts';
import { mayRead, providerKey } from '../src/routing/credentials/provider-key.ts';
import { resolveOrder } from '../src/routing/credentials/resolve-order.ts';
import { searchFor, sortProfiles } from '../src/routing/credentials/search.ts';
import { readStore } from '../src/store/read.ts';
import type { Store } from '../src/store/store.ts';
import { File } from '../src/text/file.ts';
import { contextOf, type Given, NOW } from './credential-context.ts';

// What recorded answers of the program do not look at or do not come to, of each release: found by changing the code.

const key = (provider: string, more: object = {}) => ({ type: 'api_key', provider, key: 'of-a-test', ...more });
const login = (provider: string, more: object = {}) => ({
  ...{ type: 'oauth', provider, access: 'of-a-test', refresh: 'of-a-test', expires: NOW + 1e7 },
  ...more,
});
const storeAt = (agent: string | undefined, content: object, more: Partial<Store> = {}): Store => ({
  ...readStore(new File(`${agent}.json`, JSON.stringify(content)), agent),
  ...more,
});
const custodyOf = (release: string) => behaviour({ release }).custody;

test('an agent’s own profiles go before a list of main that its store says nothing of', () => {
  const main = storeAt('main', {
    profiles: { 'xai:a': key('xai'), 'xai:b': key('xai'), 'zai:a': key('zai') },
    order: { xai: ['xai:b', 'xai:two', 'xai:a'], zai: ['zai:a'] },
  });
  const own = storeAt('own', {
    profiles: { 'xai:one': key('xai'), 'zai:own': key('zai'), 'xai:two': key('xai'), 'pa:k': key('pa') },
    order: { zai: ['zai:own'] },
  });
  const orders = (release: string) =>
    [...mergeStores(main, own, 'all', custodyOf(release)).orders].map(([id, { ids }]) => `${id}: ${ids.join(' ')}`);
  assert.deepEqual(orders('2026.9.6'), ['xai: xai:one xai:two xai:b xai:a', 'zai: zai:own']);
  assert.deepEqual(orders('2026.5.28'), ['xai: xai:b xai:two xai:a', 'zai: zai:own']);
  const ids = (release: string) => [...mergeStores(main, own, 'all', custodyOf(release)).profiles.keys()].join(' ');
  assert.equal(ids('2026.9.6'), 'xai:one zai:own xai:two pa:k xai:a xai:b zai:a');
  assert.equal(ids('2026.5.28'), 'xai:a xai:b zai:a xai:one zai:own xai:two pa:k');
});

test('what was used last counts as long as it is there, the agent’s own word first', () => {
  const usageStats = { 'xai:a': { lastUsed: 1 }, 'gone:x': { lastUsed: 2 }, 'inline-api-key:xai': { lastUsed: 3 } };
  const lastGood = { xai: 'xai:a', zai: 'gone:x' };
  const main = storeAt('main', { profiles: { 'xai:a': key('xai') }, usageStats, lastGood });
  const own = storeAt('own', { profiles: { 'xai:b': key('xai') }, lastGood: { xai: 'xai:b' } });
  const merged = mergeStores(main, own, 'all', custodyOf('2026.9.6'));
  assert.deepEqual([...merged.usage.keys()], ['xai:a', 'inline-api-key:xai']);
  assert.deepEqual([...merged.lastGood], [['xai', 'xai:b']]);
  assert.deepEqual([...mergeStores(main, undefined).lastGood], [['xai', 'xai:a']]);
});

test('how much is known of an agent’s profiles depends on which of its two stores was read', () => {
  const main = storeAt('main', { profiles: {} });
  const own = storeAt('own', { profiles: {} });
  const locked = { ...own, unchecked: 'locked' as const };
  const known = (stores: readonly Store[], agent?: string, complete = false) => storeOf(stores, agent, complete).known;
  assert.equal(known([], 'own'), 'none');
  assert.equal(known([], 'own', true), 'all');
  assert.equal(known([main], 'own'), 'some');
  assert.equal(known([own], 'own'), 'some');
  assert.equal(known([main, own], 'own'), 'some');
  assert.equal(known([main, locked], 'own'), 'none');
  assert.equal(known([main, locked], 'main'), 'some');
  assert.equal(known([locked], 'own'), 'none');
});

test('the shared store is the home’s database or inventory, and no other file beside the config', () => {
  const beside = storeAt(undefined, { profiles: { 'xai:beside': key('xai') } });
  const main = storeAt('main', { profiles: { 'xai:main': key('xai') } });
  const own = storeAt('own', { profiles: { 'xai:own': key('xai') } });
  const ids = (stores: readonly Store[], agent: string) =>
    [...storeOf(stores, agent, true, custodyOf('2026.9.6')).profiles.keys()].join(' ');
  for (const shape of ['sqlite', 'inventory'] as const) {
    const shared = { ...beside, shape };
    assert.equal(ids([shared, main, own], 'own'), 'xai:own xai:beside');
    assert.equal(ids([shared, main, own], 'main'), 'xai:main xai:beside');
  }
  assert.equal(ids([beside, main, own], 'own'), 'xai:own xai:main');
  assert.equal(ids([beside, own], 'own'), 'xai:own xai:beside');
  assert.equal(ids([beside, own], 'main'), 'xai:beside');
});

test('lists in the store of another agent lose what nobody has, from 2026.5.28 to 2026.5.31', () => {
  const main = storeAt('main', {
    profiles: { 'xai:a': key('xai') },
    order: { xai: ['xai:gone', 'xai:a'], pa: ['pa:x'] },
  });
  const own = storeAt('own', { profiles: {} });
  const orders = (agent: string, release: string) =>
    [...storeOf([main, own], agent, true, custodyOf(release)).orders].map(([id, { ids }]) => `${id}: ${ids.join(' ')}`);
  assert.deepEqual(orders('own', '2026.5.28'), ['xai: xai:a']);
  assert.deepEqual(orders('main', '2026.5.28'), ['xai: xai:gone xai:a', 'pa: pa:x']);
  assert.deepEqual(orders('own', '2026.5.12'), ['xai: xai:gone xai:a', 'pa: pa:x']);
});

test('a word for a type that releases before 2026.6.1 do not know drops the entry there', () => {
  const main = storeAt('main', { profiles: { 'xai:a': key('xai', { type: 'apiKey' }), 'xai:b': key('xai') } });
  const ids = (release: string) => [...mergeStores(main, undefined, 'all', custodyOf(release)).profiles.keys()];
  assert.deepEqual(ids('2026.5.28'), ['xai:b']);
  assert.deepEqual(ids('2026.6.1'), ['xai:a', 'xai:b']);
});

test('which variables a reference may read', () => {
  const may = (alias: string, name: string, secrets: unknown) =>
    mayRead(alias, name, contextOf({ config: { secrets } }));
  assert.equal(may('default', 'A', undefined), true);
  assert.equal(may('mine', 'A', undefined), false);
  assert.equal(may('mine', 'A', { defaults: { env: 'mine' } }), true);
  assert.equal(may('default', 'A', { defaults: { env: 'mine' } }), true);
  assert.equal(may('other', 'A', { defaults: { env: 'mine' } }), false);
  assert.equal(may('mine', 'A', { providers: { mine: { source: 'env' } } }), true);
  assert.equal(may('mine', 'A', { providers: { mine: { source: 'file' } } }), false);
  assert.equal(may('mine', 'A', { defaults: { env: 'mine' }, providers: { mine: { source: 'exec' } } }), false);
  assert.equal(may('mine', 'A', { providers: { mine: { source: 'env', allowlist: ['B', 'A'] } } }), true);
  assert.equal(may('mine', 'A', { providers: { mine: { source: 'env', allowlist: ['B', { A: 'A' }] } } }), false);
  assert.equal(may('mine', 'A', { providers: { mine: { source: 'env', allowlist: [] } } }), false);
});

const blocks = (providers: Record<string, object>, given: Omit<Given, 'config'> = {}) =>
  contextOf({ config: { models: { providers } }, ...given });

test('a key in the config may name a profile of the same provider, or of the same endpoint, that is no login', () => {
  const profiles = { 'pz:k': key('pz'), 'pz:login': login('pz'), 'pa:k': key('pa'), 'pn:k': key('pn') };
  const fits = (apiKey: string, mine: string | undefined, theirs: string | undefined) => {
    const pa = { apiKey, models: [], ...(mine !== undefined && { baseUrl: mine }) };
    const pz = { models: [], ...(theirs !== undefined && { baseUrl: theirs }) };
    const found = providerKey('pa', blocks({ pa, pz }, { store: { profiles } }));
    assert.equal(found?.kind, 'profile');
    return found?.kind === 'profile' && found.fits;
  };
  const url = 'https://a.example.com/v1';
  assert.equal(fits('pa:k', url, undefined), true);
  assert.equal(fits('pz:k', url, url), true);
  assert.equal(fits('pz:login', url, url), false);
  for (const same of [`${url}/`, `${url}//`, ` ${url} `, `${url}?x=1`, `${url}/#part`, url.toUpperCase()])
    assert.equal(fits('pz:k', url, same), true, same);
  for (const other of [`${url}/x`, 'https://b.example.com/v1', '', undefined])
    assert.equal(fits('pz:k', url, other), false, other);
  for (const none of ['', ' ', undefined]) assert.equal(fits('pz:k', none, none), false, none);
  assert.equal(fits('pn:k', url, url), false);
});

const summary = (found: ReturnType<typeof direct>) => [
  found.first && [found.first.kind, found.first.label, found.first.type, found.first.idle].filter(Boolean).join(' '),
  ...found.skipped.map(({ kind, label, reason, certain }) => `${kind} ${label} ${reason}${certain ? '' : '?'}`),
];

test('of a provider’s variables and the key in its block one is used, and the others are told', () => {
  const of = (provider: string, block: object, env: Record<string, string>, release = '2026.9.6') =>
    summary(
      direct(provider, blocks({ [provider]: { models: [], ...block } }, { env, release, store: { profiles: {} } })),
    );
  const [one, other] = ['of-a-test-1', 'of-a-test-2'];
  assert.deepEqual(of('xai', { apiKey: one }, { XAI_API_KEY: other }), [
    'environment XAI_API_KEY api_key',
    'config models.providers.xai.apiKey shadowed',
  ]);
  assert.deepEqual(of('xai', { apiKey: one, auth: 'api-key' }, { XAI_API_KEY: other }), [
    'config models.providers.xai.apiKey api_key',
    'environment XAI_API_KEY shadowed',
  ]);
  assert.deepEqual(of('xai', { apiKey: '${XAI_API_KEY}' }, { XAI_API_KEY: other }), [
    'environment XAI_API_KEY api_key',
  ]);
  assert.deepEqual(of('xai', { apiKey: '${PA_KEY}' }, { XAI_API_KEY: other, PA_KEY: one }), [
    'environment XAI_API_KEY api_key',
    'config PA_KEY shadowed',
  ]);
  assert.deepEqual(of('xai', { apiKey: '${PA_KEY}' }, {}), [
    undefined,
    'environment XAI_API_KEY unset',
    'config PA_KEY unset',
  ]);
  assert.deepEqual(of('xai', { apiKey: one, auth: 'token' }, {}).slice(0, 1), [
    'config models.providers.xai.apiKey token',
  ]);
  assert.deepEqual(of('xai', { apiKey: one, auth: 'oauth' }, {}).slice(0, 1), [
    'config models.providers.xai.apiKey oauth',
  ]);
  assert.deepEqual(of('pa', { apiKey: 'your-api-key-here' }, {}), [
    'config models.providers.pa.apiKey api_key placeholder',
  ]);
  assert.deepEqual(of('pa', { apiKey: { source: 'file', provider: 'x', id: '/y' } }, {}), [
    'config models.providers.pa.apiKey api_key',
  ]);
});

test('a variable of white space is no key between braces, and a reference without them', () => {
  const of = (apiKey: string) => {
    const found = providerKey(
      'pa',
      blocks({ pa: { models: [], apiKey } }, { env: { BLANK: ' ', EMPTY: '', SET: 'x' } }),
    );
    return found && `${found.kind} ${'ready' in found ? found.ready : ''}`;
  };
  assert.equal(of('${BLANK}'), undefined);
  assert.equal(of('$BLANK'), 'reference false');
  assert.equal(of('${EMPTY}'), 'reference false');
  assert.equal(of('${SET}'), 'reference true');
  assert.equal(of('$SET'), 'reference true');
  assert.equal(of(' '), undefined);
});

test('a name that a release has for a provider reads that provider’s variables, if it has none of its own', () => {
  const labels = (provider: string, release: string) => {
    const { skipped } = direct(provider, blocks({}, { release, store: { profiles: {} } }));
    return skipped.map(({ label }) => label).join(' ');
  };
  assert.equal(labels('opencode-zen', '2026.4.15'), 'OPENCODE_API_KEY OPENCODE_ZEN_API_KEY');
  assert.equal(labels('doubao', '2026.4.15'), 'VOLCANO_ENGINE_API_KEY');
  assert.equal(labels('qwen', '2026.2.26'), 'QWEN_API_KEY MODELSTUDIO_API_KEY DASHSCOPE_API_KEY');
});

test('a reference to what is not set was sent as it stands, before 2026.3.2', () => {
  const of = (release: string) =>
    summary(direct('pa', blocks({ pa: { models: [], apiKey: '${PA_KEY}' } }, { release, store: { profiles: {} } })));
  assert.deepEqual(of('2026.9.6'), [undefined, 'config PA_KEY unset']);
  assert.deepEqual(of('2026.2.26'), ['config PA_KEY api_key unset']);
});

test('a server of the own network needs no key where it has an address, an API and a model', () => {
  const rows = [{ id: 'm', name: 'm' }];
  const of = (provider: string, block: object, release = '2026.9.6') =>
    direct(provider, blocks({ [provider]: block }, { release, store: { profiles: {} } })).first?.kind;
  const [api, baseUrl] = ['openai-completions', 'http://192.168.1.5:1/v1'];
  assert.equal(of('pa', { api, baseUrl, models: rows }), 'local');
  assert.equal(of('pa', { api, baseUrl, models: rows, auth: 'api-key' }), 'local');
  assert.equal(of('pa', { api, baseUrl, models: rows, auth: 'token' }), undefined);
  assert.equal(of('pa', { api, baseUrl, models: [] }), undefined);
  assert.equal(of('pa', { baseUrl, models: rows }), undefined);
  assert.equal(of('pa', { api, models: rows }), undefined);
  assert.equal(of('pa', { api, baseUrl: 'https://a.example.com', models: rows }), undefined);
  assert.equal(of('openai', { api, baseUrl, models: rows }), undefined);
  assert.equal(of('openai', { api, baseUrl, models: rows }, '2026.7.1'), 'local');
});

test('until 2026.7.1 Ollama is asked without a key, but not where its block says nothing', () => {
  const of = (block: object, release = '2026.7.1', provider = 'ollama') =>
    direct(provider, blocks({ [provider]: block }, { release, store: { profiles: {} } })).first?.kind;
  assert.equal(of({ baseUrl: 'http://10.0.0.9:11434', models: [] }), 'local');
  for (const usual of ['http://127.0.0.1:11434', ' HTTP://127.0.0.1:11434/v1/ ', 'http://127.0.0.1:11434//'])
    assert.equal(of({ baseUrl: usual, models: [] }), undefined, usual);
  for (const other of ['http://127.0.0.1:11434/v2', 'http://10.0.0.9/http://127.0.0.1:11434', 'http://127.0.0.1:1'])
    assert.equal(of({ baseUrl: other, models: [] }), 'local', other);
  assert.equal(of({ models: [] }), undefined);
  assert.equal(of({ models: [], headers: {} }), 'local');
  assert.equal(of({ baseUrl: 'https://a.example.com', models: [] }), undefined);
  assert.equal(of({ baseUrl: 'https://a.example.com', models: [] }, '2026.4.15'), 'local');
  assert.equal(of({ api: 'ollama', baseUrl: 'http://10.0.0.9', models: [] }, '2026.7.1', 'pa'), 'local');
  assert.equal(of({ api: 'ollama', baseUrl: 'http://10.0.0.9', models: [] }, '2026.4.15', 'pa'), undefined);
  assert.equal(of({ baseUrl: 'http://10.0.0.9', models: [], apiKey: '${PA_KEY}' }), undefined);
  assert.equal(of({ baseUrl: 'http://10.0.0.9', models: [], apiKey: '${PA_KEY}' }, '2026.5.28'), 'local');
});

test('until 2026.8.2 a key in the block of OpenAI, or its variable, decides over `auth`', () => {
  const kinds = (block: object, env: Record<string, string> = {}, release = '2026.8.2') => {
    const context = blocks({ openai: { models: [], ...block } }, { env, release, store: { profiles: {} } });
    const { conflict, allows, mixed } = accepted({ provider: 'openai', model: 'gpt-5.4' }, context);
    return [...(['api_key', 'oauth'] as const).filter(allows), mixed && 'mixed', conflict && 'conflict']
      .filter(Boolean)
      .join(' ');
  };
  assert.equal(kinds({}), 'api_key oauth mixed');
  assert.equal(kinds({ auth: 'oauth' }), 'oauth');
  assert.equal(kinds({ auth: 'api-key' }), 'api_key');
  assert.equal(kinds({ apiKey: 'of-a-test' }), 'api_key');
  assert.equal(kinds({ apiKey: '${PA_KEY}' }), 'api_key');
  assert.equal(kinds({ apiKey: '${PA_KEY}', auth: 'oauth' }), 'api_key oauth mixed');
  assert.equal(kinds({ auth: 'oauth' }, { OPENAI_API_KEY: 'of-a-test' }), 'api_key oauth mixed');
  assert.equal(kinds({ apiKey: 'of-a-test' }, {}, '2026.9.6'), 'api_key oauth mixed');
  assert.equal(kinds({ auth: 'oauth' }, { OPENAI_API_KEY: 'of-a-test' }, '2026.9.6'), 'oauth');
});

test('a stored credential’s verdict', () => {
  const verdict = (profile: object, { provider = 'xai', ...given }: Given & { provider?: string } = {}) => {
    const found = eligibility('xai:x', provider, contextOf({ store: { profiles: { 'xai:x': profile } }, ...given }));
    return found.ok ? 'ok' : found.reason;
  };
  const pasted = 'openclaw onboard --auth-choice x';
  const of = (source: string) => ({
    type: 'api_key',
    provider: 'xai',
    keyRef: { source, provider: 'default', id: 'PA_KEY' },
  });
  assert.equal(verdict(key('xai')), 'ok');
  assert.equal(verdict(key('xai', { key: pasted })), 'malformed_api_key');
  assert.equal(verdict(key('xai', { key: pasted }), { release: '2026.6.11' }), 'ok');
  assert.equal(verdict(of('env')), 'ok');
  assert.equal(verdict(of('env'), { release: '2026.2.26' }), 'missing_credential');
  assert.equal(verdict(of('env'), { release: '2026.2.26', env: { PA_KEY: 'of-a-test' } }), 'ok');
  assert.equal(verdict(of('file'), { release: '2026.2.26' }), 'ok');
  const codex = { provider: 'openai-codex', release: '2026.5.12' };
  assert.equal(verdict(key('openai'), codex), 'ok');
  assert.equal(verdict(login('openai'), codex), 'provider_mismatch');
  assert.equal(verdict(key('openai'), { ...codex, release: '2026.5.7' }), 'provider_mismatch');
  const token = (expires: unknown) => ({ type: 'token', provider: 'xai', token: 'of-a-test', expires });
  assert.equal(verdict(token(NOW)), 'expired');
  assert.equal(verdict(token(NOW + 1)), 'ok');
  assert.equal(verdict(token('soon')), 'invalid_expires');
  assert.equal(verdict(token('soon'), { release: '2026.2.26' }), 'ok');
  assert.equal(verdict(login('xai', { expires: 1 })), 'ok');
});

test('without a list logins go first, an expired one behind its like, then what was used longest ago', () => {
  const profiles = {
    'xai:k2': key('xai'),
    'xai:k1': key('xai'),
    'xai:t': { type: 'token', provider: 'xai', token: 'of-a-test' },
    'xai:old': login('xai', { expires: NOW - 1 }),
    'xai:new': login('xai'),
  };
  const usageStats = { 'xai:k2': { lastUsed: 2 }, 'xai:k1': { lastUsed: 1 }, 'xai:new': { lastUsed: 9 } };
  const order = (given: Omit<Given, 'store'> = {}, more: object = {}) =>
    resolveOrder('xai', contextOf({ store: { profiles, usageStats, ...more }, ...given }))
      .profiles.map(({ id }) => id.slice(4))
      .join(' ');
  assert.equal(order(), 'new old t k1 k2');
  assert.equal(order({ release: '2026.7.1' }), 'old new t k1 k2');
  assert.equal(order({ config: { auth: { order: { xai: ['xai:k2', 'xai:old', 'xai:k2', 'xai:gone'] } } } }), 'k2 old');
  const resting = (until: number) => ({
    ...usageStats,
    'xai:new': { cooldownUntil: NOW + until },
    'xai:t': { cooldownUntil: NOW + 5 },
  });
  assert.equal(order({}, { usageStats: resting(9) }), 'old k1 k2 t new');
  assert.equal(order({}, { usageStats: resting(3) }), 'old k1 k2 new t');
});

test('a rest is over once its time has come, and nobody knows the time of a check without a clock', () => {
  const facts = behaviour({ release: '2026.9.6' });
  const rests = (usage: object, now: number | undefined = NOW, provider = 'xai') =>
    restsUntil(usage, provider, 'm', now, facts);
  assert.equal(rests({ cooldownUntil: NOW + 1 }), NOW + 1);
  assert.equal(rests({ cooldownUntil: NOW }), undefined);
  assert.equal(restsUntil({ cooldownUntil: NOW + 1 }, 'xai', 'm', undefined, facts), undefined);
  assert.equal(restsUntil(undefined, 'xai', 'm', NOW, facts), undefined);
  assert.equal(rests({ cooldownUntil: NOW + 1, disabledUntil: NOW + 5 }), NOW + 5);
});

test('a pinned profile goes first, also one that no list names', () => {
  const config = { auth: { profiles: { 'xai:a': { provider: 'xai', mode: 'api_key' } }, order: { xai: ['xai:b'] } } };
  const store = { profiles: { 'xai:a': key('xai'), 'xai:b': key('xai') } };
  const sorted = (profile: string) =>
    sortProfiles(searchFor({ provider: 'xai', model: 'm', profile }, contextOf({ config, store })));
  const [first] = sorted('xai:a').profiles;
  assert.deepEqual(
    sorted('xai:a').tried.map(({ id }) => id),
    ['xai:a', 'xai:b'],
  );
  assert.deepEqual(
    sorted('xai:b').tried.map(({ id }) => id),
    ['xai:b'],
  );
  assert.equal(first?.stored?.id, 'xai:a');
  assert.equal(first?.declared?.mode, 'api_key');
  assert.equal(first?.type, 'api_key');
});
