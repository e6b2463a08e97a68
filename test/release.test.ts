import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  behaviour,
  compare,
  NEWEST,
  OLDEST,
  parseRelease,
  providerId,
  releases,
  target,
} from '../src/release/releases.ts';

const at = (release: string) => behaviour({ release });

test('reads releases in the forms OpenClaw publishes', () => {
  assert.deepEqual(parseRelease('2026.9.6'), { year: 2026, month: 9, patch: 6, text: '2026.9.6' });
  assert.deepEqual(parseRelease(' v2026.2.3-1\n'), { year: 2026, month: 2, patch: 3, text: '2026.2.3-1' });
  assert.deepEqual(parseRelease('2026.8.1-beta.3'), {
    year: 2026,
    month: 8,
    patch: 1,
    beta: 3,
    text: '2026.8.1-beta.3',
  });
  for (const no of [
    '',
    'latest',
    '2026.9',
    '2026.9.6.1',
    '1.2.3',
    '2026.13.1',
    '2026.0.1',
    '2026.9.6-rc.1',
    'x2026.9.6',
  ])
    assert.equal(parseRelease(no), undefined, no);
});

test('orders by number, not by letter; betas come before, repacks are equal', () => {
  const rising = [
    '2026.1.29',
    '2026.2.1',
    '2026.2.9',
    '2026.2.12',
    '2026.8.1-beta.2',
    '2026.8.1-beta.10',
    '2026.8.1',
    '2026.10.1',
  ];
  for (let i = 1; i < rising.length; i++) {
    assert.ok(compare(rising[i - 1]!, rising[i]!) < 0, `${rising[i - 1]} < ${rising[i]}`);
    assert.ok(compare(rising[i]!, rising[i - 1]!) > 0, `${rising[i]} > ${rising[i - 1]}`);
  }
  assert.equal(compare('2026.2.3-1', '2026.2.3'), 0);
  assert.equal(compare(parseRelease('v2026.9.6')!, '2026.9.6'), 0);
  assert.throws(() => compare('latest', '2026.9.6'), RangeError);
});

test('lists the modelled releases, oldest first, with repacks and maintenance lines', () => {
  const RELEASES = releases();
  assert.equal(RELEASES[0], OLDEST);
  assert.equal(RELEASES.at(-1), NEWEST);
  assert.equal(new Set(RELEASES).size, RELEASES.length);
  for (let i = 1; i < RELEASES.length; i++) assert.ok(compare(RELEASES[i - 1]!, RELEASES[i]!) <= 0, RELEASES[i]);
  for (const some of ['2026.2.6-3', '2026.6.35', '2026.7.1-2']) assert.ok(RELEASES.includes(some), some);
});

test('chooses the target: option, own config, meta, nobody', () => {
  const newerThanModelled = false;
  assert.deepEqual(target('2026.6.11', '2026.9.6', '2026.8.1'), {
    release: '2026.6.11',
    source: 'option',
    newerThanModelled,
  });
  assert.deepEqual(target(undefined, '2026.9.6', '2026.8.1'), {
    release: '2026.8.1',
    source: 'config',
    newerThanModelled,
  });
  assert.deepEqual(target(undefined, 'v2026.9.5'), { release: '2026.9.5', source: 'meta', newerThanModelled });
  assert.deepEqual(target(undefined, ' '), { release: undefined, source: 'unknown', newerThanModelled });
});

test('says what was asked when it answers for something else', () => {
  assert.deepEqual(target('2026.10.2'), {
    release: NEWEST,
    source: 'option',
    asked: '2026.10.2',
    newerThanModelled: true,
  });
  assert.deepEqual(target('2025.12.1'), {
    release: OLDEST,
    source: 'option',
    asked: '2025.12.1',
    newerThanModelled: false,
  });
  assert.deepEqual(target('latest', '2026.6.11'), {
    release: '2026.6.11',
    source: 'meta',
    asked: 'latest',
    newerThanModelled: false,
  });
  assert.deepEqual(target('latest'), {
    release: undefined,
    source: 'unknown',
    asked: 'latest',
    newerThanModelled: false,
  });
  assert.equal(target('2026.8.1-beta.1').release, '2026.8.1');
  assert.equal(target('2026.7.2-beta.3').release, '2026.7.1-2');
  assert.deepEqual(target('2026.7.2-beta.5'), {
    release: '2026.8.1',
    source: 'option',
    asked: '2026.7.2-beta.5',
    newerThanModelled: false,
  });
});

test('an unknown or newer release behaves like the newest, and says that this is not certain', () => {
  assert.equal(at(NEWEST).certain, true);
  for (const it of [target(), target('2027.1.1')]) {
    const { certain, ...facts } = behaviour(it);
    const { certain: _, ...newest } = at(NEWEST);
    assert.equal(certain, false);
    assert.deepEqual(facts, newest);
  }
});

// both sides of every change; the older release of a pair behaves the first way
const CHANGES: [keyof ReturnType<typeof at>, string, unknown, string, unknown][] = [
  ['missingVariable', '2026.3.2', 'fatal', '2026.3.7', 'warning'],
  ['store', '2026.6.1', 'json', '2026.6.5', 'sqlite'],
  ['leftoverStoreFatal', '2026.7.35', false, '2026.8.1', true],
  ['providerBlockNeedsBaseUrl', '2026.5.18', 'every', '2026.5.19', 'custom'],
  ['defaultProvider', '2026.4.2', 'anthropic', '2026.4.5', 'openai'],
  ['defaultModel', '2026.9.4', 'openai/gpt-5.6-sol', '2026.9.5', 'openai/gpt-6-astra'],
  ['defaultModel', '2026.2.3-1', 'anthropic/claude-opus-4-5', '2026.2.6-3', 'anthropic/claude-opus-4-6'],
  ['agentsKey', '2026.7.35', 'list', '2026.8.1', 'entries'],
  ['agentsNeedOwnership', '2026.7.1', false, '2026.8.2', true],
  ['flatEnv', '2026.7.35', true, '2026.8.1', false],
  ['authCooldowns', '2026.7.35', true, '2026.8.1', false],
  ['awsSdkProfiles', '2026.5.7', false, '2026.5.12', true],
  ['modelsMapMeaning', '2026.2.24', 'allowlist', '2026.2.25', 'override-allowlist'],
  ['modelPolicy', '2026.7.35', false, '2026.8.1', true],
  ['retiredModelsFatal', '2026.4.23', false, '2026.6.11', true],
  ['emptyOrderBlocksEnvironment', '2026.7.1-2', false, '2026.8.1', true],
  ['minContextWindow', '2026.3.28', 16000, '2026.6.11', 4000],
  ['cooldownSeconds', '2026.3.28', [60, 300, 1500, 3600], '2026.9.6', [30, 60, 300]],
  ['billingSeconds', '2026.6.11', 18000, '2026.9.6', 600],
  ['secretRef', '2026.2.25', false, '2026.2.26', true],
  ['secretStore', '2026.7.35', false, '2026.8.1', true],
];

test('each behaviour changes where the packages and real runs say', () => {
  for (const [fact, older, before, newer, after] of CHANGES) {
    assert.deepEqual(at(older)[fact], before, `${fact} ${older}`);
    assert.deepEqual(at(newer)[fact], after, `${fact} ${newer}`);
  }
});

// exit codes of the real `config validate`, 0 accepted (oracle/verdicts.json)
const RUN = [
  '2026.1.30',
  '2026.2.26',
  '2026.3.2',
  '2026.3.28',
  '2026.4.15',
  '2026.5.18',
  '2026.6.11',
  '2026.7.1',
  '2026.8.2',
  '2026.9.1',
  '2026.9.6',
];
const VERDICTS: [name: string, exits: string, accepts: (release: string) => boolean][] = [
  ['openai block with apiKey only', '11111100000', (r) => at(r).overlayProviders.has('openai')],
  ['unset ${VAR} in apiKey', '11100000000', (r) => at(r).missingVariable === 'warning'],
  ['auth.cooldowns', '00000000111', (r) => at(r).authCooldowns],
  ['agents.entries', '11111111000', (r) => at(r).agentsKey === 'entries'],
  ['modelPolicy', '11111111000', (r) => at(r).modelPolicy],
  ['two agents without an owner', '00000000111', (r) => !at(r).agentsNeedOwnership],
  ['SecretRef in apiKey', '10000000000', (r) => at(r).secretRef],
];

test('agrees with the verdicts of eleven real releases', () => {
  for (const [name, exits, accepts] of VERDICTS)
    assert.equal(RUN.map((release) => (accepts(release) ? '0' : '1')).join(''), exits, name);
});

test('overlay sets per release', () => {
  const sizes = { '2026.5.18': 0, '2026.5.19': 61, '2026.6.1': 61, '2026.7.1': 79, '2026.8.1': 79, '2026.9.6': 79 };
  for (const [release, size] of Object.entries(sizes)) assert.equal(at(release).overlayProviders.size, size, release);
  const has = (release: string, id: string) => at(release).overlayProviders.has(id);
  assert.deepEqual([has('2026.5.28', 'openai-codex'), has('2026.6.1', 'openai-codex')], [true, false]);
  assert.deepEqual([has('2026.6.35', 'z.ai'), has('2026.7.1', 'z.ai')], [false, true]);
  assert.deepEqual([has('2026.7.35', 'qwen-portal'), has('2026.8.1', 'qwen-portal')], [true, false]);
  assert.deepEqual([has('2026.7.1', 'x-ai'), has('2026.8.1', 'x-ai')], [false, true]);
  for (const id of ['groq', 'codex', 'amazon-bedrock', 'claude-cli']) assert.ok(has('2026.9.6', id), id);
  for (const id of ['cohere', 'baseten', 'longcat', 'voyage', 'apple-fm']) assert.ok(!has('2026.9.6', id), id);
});

test('providers that left the package', () => {
  const is = (release: string, id: string) => at(release).externalProviders.has(id);
  assert.equal(at('2026.5.7').externalProviders.size, 0);
  assert.deepEqual([is('2026.5.7', 'amazon-bedrock'), is('2026.5.26', 'amazon-bedrock')], [false, true]);
  assert.deepEqual([is('2026.6.8', 'groq'), is('2026.6.9', 'groq')], [false, true]);
  assert.deepEqual([is('2026.6.9', 'zai'), is('2026.6.11', 'zai')], [false, true]);
  assert.deepEqual([is('2026.7.35', 'mistral'), is('2026.8.1', 'mistral')], [false, true]);
  assert.ok(!is('2026.9.6', 'openai'));
});

test('built-in aliases per release', () => {
  assert.equal(at('2026.1.29').builtInAliases.get('opus'), 'anthropic/claude-opus-4-5');
  assert.equal(at('2026.6.11').builtInAliases.get('opus'), 'anthropic/claude-opus-4-8');
  assert.equal(at('2026.4.2').builtInAliases.has('gpt-nano'), false);
  assert.deepEqual(Object.fromEntries(at('2026.9.6').builtInAliases), {
    opus: 'anthropic/claude-opus-5',
    sonnet: 'anthropic/claude-sonnet-5',
    gpt: 'openai/gpt-5.4',
    'gpt-mini': 'openai/gpt-5.4-mini',
    'gpt-nano': 'openai/gpt-5.4-nano',
    gemini: 'google/gemini-3.1-pro-preview',
    'gemini-flash': 'google/gemini-3-flash-preview',
    'gemini-flash-lite': 'google/gemini-3.1-flash-lite',
  });
});

test('provider ids are rewritten by the core up to 2026.5.27 only', () => {
  const cases: [release: string, written: string, meant: string][] = [
    ['2026.1.29', ' Z.AI ', 'zai'],
    ['2026.2.25', 'bedrock', 'amazon-bedrock'],
    ['2026.2.23', 'bedrock', 'bedrock'],
    ['2026.3.24', 'qwen', 'qwen-portal'],
    ['2026.3.28', 'qwen', 'qwen'],
    ['2026.3.13', 'kimi-code', 'kimi-coding'],
    ['2026.3.22', 'kimi-code', 'kimi'],
    ['2026.5.27', 'moonshotai', 'moonshot'],
    ['2026.5.28', 'moonshotai', 'moonshotai'],
    ['2026.9.6', ' Z.AI ', 'z.ai'],
  ];
  for (const [release, written, meant] of cases)
    assert.equal(providerId(at(release), written), meant, `${release} ${written}`);
});
