import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { PROJECT_KEYS } from '../src/home/project-keys.ts';
import { printedProjectSchema } from '../src/rules/project-schema.ts';
import { run } from './fixtures.ts';
import { home, said } from './made-home.ts';

const TWICE = '{ agents: { defaults: { model: { primary: "openai/gpt-5.5", fallbacks: ["openai/gpt-5.5"] } } } }';

test('a file extends others; the nearer counts before the farther, and an override before both', () => {
  const folder = home({
    'base/clawlint.json': '{ "rules": { "duplicate-entry": "off", "fallback-not-independent": "off" } }',
    'node_modules/@team/rules/clawlint.json': '{ "release": "2026.8.2" }',
    'clawlint.json': `{ "extends": ["@team/rules", "./base/clawlint.json"], // the last counts
      "overrides": [{ "paths": ["prod/*"], "release": "2026.9.6", "rules": { "duplicate-entry": "error" } }] }`,
    'prod/a/openclaw.json': TWICE,
    'test/openclaw.json': TWICE,
  });
  const { output } = run(folder, ['prod', 'test']);
  assert.match(output, /^prod\/a\/openclaw\.json:1:\d+ error duplicate-entry/);
  assert.match(output, /2 homes: 1 error \(OpenClaw 2026\.9\.6, 2026\.8\.2\)/);
  const told = run(folder, ['config', 'prod', 'test']).output;
  assert.match(told, /^prod\/a\/openclaw\.json\nsettings: clawlint\.json, base\/clawlint\.json, node_modules\/@team/);
  assert.match(told, /release +2026\.9\.6 +clawlint\.json:2:\d+\n.*duplicate-entry +error +clawlint\.json:2:/);
  assert.match(
    told,
    /release +2026\.8\.2 +node_modules\/@team\/rules\/clawlint\.json:1:\d+\n.*duplicate-entry +off +base/,
  );
  const settings = JSON.parse(
    run(folder, ['config', 'prod', '--format', 'json', '--severity', 'duplicate-entry=info']).output,
  ).settings;
  assert.deepEqual(settings[1], { key: 'rules.duplicate-entry', value: 'info', from: 'an option' });
  said(folder);
});

test('what cannot be extended is told, and the rest counts', () => {
  const project = (text: string, more: Record<string, string> = {}) =>
    check(memory({ '/h/openclaw.json': TWICE, '/h/clawlint.json': text, ...more }), { config: '/h/openclaw.json' })
      .diagnostics.filter(({ rule }) => rule === 'clawlint-config')
      .map(({ message }) => message);
  assert.match(project('{ "extends": "./gone.json" }').join(), /no such file or package/);
  assert.match(project('{ "extends": "gone" }').join(), /no such file or package/);
  const circle = { '/h/a.json': '{ "extends": "./b.json" }', '/h/b.json': '{ "extends": "./a.json" }' };
  assert.match(project('{ "extends": "./a.json" }', circle).join(), /^these files extend each other$/);
  assert.match(project('{ "extends": "./clawlint.json" }').join(), /extend each other/);
  assert.deepEqual(project('{ "extends": ["./a.json", "./a.json"] }', { '/h/a.json': '{}' }), []);
  assert.match(project('{ "overrides": [{ "rules": {} }] }').join(), /does not say for which homes/);
  assert.match(project('{ "overrides": [{ "paths": "*", "ignore": [] }] }').join(), /is for all homes/);
  assert.match(project(`{ "ignore": "${'*a'.repeat(30)}" }`).join(), /more `\*`/);
});

test('a mistake in a file above many homes is told once', () => {
  const folder = home({ 'clawlint.json': '{ "varables": [] }', 'a/openclaw.json': '{}', 'b/openclaw.json': '{}' });
  const { output } = run(folder, ['.', '--rule', 'clawlint-config']);
  assert.equal(output.match(/clawlint-config/g)!.length, 1);
  assert.match(output, /did you mean `variables`\?/);
  said(folder);
});

test('variables, providers, plugins and profiles may exist elsewhere', () => {
  const config = `{
    meta: { lastTouchedVersion: "2026.9.6" },
    channels: { acme: {} },
    auth: { profiles: { "openai:work": { provider: "openai", mode: "oauth" } }, order: { openai: ["openai:work"] } },
    models: { providers: { lab: { baseUrl: "http://localhost:1", apiKey: "\${LAB_KEY}", api: "openai-completions", models: [] } } },
    agents: { defaults: { model: { primary: "inhouse/m", fallbacks: ["openai/gpt-5.5", "groq/llama"] } } },
  }`;
  const elsewhere = {
    variables: ['LAB_KEY', 'GROQ_API_KEY'],
    providers: 'inhouse',
    plugins: ['acme', '@openclaw/groq-provider'],
    profiles: { 'openai:work': 'oauth' },
  };
  const rulesOf = (project: object) =>
    check(memory({ '/h/openclaw.json': config, '/h/clawlint.json': JSON.stringify(project) }), {
      config: '/h/openclaw.json',
      closedWorld: true,
    }).diagnostics.map(({ rule }) => rule);
  const without = rulesOf({});
  for (const id of ['missing-env-var', 'model-ref-unknown-provider', 'provider-plugin-not-installed', 'unknown-name'])
    assert.ok(without.includes(id), id);
  assert.deepEqual(rulesOf(elsewhere), []);
  const path = home({
    'h/openclaw.json': config,
    'clawlint.json': '{ "envFiles": "prod.env" }',
    'prod.env': 'LAB_KEY=x\n',
  });
  assert.doesNotMatch(said(path, 'h'), /LAB_KEY/);
});

test('a search passes over what .gitignore and `ignore` name, and nothing else', () => {
  const folder = home({
    '.gitignore': 'out/\n*.bak/\n!keep.bak/\n',
    'a/.gitignore': '/gone\n',
    'clawlint.json': '{ "ignore": ["old/", "fixtures/*", "!fixtures/real"] }',
    ...Object.fromEntries(
      [
        'out/x',
        'a/gone',
        'a/b',
        'x.bak',
        'keep.bak',
        'old',
        'fixtures/bad',
        'fixtures/real',
        'vendor/x',
        'dist',
        'target',
      ]
        .concat('.venv/x', 'node_modules/y', '1/2/3/4/5/6/7/8/9/10')
        .map((name) => [`${name}/openclaw.json`, '{}']),
    ),
  });
  mkdirSync(join(folder, '.git'));
  const found = (...args: string[]) =>
    JSON.parse(run(folder, ['--format', 'json', ...args]).output).homes.map((each: { config: string }) => each.config);
  assert.deepEqual(
    found('.').map((path: string) => path.replace('/openclaw.json', '')),
    [
      '.venv/x',
      '1/2/3/4/5/6/7/8/9/10',
      'a/b',
      'dist',
      'fixtures/real',
      'keep.bak',
      'node_modules/y',
      'target',
      'vendor/x',
    ],
  );
  assert.equal(found('out').length, 1, 'what is named is looked at');
  assert.deepEqual(found('a'), ['a/b/openclaw.json'], 'folders around count');
  assert.match(run(folder, ['config', 'old']).output, /a search passes it over, as clawlint\.json says/);
  assert.match(run(folder, ['config', 'out/x']).output, /a search passes it over, as \.gitignore says/);
  said(folder);
});

test('the published schema takes what is read, and refuses what is not', () => {
  const validate = new Ajv({ allowUnionTypes: true, validateFormats: false }).compile(printedProjectSchema() as object);
  const whole = {
    $schema: 'x',
    extends: './a.json',
    release: '2026.9.6',
    rules: { 'duplicate-entry': 'off' },
    variables: ['A'],
    envFiles: ['a.env'],
    providers: 'x',
    plugins: ['y'],
    profiles: { 'openai:work': 'oauth' },
    snapshot: 'clawlint.snapshot.json',
    ignore: ['old/'],
    overrides: [{ paths: ['a/**'], release: '2026.8.2', rules: { 'duplicate-entry': 'error' } }],
  };
  assert.deepEqual(Object.keys(whole).sort(), [...PROJECT_KEYS.keys()].sort());
  assert.ok(validate(whole), JSON.stringify(validate.errors));
  for (const wrong of [{ rule: {} }, { rules: { x: 'off' } }, { overrides: [{ rules: {} }] }, { release: 9 }])
    assert.ok(!validate(wrong), JSON.stringify(wrong));
  const { output } = run('.', ['schema', 'clawlint.json']);
  assert.deepEqual(JSON.parse(output), printedProjectSchema());
});

test('an editor’s half-written file is no reason to stop', () => {
  const folder = home({ 'openclaw.json': TWICE });
  for (const text of [
    '',
    '{',
    '{ "overrides": [',
    '{ "overrides": [{ "paths": ',
    '{ "extends": ',
    '[]',
    '{ "ignore": {} }',
  ]) {
    writeFileSync(join(folder, 'clawlint.json'), text);
    assert.equal(run(folder, []).code, 0, text);
  }
  said(folder);
});
