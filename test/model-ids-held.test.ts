import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour } from '../src/release/releases.ts';
import { currentClaude, refsOfClaudeCli } from '../src/routing/models/claude-ids.ts';
import { resolvePrimary } from '../src/routing/models/default-model.ts';
import { asLoaded, splitProfile, wildcard, withModel } from '../src/routing/models/ref.ts';
import { hasBothSides, lookUp } from '../src/routing/models/resolve.ts';
import { isTurn } from '../src/routing/models/slots.ts';
import { routed } from './routed.ts';
import { at, home, named } from './two-providers.ts';

// What recorded answers of the program do not look at or do not come to, of each release: found by changing the code.

test('what is added to the models where a key or a login of Anthropic is in use', () => {
  const added = (config: object, release = '2026.9.6', env: Record<string, string> = {}) =>
    routed(config, { release, processEnvironment: env })
      .names.aliases.entriesOf(undefined)
      .flatMap(({ key, implied }) => (implied ? [key.value] : []))
      .join(' ');
  const key = { ANTHROPIC_API_KEY: 'of-a-test' };
  for (const [primary, expected] of Object.entries({
    'anthropic/claude-opus-5': 'anthropic/claude-opus-5 anthropic/claude-sonnet-5 anthropic/claude-sonnet-4-6',
    'bedrock/anthropic.claude-opus-4-8':
      'amazon-bedrock/anthropic.claude-opus-4-8 anthropic/claude-sonnet-5 anthropic/claude-sonnet-4-6',
    'aws-bedrock/us.Anthropic.Claude-x':
      'amazon-bedrock/us.Anthropic.Claude-x anthropic/claude-sonnet-5 anthropic/claude-sonnet-4-6',
    'amazon-bedrock/amazon.nova': '',
    'claude-opus-5': 'anthropic/claude-opus-5 anthropic/claude-sonnet-5 anthropic/claude-sonnet-4-6',
    'openai/gpt-5.4': '',
    '/claude-opus-5': 'anthropic//claude-opus-5 anthropic/claude-sonnet-5 anthropic/claude-sonnet-4-6',
  }))
    assert.equal(added(home({ model: primary }), '2026.9.6', key), expected, primary);
  assert.equal(added(home({ model: 'opus' }), '2026.4.15', key), 'anthropic/claude-opus-4-7');
  assert.equal(added(home({ model: 'opus' }), '2026.2.26', key), 'anthropic/claude-opus-4-6');
  assert.equal(
    added(home({ model: 'openai/gpt-5.4', models: { 'anthropic/claude-opus-5': {} } }), '2026.9.6', key),
    'anthropic/claude-sonnet-5 anthropic/claude-sonnet-4-6',
  );
  assert.equal(added(home({ model: 'anthropic/claude-opus-5' }), '2026.9.6', {}), '');
  const auth = (profiles: object, order?: object) => ({ auth: { profiles, ...(order && { order }) } });
  const [byKey, byLogin] = [
    { provider: 'anthropic', mode: 'api_key' },
    { provider: 'anthropic', mode: 'token' },
  ];
  const claude = { model: 'anthropic/claude-opus-5', models: { 'claude-cli/opus': {} } };
  const is = (given: object) => {
    const found = added(home(claude, given));
    return found === '' ? 'none' : found.split(' ').length === 3 ? 'key' : 'login';
  };
  assert.equal(is(auth({ 'anthropic:k': byKey })), 'key');
  assert.equal(is(auth({ 'anthropic:l': byLogin })), 'login');
  assert.equal(is(auth({ 'anthropic:k': byKey, 'anthropic:l': byLogin })), 'none');
  assert.equal(
    is(auth({ 'anthropic:k': byKey, 'anthropic:l': byLogin }, { anthropic: ['gone', 5, 'anthropic:l'] })),
    'login',
  );
  assert.equal(is(auth({ 'anthropic:l': byLogin, 'anthropic:k': byKey }, { anthropic: ['anthropic:k'] })), 'key');
  assert.equal(is(auth({ 'anthropic:k': byKey, 'anthropic:l': byLogin }, { anthropic: 'anthropic:k' })), 'none');
  assert.equal(is(auth({ 'openai:k': { provider: 'openai', mode: 'api_key' } })), 'none');
  assert.equal(is(auth({ 'anthropic:a': { provider: 'anthropic', mode: 'aws-sdk' } })), 'none');
});

test('the models that go through the Claude CLI, with those that the home names', () => {
  const added = (config: object, release: string) =>
    routed(config, { release, processEnvironment: {} })
      .names.aliases.entriesOf(undefined)
      .flatMap(({ key, implied }) => (implied ? [key.value] : []))
      .join(' ');
  const cli = { auth: { profiles: { 'anthropic:cli': { provider: 'claude-cli', mode: 'oauth' } } } };
  const agents = { main: { model: { primary: 'claude-3-opus', fallbacks: ['anthropic/claude-mine'] } } };
  const config = home({ model: 'anthropic/claude-haiku-4-5', models: { 'claude-cli/other': {} } }, cli, {
    entries: agents,
  });
  assert.equal(
    added(config, '2026.9.6'),
    'anthropic/claude-haiku-4-5 anthropic/other anthropic/claude-3-opus anthropic/claude-opus-5 anthropic/claude-mine anthropic/claude-opus-5-5 anthropic/claude-sonnet-5 anthropic/claude-fable-5-1 anthropic/claude-fable-5 anthropic/claude-opus-4-8 anthropic/claude-opus-4-7 anthropic/claude-sonnet-4-6 anthropic/claude-opus-4-6',
  );
  const listed = Object.entries(agents).map(([id, each]) => ({ id, ...each }));
  assert.equal(
    added(home({ model: 'anthropic/claude-haiku-4-5' }, cli, { list: listed }), '2026.5.28'),
    'anthropic/claude-haiku-4-5 anthropic/claude-3-opus anthropic/claude-opus-4-8 anthropic/claude-mine anthropic/claude-opus-4-7 anthropic/claude-sonnet-4-6 anthropic/claude-opus-4-6',
  );
  assert.equal(
    added(home({ model: 'claude-cli/opus' }, cli), '2026.4.15'),
    'claude-cli/claude-opus-4-7 claude-cli/claude-sonnet-4-6 claude-cli/claude-opus-4-6 claude-cli/claude-opus-4-5 claude-cli/claude-sonnet-4-5 claude-cli/claude-haiku-4-5',
  );
  assert.equal(added(home({ model: 'anthropic/claude-opus-4-7' }, cli), '2026.4.15'), '');
  assert.equal(
    added(home({ models: { 'Claude-CLI/opus': {} } }, cli), '2026.4.15'),
    'claude-cli/claude-opus-4-7 claude-cli/claude-sonnet-4-6 claude-cli/claude-opus-4-6 claude-cli/claude-opus-4-5 claude-cli/claude-sonnet-4-5 claude-cli/claude-haiku-4-5',
  );
});

test('short and retired Claude ids', () => {
  const says = (release: string, current: Readonly<Record<string, string>>) => {
    for (const [text, expected] of Object.entries(current))
      assert.equal(currentClaude(text, behaviour({ release })), expected, `${text} in ${release}`);
  };
  says('2026.9.6', {
    opus: 'anthropic/claude-opus-5',
    sonnet: 'anthropic/claude-sonnet-5',
    haiku: 'anthropic/claude-haiku-4-5',
    Opus: 'anthropic/claude-opus-5',
    'opus-4.5': 'anthropic/claude-opus-5',
    'opus-4.6': 'anthropic/claude-opus-4-6',
    'sonnet-4': 'anthropic/claude-sonnet-4-6',
    'sonnet-3.7': 'anthropic/claude-sonnet-4-6',
    'haiku-3': 'anthropic/claude-sonnet-4-6',
    'haiku-3.5': 'anthropic/claude-sonnet-4-6',
    'haiku-3.55': 'haiku-3.55',
    'claude-opus-4': 'anthropic/claude-opus-5',
    'claude-opus-4-5': 'anthropic/claude-opus-5',
    'claude-opus-4-6': 'anthropic/claude-opus-4-6',
    'claude-opus-4.1@work': 'anthropic/claude-opus-5@work',
    'claude-opus-4-15': 'anthropic/claude-opus-4-15',
    'claude-opus-4-20250514': 'anthropic/claude-opus-5',
    'claude-sonnet-4-2025051': 'anthropic/claude-sonnet-4-2025051',
    'claude-sonnet-4-20250514': 'anthropic/claude-sonnet-4-6',
    'claude-sonnet-4-6': 'anthropic/claude-sonnet-4-6',
    'claude-sonnet-4-0': 'anthropic/claude-sonnet-4-6',
    'claude-3-5-haiku': 'anthropic/claude-sonnet-4-6',
    'claude-3-opus': 'anthropic/claude-opus-5',
    'claude-opus-5': 'anthropic/claude-opus-5',
    'claude-new': 'anthropic/claude-new',
    'anthropic/ opus': 'anthropic/claude-opus-5',
    ' anthropic / claude-3-haiku ': 'anthropic/claude-sonnet-4-6',
    'claude-cli/mine': 'anthropic/mine',
    'claude-cli/opus@work': 'anthropic/claude-opus-5@work',
    'openai/opus': 'openai/opus',
    '/opus': '/opus',
    mine: 'mine',
  });
  says('2026.4.15', {
    opus: 'anthropic/claude-opus-4-7',
    Sonnet: 'anthropic/claude-sonnet-4-6',
    gpt: 'gpt',
    haiku: 'haiku',
    'opus-4.5': 'opus-4.5',
  });
  says('2026.3.28', {
    opus: 'anthropic/claude-opus-4-6',
    Sonnet: 'anthropic/claude-sonnet-4-6',
    gpt: 'openai/gpt-5.4',
    haiku: 'haiku',
  });
  const cli = (text: string) => refsOfClaudeCli(text, behaviour({ release: '2026.9.6' })).join(' ');
  for (const [text, expected] of Object.entries({
    'claude-3-opus': 'anthropic/claude-3-opus anthropic/claude-opus-5',
    'anthropic/mine': 'anthropic/mine',
    ' claude-cli / mine ': 'anthropic/mine anthropic/mine',
    mine: '',
    'openai/gpt-5.4': '',
    'anthropic/': '',
    'anthropic/opus': 'anthropic/opus anthropic/claude-opus-5',
  }))
    assert.equal(cli(text), expected, text);
});

test('where a model ends and its profile begins', () => {
  const split = (text: string, release: string) => {
    const { model, profile } = splitProfile(text, behaviour({ release }).naming);
    return profile === undefined ? model : `${model} + ${profile}`;
  };
  const releases = ['2026.9.6', '2026.3.22', '2026.3.2', '2026.2.26', '2026.2.25'];
  for (const [text, ...expected] of [
    ['a/b@c', 'a/b + c', 'a/b + c', 'a/b + c', 'a/b + c', 'a/b@c'],
    ['a/b@c@d', 'a/b + c@d', 'a/b + c@d', 'a/b + c@d', 'a/b@c + d', 'a/b@c@d'],
    ['a@x/b', 'a@x/b', 'a@x/b', 'a@x/b', 'a@x/b', 'a@x/b'],
    ['a/b@', 'a/b@', 'a/b@', 'a/b@', 'a/b@', 'a/b@'],
    ['@c', '@c', '@c', '@c', '@c', '@c'],
    ['a/@c', 'a/ + c', 'a/ + c', 'a/ + c', 'a/ + c', 'a/@c'],
    ['b@20250929', 'b@20250929', 'b@20250929', 'b + 20250929', 'b + 20250929', 'b@20250929'],
    ['b@20250929@c', 'b@20250929 + c', 'b@20250929 + c', 'b + 20250929@c', 'b@20250929 + c', 'b@20250929@c'],
    ['b@2025092', 'b + 2025092', 'b + 2025092', 'b + 2025092', 'b + 2025092', 'b@2025092'],
    ['b@202509291', 'b + 202509291', 'b + 202509291', 'b + 202509291', 'b + 202509291', 'b@202509291'],
    ['b@q4_k_m', 'b@q4_k_m', 'b + q4_k_m', 'b + q4_k_m', 'b + q4_k_m', 'b@q4_k_m'],
    ['b@q4_k_m@c', 'b@q4_k_m + c', 'b + q4_k_m@c', 'b + q4_k_m@c', 'b@q4_k_m + c', 'b@q4_k_m@c'],
    ['b@IQ3_M', 'b@IQ3_M', 'b + IQ3_M', 'b + IQ3_M', 'b + IQ3_M', 'b@IQ3_M'],
    ['b@4bit@c', 'b@4bit + c', 'b + 4bit@c', 'b + 4bit@c', 'b@4bit + c', 'b@4bit@c'],
    ['b@xq4', 'b + xq4', 'b + xq4', 'b + xq4', 'b + xq4', 'b@xq4'],
    ['b@xq4@q4', 'b + xq4@q4', 'b + xq4@q4', 'b + xq4@q4', 'b@xq4 + q4', 'b@xq4@q4'],
    ['b@q4x', 'b + q4x', 'b + q4x', 'b + q4x', 'b + q4x', 'b@q4x'],
    [
      'b@20250929@q8_0@c',
      'b@20250929@q8_0 + c',
      'b@20250929 + q8_0@c',
      'b + 20250929@q8_0@c',
      'b@20250929@q8_0 + c',
      'b@20250929@q8_0@c',
    ],
    ['b@c@20250929', 'b + c@20250929', 'b + c@20250929', 'b + c@20250929', 'b@c + 20250929', 'b@c@20250929'],
  ] as const)
    assert.deepEqual(
      releases.map((release) => split(text, release)),
      expected,
      text,
    );
  assert.equal(withModel('pa/m1@work', 'm2'), 'pa/m2@work');
  assert.equal(withModel('pa/m1', 'm2'), 'pa/m2');
});

test('how a model setting is loaded', () => {
  const loaded = (text: string, release: string) => asLoaded(text, behaviour({ release }));
  for (const [text, ...expected] of [
    [' pa/pa/m1 ', 'pa/pa/m1', 'pa/m1', 'pa/pa/m1'],
    ['PA/m1', 'pa/m1', 'pa/m1', 'PA/m1'],
    ['google/gemini-3-pro', 'google/gemini-3.1-pro-preview', 'google/gemini-3.1-pro-preview', 'google/gemini-3-pro'],
    ['google-x/gemini-3-pro', 'google-x/gemini-3-pro', 'google-x/gemini-3-pro', 'google-x/gemini-3-pro'],
    ['googles/gemini-3-pro', 'googles/gemini-3-pro', 'googles/gemini-3-pro', 'googles/gemini-3-pro'],
    ['together/x', 'together/x', 'together/x', 'together/x'],
    ['/m1', '/m1', '/m1', '/m1'],
    ['pa/', 'pa/', 'pa/', 'pa/'],
    ['m1', 'm1', 'm1', 'm1'],
    ['x-ai/grok-4', 'x-ai/grok-4', 'x-ai/grok-4', 'x-ai/grok-4'],
  ] as const)
    assert.deepEqual(
      ['2026.9.6', '2026.5.28', '2026.4.15'].map((release) => loaded(text, release)),
      expected,
      text,
    );
  for (const [text, both] of Object.entries({
    'a/b': true,
    ' a/b ': true,
    'a/': false,
    '/b': false,
    a: false,
    'a//': true,
  }))
    assert.equal(hasBothSides(text), both, text);
});

test('the words of OpenRouter', () => {
  const models = { 'openrouter/plain:free': {}, 'pa/x/y:free': {}, 'openrouter/meta/llama:free': {} };
  const row = {
    ...home({}),
    models: {
      providers: {
        openrouter: {
          baseUrl: 'https://openrouter.ai/api/v1',
          models: ['y:free', 'a/b', 'a/c:free'].map((id) => ({ id, name: id })),
        },
      },
    },
  };
  const of = (text: string, config: object, release = '2026.9.6') => {
    const found = lookUp(routed(config, at(release)).names, text, undefined);
    return found && `${named(found)} ${found.via}`;
  };
  const map = home({ models });
  for (const [text, expected] of Object.entries({
    'openrouter:free': 'openrouter/openrouter/plain:free ref',
    ' OpenRouter:Free ': 'openrouter/openrouter/plain:free ref',
    'openrouter:auto': 'openrouter/openrouter/auto ref',
    'openrouter:freebie': 'openai/openrouter:freebie default-provider',
    'xopenrouter:free': 'openai/xopenrouter:free default-provider',
    'openrouter:auto2': 'openai/openrouter:auto2 default-provider',
    'xopenrouter:auto': 'openai/xopenrouter:auto default-provider',
  }))
    assert.equal(of(text, map), expected, text);
  assert.equal(of('openrouter:free', row), 'openrouter/openrouter/y:free ref');
  assert.equal(of('openrouter:free', home({})), 'openai/openrouter:free default-provider');
  assert.equal(of('openrouter:free', map, '2026.4.15'), 'openai/openrouter:free default-provider');
});

test('a primary that a release of foreign APIs takes for a ref before an alias', () => {
  const of = (text: string, models: object, release = '2026.9.6') => {
    const found = resolvePrimary(routed(home({ models }), at(release)).names, text, undefined);
    return found && `${named(found)} ${found.via}${found.profile ? ` @${found.profile}` : ''}`;
  };
  const alias = (target: string, name: string) => ({ [target]: { alias: name } });
  const answers = (release: string) => [
    of('fast', alias('pb/m2', 'fast'), release),
    of('fast@work', alias('pb/m2', 'fast'), release),
    of('pb/fast', alias('pb/m2', 'fast'), release),
    of('pa/m1', alias('bare', 'pa/m1'), release),
    of('openai/x', alias('bare', 'openai/x'), release),
    of('openai/x', alias('pb/m2', 'openai/x'), release),
    of('m2', {}, release),
    of('m2@work', {}, release),
  ];
  assert.deepEqual(answers('2026.9.6'), [
    'pb/m2 alias',
    'pb/m2 alias @work',
    'pb/m2 alias',
    'pa/m1 ref',
    'openai/x ref',
    'pb/m2 alias',
    'pb/m2 declared',
    'openai/m2 default-provider @work',
  ]);
  assert.deepEqual(answers('2026.7.1'), [
    'pb/m2 alias',
    'pb/m2 alias @work',
    'pb/fast ref',
    'pa/m1 ref',
    'openai/x ref',
    'pb/m2 alias',
    'pb/m2 declared',
    'openai/m2@work default-provider',
  ]);
  assert.deepEqual(answers('2026.5.28'), [
    'pb/m2 alias',
    'pb/m2 alias @work',
    'pb/fast ref',
    'openai/bare alias',
    'openai/bare alias',
    'pb/m2 alias',
    'pb/m2 declared',
    'openai/m2@work default-provider',
  ]);
  assert.deepEqual(answers('2026.4.15'), [
    'pb/m2 alias',
    'openai/fast@work default-provider',
    'pb/fast ref',
    'pa/m1 ref',
    'openai/x ref',
    'openai/x ref',
    'pb/m2 declared',
    'openai/m2@work default-provider',
  ]);
});

test('the wildcards of an allow-list', () => {
  const of = (text: string) => {
    const found = wildcard(text);
    return found && `${found.provider} ${found.prefix}`;
  };
  assert.equal(of(' PA / * '), 'pa pa/');
  assert.equal(of('pa/ns /*'), 'pa pa/ns/');
  for (const none of ['*', 'pa/m*', 'pa/*/x', '/*', 'pa//*', 'p a/*', 'pa/m1', 'pa/*x', '*/*'])
    assert.equal(of(none), undefined, none);
});

test('the slots that run whole turns', () => {
  for (const slot of [undefined, 'model', 'subagents', 'cron', 'heartbeat'] as const)
    assert.equal(isTurn(slot), true, slot);
  for (const slot of ['utility', 'image', 'compaction', 'memoryFlush'] as const)
    assert.equal(isTurn(slot), false, slot);
});
