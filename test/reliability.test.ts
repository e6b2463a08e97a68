import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hover } from '../server/features/hover.ts';
import { sourceAt } from '../server/homes/documents.ts';
import { Session } from '../server/homes/session.ts';
import { Budget } from '../src/budget.ts';
import { check } from '../src/check.ts';
import { applyFixes } from '../src/edit/apply.ts';
import { memory } from '../src/files.ts';
import { KnownTexts } from '../src/report/known-texts.ts';
import { isNameLike } from '../src/report/name-like.ts';
import { File } from '../src/text/file.ts';
import { run } from './fixtures.ts';
import { home, KEY, said } from './made-home.ts';

const skip = process.platform === 'win32';

/** case → the config that holds the key, and the call */
const LEAKS: readonly (readonly [id: string, config: string, ...args: string[]])[] = [
  [
    'leak-typo-of-apiKey',
    `{"models":{"providers":{"mistral":{"baseUrl":"https://api.mistral.ai/v1","models":[],\n"apiKye":"${KEY}"}}}}`,
  ],
  ['leak-key-in-place-of-object', `{"anthropic":"${KEY}"}`],
  ['leak-key-in-place-of-object, gateway', `{"gateway":"${KEY}"}`],
  ['leak-key-in-place-of-object, provider', `{"models":{"providers":{"mistral":"${KEY}"}}}`],
  ['leak-key-in-place-of-object, profile', `{"auth":{"profiles":{"a:b":"${KEY}"}}}`],
  [
    'leak-jwt-never-recognized',
    '{"auth":{"order":{"minimax":["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJlMTIzNDU2Nzg5MA"]}}}',
  ],
  ...['text', 'json', 'mermaid', 'svg'].map(
    (format) =>
      [
        `leak-name-positions, ${format}`,
        `{"agents":{"defaults":{"model":"anthropic/${KEY}"}}}`,
        'route',
        '--format',
        format,
      ] as const,
  ),
  [
    'leak-upgrade-diff-context',
    `{"meta":{"lastTouchedVersion":"2026.2.26","lastTouchedAt":"x"},\n"wizard":{"lastRunCommand":"openclaw onboard --auth-choice token --token ${KEY}"}}`,
    'upgrade',
    '--diff',
  ],
  [
    'leak-neighbours-on-one-line',
    `{"mcp":{"servers":{"x":{"url":"https://mcp.example.com/${KEY}/sse","command":"npx srv --api-key=${KEY}"}}},"foo":1}`,
  ],
  ['leak-comment-second-line', `{ /* old key\n ${KEY} */ foo: 1 }`],
  ['leak-comment-glued', `{ foo: 1/*${KEY}*/}`],
  ['leak-dotenv-in-config', `OPENAI_API_KEY=${KEY}`, 'upgrade', '--diff'],
  ['leak-aws-id', '{"foo":1,"x":"AKIAIOSFODNN7EXAMPLQ"}'],
];

for (const [id, config, ...args] of LEAKS)
  test(`${id}: dots`, () => {
    const output = said(home({ 'openclaw.json': config }), ...args);
    assert.match(output, /•/);
    assert.doesNotMatch(output, /zQ7vK2|9xT4rL8n|gS0pA|eyJzdWIi|c2lnbmF0|IOSFODNN/);
  });

test('names stay readable where keys are hidden', () => {
  const config = `{ models: { providers: { "lmstudio-m1": { baseUrl: "http://localhost:1234/v1", apiKey: "lmstudio", models: [] } } },\n foo: "lmstudio-m1" }`;
  const output = said(home({ 'openclaw.json': config, 'clawlint.json': '{ "rules": { "plaintext-secret": "of" } }' }));
  assert.match(output, / foo: "lmstudio-m1" \}/);
  assert.match(output, /"plaintext-secret": "of"/);
});

test('names of agents in Chinese stay readable, and no text takes long to be told from one', () => {
  const names = ['guihuazhe', 'shujusoujizhe', 'qianzaoaiyin', 'main-zhuli', 'daimashencha'];
  const bindings = names.map((agentId) => ({ agentId, match: { channel: 'telegram' } }));
  const config = {
    agents: { list: [{ id: 'main' }] },
    bindings: [...bindings, { agentId: 'qzvkxjwhbnfd', match: {} }],
  };
  const output = said(home({ 'openclaw.json': JSON.stringify(config) }), '--release', '2026.9.6');
  for (const name of names) assert.match(output, new RegExp(`there is no agent \`${name}\``));
  assert.doesNotMatch(output, /qzvkxjwhbnfd/);
  // each would take years with a pattern that can be read in two ways
  for (const part of ['ang', 'gang', 'xian', 'ganganga', 'nanan', 'uai', 'ai', 'erui'])
    assert.equal(isNameLike(`${part.repeat(100).slice(0, 200)}q0z1x9`), false, part);
});

test('what a link of /proc gives without end, and a file without a bottom, is not read to its end', { skip }, () => {
  for (const target of ['/proc/self/pagemap', '/proc/kmsg', '/dev/zero'])
    assert.match(
      said(home({ 'openclaw.json': '{}' }, (folder) => symlinkSync(target, join(folder, '.env')))),
      /\.env:1:1 warning unreadable-file/,
    );
  const sparse = home({ 'openclaw.json': '{}', '.env': '' }, (folder) => truncateSync(join(folder, '.env'), 500e6));
  assert.match(
    said(sparse),
    /1:1 warning unreadable-file\n {2}.*larger than clawlint reads; OpenClaw goes on without it/,
  );
});

test('what a check takes in all has limits, and one finding tells which was reached', () => {
  const text = '{ "version": 1, "profiles": {} }';
  const names = Array.from({ length: 300 }, (_, n) => `/agents/a${n}/agent/auth-profiles.json`);
  const agents = { defaults: { model: { fallbacks: ['openai/gpt-5.5', 'a/b'] } }, entries: { a: {}, b: {} } };
  const config = JSON.stringify({ agents });
  const files = memory({ '/openclaw.json': config, ...Object.fromEntries(names.map((name) => [name, text])) });
  let tick = 0;
  for (const [budget, says] of [
    [new Budget({ text: 1000 }), /the files of this home hold more than/],
    [new Budget({ names: 100 }), /there are more than 100 files, folders and stored profiles/],
    [
      new Budget({ asked: 3 }),
      /the agents of this home may ask more than 3 models, counting a fallback for each agent/,
    ],
    [new Budget({ milliseconds: 50 }, () => tick++), /checking this home takes more than 0\.05 seconds/],
    [new Budget({ milliseconds: 650 }, () => tick++), /checking this home takes more than 0\.65 seconds/],
  ] as const) {
    const { diagnostics } = check(files, { config: '/openclaw.json', budget });
    const found = diagnostics.filter(({ rule }) => rule === 'limit-reached');
    assert.deepEqual([found.length, diagnostics.filter(({ rule }) => rule === 'unreadable-file').length], [1, 0]);
    assert.match(found[0]!.message, says);
  }
  const { diagnostics } = check(files, { config: '/openclaw.json' });
  assert.ok(diagnostics.every(({ rule }) => rule !== 'limit-reached'));
});

test('folders that link to one another are looked into once', { skip }, () => {
  const folder = home({ 'd/x': '' }, (at) => {
    for (let n = 0; n < 10; n++) symlinkSync('.', join(at, `d/l${n}`));
  });
  assert.match(said(folder, '.'), /there is no openclaw\.json in or below/);
});

test('a folder whose name is not UTF-8 is told', { skip: process.platform !== 'linux' }, () => {
  const folder = home({}, (at) => {
    const name = Buffer.concat([Buffer.from(`${at}/nu`), Buffer.from([0xff])]);
    mkdirSync(name);
    writeFileSync(Buffer.concat([name, Buffer.from('/openclaw.json')]), '{"auth":{"x":1}}');
  });
  assert.match(said(folder, '.'), /openclaw\.json:1:1 error unreadable-file\n {2}the name of this file or of a folder/);
});

test('svg-not-well-formed: what XML cannot hold is replaced', () => {
  const config = '{"agents":{"defaults":{"model":"anthropic/x \\ud83e \\ufffe"}}}';
  assert.doesNotMatch(said(home({ 'openclaw.json': config }), 'route', '--format', 'svg'), /[\ufffe\uffff]/);
});

test('inject-hover-image: names mean nothing to Markdown', () => {
  const config =
    '{"agents":{"defaults":{"model":"openai/gpt-5","models":{"openai/gpt-5":{"alias":"![x](https://evil.example/p.png)"}}}}}';
  const session = new Session({ version: '', files: memory({ '/openclaw.json': config }), now: () => 0 });
  const [checked] = session.homesOf('/openclaw.json');
  const source = sourceAt(checked!.result, '/openclaw.json')!;
  const shown = JSON.stringify(hover(checked!, source, config.indexOf('![x]') + 3)).replace(/```.*?```/g, '');
  assert.match(shown, /evil/);
  assert.doesNotMatch(shown, /!\[x\]\(/);
});

test('a key in which Markdown has something to escape is hidden in a hover, too', () => {
  for (const key of ['L7V*J18Xnt(dClwiatz)vuf)H!2-P)z3', 'zQ7v_K2m|B9xT4rL8n~W1cY6h&D3jF5gS0pA']) {
    const config = JSON.stringify({
      auth: { order: { [key]: [key] }, profiles: { [key]: { provider: key, mode: 'api_key' } } },
      agents: { defaults: { model: `${key}/${key}`, models: { [`${key}/x`]: { alias: key } } } },
      env: { vars: { A: `\${${key}}` } },
    });
    const session = new Session({ version: '', files: memory({ '/openclaw.json': config }), now: () => 0 });
    const [checked] = session.homesOf('/openclaw.json');
    const source = sourceAt(checked!.result, '/openclaw.json')!;
    const shown = Array.from({ length: config.length }, (_, at) => hover(checked!, source, at));
    const said = JSON.stringify(shown.map((each) => each?.contents)).replaceAll('\\', '');
    for (let at = 0; at + 8 <= key.length; at++)
      for (const piece of [key.slice(at, at + 8), key.slice(at, at + 8).toLowerCase()])
        assert.ok(!said.includes(piece), piece);
  }
});

test('many fixes, and many texts of one beginning, take time in proportion', () => {
  const file = new File('a', 'x'.repeat(200_000));
  const fixes = Array.from({ length: 100_000 }, (_, i) => ({
    title: '',
    edits: [{ at: { file, offset: 2 * i, length: 1 }, text: 'yy' }],
  }));
  assert.equal(applyFixes(fixes).get(file)!.length, 300_000);
  const texts = new KnownTexts();
  for (let n = 0; n < 100_000; n++) texts.add(`the same beginning ${n}`);
  const hidden = texts.hideIn(Array.from({ length: 100_000 }, (_, n) => `the same beginning ${n}`).join('; '));
  assert.doesNotMatch(hidden, /beginning/);
});

test('thousands of names that are nearly others are told, each of them, in time', () => {
  const many = Array.from({ length: 3000 }, (_, i) => i);
  const keyed = (make: (i: number) => readonly [string, unknown]) => Object.fromEntries(many.map(make));
  const profiles = keyed((i) => [`p${i}a:x`, { provider: `p${i}a`, mode: 'token' }]);
  const models = many.map((i) => ({ id: `m${i}a` }));
  for (const [rule, config] of Object.entries({
    'auth-order-unknown-profile': { auth: { profiles, order: keyed((i) => [`p${i}a`, [`p${i}a:x`, `p${i}b:x`]]) } },
    'order-provider-key-unknown': { auth: { profiles, order: keyed((i) => [`p${i}b`, [`p${i}a:x`]]) } },
    'provider-model-not-declared': {
      models: { providers: { lab: { baseUrl: 'http://127.0.0.1/v1', models } } },
      agents: { defaults: { model: { primary: 'lab/m0a', fallbacks: many.map((i) => `lab/m${i}b`) } } },
    },
    'unknown-name': {
      agents: { entries: keyed((i) => [`ag${i}a`, {}]) },
      bindings: many.map((i) => ({ agentId: `ag${i}b`, match: { channel: 'telegram' } })),
    },
  })) {
    const { diagnostics } = check(memory({ 'openclaw.json': JSON.stringify(config) }), { release: '2026.9.6' });
    assert.equal(diagnostics.filter((each) => each.rule === rule).length, 3000, rule);
  }
});

test('fixes that overlap wait for the next round', () => {
  const file = new File('a', 'abcdefghij');
  const edit = (offset: number, length: number, text: string) => ({ at: { file, offset, length }, text });
  const fixes = [
    { title: '', edits: [edit(0, 2, '1'), edit(8, 2, '2')] },
    { title: '', edits: [edit(1, 8, '!')] },
    { title: '', edits: [edit(4, 0, '3')] },
    { title: '', edits: [edit(4, 0, '4')] },
    { title: '', edits: [edit(3, 3, '!')] },
    { title: '', edits: [edit(6, 1, '5')] },
  ];
  assert.equal(applyFixes(fixes).get(file), '1cd3ef5h2');
});

test('nothing is left in a folder that was only checked', () => {
  const folder = home({ 'openclaw.json': '{}' });
  run(folder, []);
  assert.deepEqual(readdirSync(folder), ['openclaw.json']);
  rmSync(folder, { recursive: true });
});
