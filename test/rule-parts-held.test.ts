import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import { formInWords } from '../src/rules/form-in-words.ts';
import { jobOf, meansDefault, takesNoNames } from '../src/rules/jobs.ts';
import { describe, filledIn, firstWithout, listed, placeName, typeNames } from '../src/rules/phrases.ts';
import type { Finding } from '../src/rules/rule.ts';
import {
  isLiteralSecret,
  isPlaceholder,
  isRedacted,
  isSecretHeader,
  isSecretVariable,
  isVariableName,
  isWordForNone,
} from '../src/rules/secret-texts.ts';
import { toldOnce } from '../src/rules/told-once.ts';
import { File } from '../src/text/file.ts';

// As rules-held.test.ts: what several rules use, beside near misses.

test('what a pattern asks for, in words', () => {
  const words: readonly (readonly [pattern: string, words: string | undefined])[] = [
    ['\\S', 'write something besides blanks'],
    ['^\\d+$', 'write digits only'],
    ['^[a-z]+$', 'write only small letters from a to z'],
    ['^[A-Z][A-Z0-9_]*$', 'write only capitals from A to Z, digits and `_`, and begin with capitals from A to Z'],
    [
      '^[a-z0-9][a-z0-9-]*$',
      'write only small letters from a to z, digits and `-`, and begin with small letters from a to z or digits',
    ],
    [
      '^[a-zA-Z][a-zA-Z\\d.]{0,31}$',
      'write only letters from a to z, digits and `.`, 32 characters at most, and begin with letters from a to z',
    ],
    ['^[A-Za-z][A-Za-z\\-]*$', 'write only letters from a to z and `-`, and begin with letters from a to z'],
    ['^[a-z][a-z]*$', 'write only small letters from a to z'],
    ['^[a-z][a-z/]*$', undefined],
    ['^[a-z]$', undefined],
    ['[a-z]+$', undefined],
    ['^[a-z]+', undefined],
    ['^[a-z]{2}$', undefined],
    ['^#?[0-9a-fA-F]{6}$', undefined],
    ['^[^a]+$', undefined],
    ['\\S+', undefined],
    ['\\d+', undefined],
  ];
  for (const [pattern, said] of words) assert.equal(formInWords(pattern), said, pattern);
});

test('lists, places and values as messages name them', () => {
  const many = Array.from('abcdefghijklmn');
  assert.equal(listed([]), '');
  assert.equal(listed(['a']), '`a`');
  assert.equal(listed(['a', 'b']), '`a` or `b`');
  assert.equal(listed(['a', 'b', 'c'], 'and'), '`a`, `b` and `c`');
  assert.equal(listed(many.slice(0, 12)), '`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k` or `l`');
  assert.equal(listed(many), '`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k`, `l` or 2 more');
  assert.equal(placeName([]), 'the top level');
  assert.equal(placeName(['a', 'b:c', 0]), '`a["b:c"][0]`');
  assert.equal(typeNames(['string', 'integer', 'null']), 'a string or a whole number or `null`');
  assert.equal(
    typeNames(['number', 'boolean', 'array', 'object']),
    'a number or `true` or `false` or a list or an object',
  );
  const said = (text: string) => describe(parseJson5(new File('x', text)).root!);
  assert.deepEqual(['[]', '{}', '"x"', '5', 'true', 'null', 'NaN', '-Infinity'].map(said), [
    'a list',
    'an object',
    'a string',
    'a number',
    '`true`',
    '`null`',
    '`NaN`',
    '`-Infinity`',
  ]);
  assert.equal(firstWithout('2026.9.5', ['agent']), '2026.9.6');
  assert.equal(firstWithout('2026.9.6', ['agent']), 'the one after 2026.9.6');
  // settings of a plugin's channel that nobody read for a while
  assert.equal(firstWithout('2026.2.3-1', ['channels', 'feishu', 'botName']), '2026.3.28');
});

test('a path of the schema is filled in from where it is seen', () => {
  assert.equal(filledIn('models.providers.*.models', ['models', 'providers', 'pa']), 'models.providers.pa.models');
  assert.equal(
    filledIn('models.providers.*.models', ['models', 'providers', 'a:b', 'x']),
    'models.providers["a:b"].models',
  );
  assert.equal(filledIn('models.providers.*.models', ['models', 'providers']), 'models.providers.<id>.models');
  assert.equal(filledIn('models.providers.*.models', ['models', 'other', 'pa']), 'models.providers.<id>.models');
  assert.equal(filledIn('a.*.b.*', ['a', 'x', 'b', 'y']), 'a.x.b.y');
  assert.equal(filledIn('a.*.b.*', ['a', 'x', 'c', 'y']), 'a.x.b.<id>');
  assert.equal(filledIn('agents.list.*', ['agents', 'list', 0]), 'agents.list[0]');
});

test('a secret, a variable, a word for none and a mark', () => {
  for (const secret of ['k-4471', ' k-4471 ', 'Aa1', 'key4471', 'pass word', 'ab'])
    assert.ok(isLiteralSecret(secret), secret);
  for (const none of [
    '${KEY}',
    '$KEY',
    '{{KEY}}',
    'none',
    'NULL',
    '',
    'n/a',
    'xxx',
    'sk-local',
    'sk-test-1',
    'ollama',
    'lm-studio',
    'vllm-local',
    'no-auth',
    'not-needed',
    'anything',
    'no-key-required',
  ])
    assert.ok(!isLiteralSecret(none), none);
  for (const none of [
    '<key>',
    '<your key>',
    'your-key',
    'key_here',
    'replace me',
    'changeme',
    'change-me',
    '__KEY__',
    'sk-...',
    'sk-…',
    '****',
    'REDACTED',
    'an example',
    'placeholder',
    'sk-xxxx',
    'OPENAI_API_KEY',
  ])
    assert.ok(!isLiteralSecret(none), none);
  assert.ok(isLiteralSecret('пароль') && !isLiteralSecret('пароль', true) && isLiteralSecret('pässwort', true));
  assert.ok(
    isPlaceholder('ключ') && isPlaceholder('YOUR_API_KEY') && !isPlaceholder('k-4471') && !isPlaceholder('${KEY}ключ'),
  );
  for (const word of ['none', 'not-needed', 'dummy', 'xa'].slice(0, 3)) assert.ok(isWordForNone(word), word);
  for (const word of ['', 'xxx', 'k-4471', 'none of it']) assert.ok(!isWordForNone(word), word);
  for (const mark of [
    '__OPENCLAW_REDACTED__',
    '[redacted]',
    '[REDACTED]',
    '<redacted>',
    '***',
    '•••',
    '●●●●',
    'sk-a…b471',
    'sk-a***b471',
    ' *** ',
  ])
    assert.ok(isRedacted(mark), mark);
  for (const text of [
    '**',
    '••',
    'redacted',
    '[redacted] x',
    'k-4471',
    'a…b',
    's…b471',
    'sk-a…',
    '__REDACTED__',
    'x***',
  ])
    assert.ok(!isRedacted(text), text);
  for (const name of ['OPENAI_API_KEY', 'MY_KEY', 'MY_KEYS', 'A_TOKEN', 'B_SECRET', 'C_PASSWORD', 'HF_TOKEN'])
    assert.ok(isSecretVariable(name), name);
  for (const name of [
    'GOOGLE_APPLICATION_CREDENTIALS',
    'MY_KEY_FILE',
    'A_TOKEN_PATH',
    'LOG_LEVEL',
    'KEY',
    'TOKENS',
    'MY_KEYRING',
  ])
    assert.ok(!isSecretVariable(name), name);
  for (const name of ['ABC', 'A_1', 'KEY']) assert.ok(isVariableName(name), name);
  for (const name of ['AB', 'abc', '1AB', 'A-B', 'ABc', ' ABC']) assert.ok(!isVariableName(name), name);
});

test('a header with a secret', () => {
  for (const [name, value] of [
    ['x-api-key', 'short'],
    ['Authorization', 'x'],
    ['cookie', 'x'],
    ['x-custom', 'k4471k4471k4471k4471'],
    ['x-credential', 'x'],
  ] as const)
    assert.ok(isSecretHeader(name, value), name);
  for (const [name, value] of [
    ['Accept', 'k4471k4471k4471k4471'],
    ['anthropic-version', '2023-06-01'],
    ['x-api-version', 'k4471k4471k4471k4471'],
    ['x-client-key', 'k4471k4471k4471k4471'],
    ['x-custom', 'k4471k4471k4471k447'],
    ['x-custom', 'kkkkkkkkkkkkkkkkkkkk'],
    ['x-custom', '44714471447144714471'],
    ['x-custom', 'k4471 k4471k4471k4471'],
    ['x-custom', 'https://k4471k4471k4471'],
    ['x-custom', 'a/k4471k4471k4471k4471'],
  ] as const)
    assert.ok(!isSecretHeader(name, value), `${name}: ${value}`);
});

test('the job whose model is at a path', () => {
  const what = (path: string) => jobOf(path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)))?.what;
  assert.equal(what('agents.defaults.heartbeat.model'), 'heartbeats');
  assert.equal(what('agents.entries.a.heartbeat.model'), 'heartbeats');
  assert.equal(what('agents.list.0.compaction.model'), 'compaction');
  assert.equal(what('agents.defaults.compaction.memoryFlush.model'), 'the memory flush');
  assert.equal(what('agents.defaults.subagents.model.primary'), 'subagents');
  for (const [key, said] of [
    ['utilityModel', 'the utility model'],
    ['decisionModel', 'the decision model'],
    ['imageModel', 'the image model'],
    ['pdfModel', 'the PDF model'],
    ['voiceModel', 'the voice model'],
    ['imageGenerationModel', 'media models'],
    ['videoGenerationModel', 'media models'],
    ['musicGenerationModel', 'media models'],
  ] as const)
    assert.equal(what(`agents.defaults.${key}`), said);
  assert.equal(what('agents.defaults.mediaModels.image'), 'media models');
  assert.equal(what('hooks.mappings.0.model'), 'hooks');
  assert.equal(what('hooks.gmail.model'), 'hooks');
  assert.equal(what('jobs.0.payload.model'), 'cron jobs');
  assert.equal(what('tts.summaryModel'), 'spoken summaries');
  assert.equal(what('agents.defaults.tts.summaryModel'), 'spoken summaries');
  assert.equal(what('tools.exec.reviewer.model'), 'the reviewer');
  for (const none of [
    'agents.defaults.model',
    'agents.entries.heartbeat.model',
    'agents.defaults.models.x',
    'hooks.allowedModels.0',
    'tools.exec.model',
    'tts.model',
    'heartbeat.model',
    'agents.defaults.speechGenerationModel',
    'agents.defaults.toString',
    'imageModel',
  ])
    assert.equal(what(none), undefined, none);
  const noNames = (path: string) => takesNoNames(path.split('.'));
  assert.ok(
    noNames('agents.defaults.decisionModel') &&
      noNames('agents.entries.a.voiceModel') &&
      noNames('agents.defaults.imageGenerationModel'),
  );
  assert.ok(noNames('agents.defaults.mediaModels.image'));
  for (const takes of [
    'agents.defaults.model',
    'agents.entries.a.imageModel',
    'tools.defaults.decisionModel',
    'agents.decisionModel',
  ])
    assert.ok(!noNames(takes), takes);
  const means = (at: string, text: string) => meansDefault({ path: at.split('.'), text });
  assert.ok(
    means('jobs.0.payload.model', 'Default') && means('jobs.0.model', 'inherit') && means('jobs.0.model', 'null'),
  );
  assert.ok(
    !means('jobs.0.model', 'defaults') && !means('jobs.0.model', 'x-inherit') && !means('hooks.0.model', 'default'),
  );
});

test('what would be said in the same words is said once, and mended everywhere', () => {
  const file = new File('x', 'a b c');
  const at = (offset: number) => ({ file, offset, length: 1 });
  const edit = (offset: number) => ({ at: at(offset), text: '!' });
  const of = (offset: number, more: Partial<Finding> = {}): Finding => ({
    at: at(offset),
    message: 'm',
    help: 'h',
    ...more,
  });
  const seen = (...findings: Finding[]) =>
    toldOnce(findings).map(({ at, related = [], fix, suggestions }) => [
      at.offset,
      related.map((each) => `${each.at.offset} ${each.message}`),
      fix?.edits.length,
      suggestions?.map(({ title, edits }) => `${title} ${edits.length}`),
    ]);
  const again = (offset: number) => `${offset} used here as well`;
  assert.deepEqual(seen(), []);
  assert.deepEqual(seen(of(0)), [[0, [], undefined, undefined]]);
  assert.deepEqual(seen(of(0), of(2), of(4)), [[0, [again(2), again(4)], undefined, undefined]]);
  for (const more of [
    { message: 'n' },
    { help: 'i' },
    { severity: 'info' as const },
    { fix: { title: 't', edits: [edit(2)] } },
  ])
    assert.equal(seen(of(0), of(2, more)).length, 2, JSON.stringify(Object.keys(more)));
  const fixed = (offset: number) => of(offset, { fix: { title: 't', edits: [edit(offset)] } });
  assert.deepEqual(seen(fixed(0), fixed(2)), [[0, [again(2)], 2, undefined]]);
  const offered = (offset: number, ...titles: string[]) =>
    of(offset, { suggestions: titles.map((title) => ({ title, edits: [edit(offset)] })) });
  assert.deepEqual(seen(offered(0, 'a', 'b'), offered(2, 'b')), [[0, [again(2)], undefined, ['b 2']]]);
  assert.deepEqual(seen(offered(0, 'a'), of(2)), [[0, [again(2)], undefined, []]]);
  const related = [{ at: at(4), message: 'r' }];
  assert.deepEqual(seen(of(0, { related }), of(2)), [[0, ['4 r', again(2)], undefined, undefined]]);
});
