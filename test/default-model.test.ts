import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chain } from '../src/routing/models/chain.ts';
import { defaultModel } from '../src/routing/models/default-model.ts';
import { data } from './recorded.ts';
import { agent, routed, written } from './routed.ts';

interface Recorded {
  readonly id: string;
  readonly input: unknown;
  readonly output: { readonly resolved: { provider: string; model: string }; readonly chain: readonly string[] };
}

for (const { id, input, output } of data<Recorded[]>('oracle/default-model.json'))
  test(`OpenClaw's own answer: ${id}`, () => {
    const { names } = routed(input);
    const { provider, model } = defaultModel(names);
    assert.deepEqual({ provider, model }, output.resolved);
    assert.deepEqual(
      chain(names).candidates.map((each) => `${each.provider}/${each.model} (requested)`),
      output.chain,
    );
  });

const model = (config: unknown, id?: string) => {
  const routing = routed(config);
  return defaultModel(routing.names, id === undefined ? undefined : agent(routing, id));
};
const ref = (config: unknown, id?: string): string => {
  const found = model(config, id);
  return `${found.provider}/${found.model}`;
};
const defaults = (primary: string, models: unknown = {}, rest: object = {}) => ({
  agents: { defaults: { model: primary, models } },
  ...rest,
});
const rows = (...ids: string[]) => ({ baseUrl: 'http://127.0.0.1:9/v1', models: ids.map((id) => ({ id, name: id })) });

// each was asked of release 2026.9.6 in process
test('an alias is found behind its provider, unless the provider has a row so called', () => {
  const models = { 'groq/llama': { alias: 'fast' } };
  assert.equal(ref(defaults('groq/fast', models)), 'groq/llama');
  assert.equal(ref(defaults('groq/fast', models, { models: { providers: { groq: rows('fast') } } })), 'groq/fast');
});

test('a model has the alias it is given last, and none after a blank one', () => {
  const entries = (models: unknown) => ({
    agents: { defaults: { model: 'fast', models: { 'groq/llama': { alias: 'fast' } } }, entries: { main: { models } } },
  });
  assert.equal(ref(entries({ 'xai/b': { alias: 'other' } }), 'main'), 'groq/llama');
  assert.equal(ref(entries({ 'groq/llama': { alias: 'quick' } }), 'main'), 'openai/fast');
  assert.equal(ref(entries({ 'groq/llama': { alias: ' ' } }), 'main'), 'openai/fast');
  assert.equal(ref(entries({ 'xai/b': { alias: 'fast' } }), 'main'), 'xai/b');
  assert.equal(ref(entries({ 'xai/b': { alias: 'fast' } })), 'groq/llama');
});

test('a bare id with a profile is not looked for among the rows', () => {
  const providers = { models: { providers: { mylocal: { ...rows('local-1'), api: 'openai-completions' } } } };
  assert.equal(ref(defaults('local-1', {}, providers)), 'mylocal/local-1');
  assert.equal(ref(defaults('local-1@work', {}, providers)), 'openai/local-1');
});

test("the agent's map decides for a bare id before the defaults' map and the rows", () => {
  const config = (models: unknown) => ({
    agents: { defaults: { model: 'm', models: { 'pa/m': {} } }, entries: { main: { models } } },
    models: { providers: { pb: rows('M') } },
  });
  assert.equal(ref(config({}), 'main'), 'pa/m');
  assert.equal(ref(config({ 'pc/m': {} }), 'main'), 'pc/m');
  assert.equal(ref(config({ 'pc/m': {}, 'pd/m': {} }), 'main'), 'openai/m');
  const via = (models: unknown) => model(config(models), 'main').via;
  assert.deepEqual([via({}), via({ 'pc/m': {} })], ['declared', 'declared']);
  const alone = { agents: { defaults: { model: 'm' }, entries: { main: { models: { 'pc/m': {} } } } } };
  assert.deepEqual([model(alone, 'main').via, ref(alone, 'main'), ref(alone)], ['declared', 'pc/m', 'openai/m']);
});

test('the map of the defaults and the rows count together for a bare id', () => {
  const of = (key: string, row: string) =>
    ref(defaults('m', { [key]: {} }, { models: { providers: { pb: rows(row) } } }));
  assert.equal(of('pa/m', 'other'), 'pa/m');
  assert.equal(of('pa/other', 'm'), 'pb/m');
  assert.equal(of('pa/m', 'M'), 'pa/m');
  assert.equal(of('pa/M', 'm'), 'pb/m');
  assert.equal(of('pb/m', 'm'), 'pb/m');
  assert.equal(of('pa/m', 'm'), 'openai/m');
  assert.equal(of('pa/M', 'M'), 'openai/m');
  // 2026.5.28 knows a key as it is written, too
  const asWritten = routed(defaults('opus-4.6', { 'anthropic/opus-4.6': {}, 'xai/z': {} }), { release: '2026.5.28' });
  assert.equal(defaultModel(asWritten.names).via, 'declared');
});

test('without a primary the first row counts, but for a model set aside as utility model', () => {
  const config = (marker: boolean) => ({
    meta: { migrations: { utilityModelSeparation: marker } },
    agents: { defaults: { utilityModel: 'pa/m1' } },
    models: { providers: { pa: rows('m1', 'm2') } },
  });
  assert.equal(ref(config(false)), 'pa/m1');
  assert.equal(ref(config(true)), 'pa/m2');
});

test('openrouter:free is the first free model the config mentions', () => {
  assert.equal(ref(defaults('openrouter:free', { 'openrouter/x/y:free': {} })), 'openrouter/x/y:free');
  assert.equal(ref(defaults('openrouter:free')), 'openai/openrouter:free');
  assert.equal(ref(defaults('openrouter:auto')), 'openrouter/openrouter/auto');
});

test('why and where: the way, the owner, the place, and a primary that names nothing', () => {
  const own = model(
    { agents: { defaults: { model: 'anthropic/a' }, entries: { work: { model: 'groq/c@work' } } } },
    'work',
  );
  assert.deepEqual([own.via, own.owner, own.profile, written(own.at)], ['ref', 'agent', 'work', '"groq/c@work"']);
  const shared = model(defaults('fast', { 'groq/llama': { alias: 'fast' } }));
  assert.deepEqual(
    [shared.via, shared.owner, written(shared.at), written(shared.alias?.at), shared.alias?.target],
    ['alias', 'defaults', '"fast"', '"fast"', 'groq/llama'],
  );
  const row = model({ models: { providers: { pa: rows('m1') } } });
  assert.deepEqual([row.via, row.owner, row.text, written(row.at)], ['configured-row', 'implied', undefined, '"m1"']);
  const none = model(defaults('anthropic/'));
  assert.deepEqual([none.via, none.at, none.ignored?.text], ['built-in', undefined, 'anthropic/']);
});

test('a variable that is set makes the model uncertain, one that is not stays as it is written', () => {
  const config = defaults('openai/${MODEL}');
  const { names } = routed(config, { release: '2026.9.6' }, { '.env': 'MODEL=gpt-5.4\n' });
  assert.deepEqual([defaultModel(names).provider, defaultModel(names).uncertain], ['openai', true]);
  assert.deepEqual([model(config).model, model(config).uncertain], ['${MODEL}', false]);
});

test('the default provider is that of the release', () => {
  const { names } = routed(defaults('m1'), { release: '2026.3.2' });
  assert.equal(defaultModel(names).provider, 'anthropic');
});

test('a bare primary that nobody owns is taken as it is written up to 2026.7, with what stands behind an @', () => {
  const of = (primary: string, release: string) => {
    const { provider, model, profile } = defaultModel(routed(defaults(primary), { release }).names);
    return [`${provider}/${model}`, profile];
  };
  assert.deepEqual(of('opus-4.6', '2026.2.26'), ['anthropic/opus-4.6', undefined]);
  assert.deepEqual(of('m@work', '2026.2.26'), ['anthropic/m@work', undefined]);
  assert.deepEqual(of('m@work', '2026.5.28'), ['openai/m@work', undefined]);
  assert.deepEqual(of('m@work', '2026.9.6'), ['openai/m', 'work']);
});

test('from 2026.5.18 to 2026.7 a primary is read as loading leaves it, with the ids that it gives models of Google', () => {
  const of = (release: string) => defaultModel(routed(defaults('google/gemini-3-pro'), { release }).names).written;
  assert.deepEqual(of('2026.5.12'), 'gemini-3-pro');
  assert.deepEqual(of('2026.5.28'), 'gemini-3.1-pro-preview');
  assert.deepEqual(of('2026.9.6'), 'gemini-3-pro');
});
