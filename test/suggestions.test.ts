import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { disk } from '../src/disk/disk.ts';
import { applyFixes } from '../src/edit/apply.ts';
import { memory, overlay } from '../src/files.ts';
import { toJson } from '../src/report/json.ts';
import { rules } from '../src/rules/index.ts';
import type { Diagnostic } from '../src/rules/rule.ts';
import { FIXTURES, scenarios } from './fixtures.ts';

const told = ({ rule, message }: Diagnostic) => `${rule}: ${message}`;
const syntax = (found: readonly Diagnostic[]) =>
  found.filter(({ rule }) => rule === 'json5-syntax' || rule === 'duplicate-json-key').map(told);

for (const { id } of rules)
  for (const { name, folder, command } of scenarios(join(FIXTURES, id)).filter(({ name }) => name.startsWith('bad'))) {
    const { release, closedWorld } = readArguments(command.split(/\s+/).slice(1));
    const options = { config: join(folder, 'openclaw.json'), closedWorld, ...(release !== undefined && { release }) };
    const before = check(disk, options).diagnostics;
    for (const finding of before.filter(
      ({ help, suggestions }) => suggestions || /^(?:did you mean|remove it)/.test(help ?? ''),
    ))
      test(`${id}/${name}: what \`${finding.rule}\` asks whether it was meant can be had`, () => {
        assert.ok(finding.fix || finding.suggestions, `${finding.message}: ${finding.help}`);
        for (const suggestion of finding.suggestions ?? []) {
          const said = suggestion.title.replace(/^write /, '').replace(/^remove `.*`$/, 'remove it');
          assert.ok(
            [said, suggestion.title].some((each) => finding.help!.includes(each)),
            `${suggestion.title} is no answer to ${finding.help}`,
          );
          const texts = new Map([...applyFixes([suggestion])].map(([file, text]) => [file.path, text]));
          const after = check(overlay(texts, disk), options).diagnostics;
          assert.ok(!after.map(told).includes(told(finding)), `${suggestion.title} mends nothing`);
          assert.deepEqual(syntax(after), syntax(before), suggestion.title);
        }
      });
  }

/** What one rule suggests for a config, as titles; and what becomes of the config by the first. */
function suggested(
  config: string,
  rule: string,
  others: { [path: string]: string } = {},
): { titles: string[]; text: string } {
  const found = check(memory({ 'openclaw.json': config, ...others }))
    .diagnostics.filter((each) => each.rule === rule)
    .flatMap(({ suggestions = [] }) => suggestions);
  return { titles: found.map(({ title }) => title), text: [...applyFixes(found.slice(0, 1)).values()][0] ?? config };
}

test('of a model only the part that is wrong changes, whatever it is written with', () => {
  const home = (ref: string) =>
    `{ models: { providers: { mini: { baseUrl: 'https://m.example.com', models: [{ id: 'm-one', name: 'M' }] } } }, agents: { defaults: { model: ${ref} } } }`;
  assert.equal(suggested(home("'minni/m-one@work'"), 'model-ref-unknown-provider').text, home("'mini/m-one@work'"));
  assert.equal(suggested(home("'\\x6dinni/m-one'"), 'model-ref-unknown-provider').text, home("'mini/m-one'"));
  assert.equal(suggested(home("'mini/m-onee@work'"), 'provider-model-not-declared').text, home("'mini/m-one@work'"));
});

test('a variable is renamed wherever it is used', () => {
  const home = (name: string) =>
    `{ models: { providers: { a: { apiKey: '\${${name}}', baseUrl: 'https://x/\${${name}}', models: [] }, b: { apiKey: '$${name}', baseUrl: 'https://x', models: [] }, c: { apiKey: { source: 'env', provider: 'default', id: '${name}' }, baseUrl: 'https://x', models: [] } } } }`;
  assert.equal(suggested(home('MINI_KEYY'), 'missing-env-var', { '.env': 'MINI_KEY=x\n' }).text, home('MINI_KEY'));
});

test('a key is given no name that another one has', () => {
  assert.deepEqual(suggested('{ auth: { profile: 1, profiles: {} } }', 'unknown-key').titles, ['remove `profile`']);
  assert.deepEqual(
    suggested('{ auth: { order: { claude: [], anthropic: [] } } }', 'order-provider-key-unknown').titles,
    [],
  );
  assert.equal(
    suggested('{ auth: { order: { copilot: [] } } }', 'order-provider-key-unknown').text,
    '{ auth: { order: { "github-copilot": [] } } }',
  );
});

test('fixes write in the quotes of their neighbours', () => {
  const fixed = (config: string, rule: string) =>
    [
      ...applyFixes(
        check(memory({ 'openclaw.json': config }), { release: '2026.9.6' }).diagnostics.flatMap((each) =>
          each.rule === rule && each.fix ? [each.fix] : [],
        ),
      ).values(),
    ][0];
  assert.equal(fixed("{ 'env': { 'A_KEY': 'x' } }", 'env-block-flat'), "{ 'env': { 'vars': { 'A_KEY': 'x' } } }");
  const models = (row: string) =>
    `{ models: { providers: { p: { baseUrl: 'https://p.example.com', models: [${row}] } } } }`;
  assert.equal(fixed(models("{ id: 'm' }"), 'custom-provider-incomplete'), models("{ id: 'm', name: 'm' }"));
  assert.equal(fixed(models("'m'"), 'custom-provider-incomplete'), models("{ id: 'm', name: 'm' }"));
  assert.equal(
    fixed("{ agents: { defaults: { models: { fast: 'openai/gpt-5.5' } } } }", 'model-config-shape'),
    "{ agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'fast' } } } } }",
  );
});

test('JSON tells what was meant apart from what is certain, and repeats no secret', () => {
  const report = (config: string) => toJson([check(memory({ 'openclaw.json': config }))]).findings;
  const [finding] = report(
    '{ auth: { profiles: { "anthropic:work": { provider: "anthropic", mode: "api_key" } }, order: { anthropic: ["anthropic:wrok"] } } }',
  ).filter(({ rule }) => rule === 'auth-order-unknown-profile');
  assert.equal(finding!.fix, undefined);
  assert.deepEqual(finding!.suggestions, [
    {
      title: 'write `anthropic:work`',
      edits: [{ file: 'openclaw.json', line: 1, column: 108, endLine: 1, endColumn: 124, text: '"anthropic:work"' }],
    },
  ]);
  const [paid] = report('{ agents: { defaults: { model: "openai-codex/gpt-5.5" } } }').filter(
    ({ rule }) => rule === 'legacy-provider-id',
  );
  assert.equal(paid!.fix!.unsafe, true);
  const key = 'sk-ant-api03-CANARYxQ7vK2mB9';
  const leaky = report(
    `{ auth: { profiles: { "${key}": { provider: "anthropic", mode: "api_key" } }, order: { anthropic: ["${key}x"] } } }`,
  );
  assert.ok(leaky.some(({ help }) => help?.startsWith('did you mean')));
  assert.doesNotMatch(JSON.stringify(leaky), /CANARY/);
});

test('of two values for a variable either can go, with its quotes and what leads to it', () => {
  const config = "{ env: { vars: { LAB_URL: 'https://a' } } }";
  const env = 'A=1\r\nexport LAB_URL="https://b" # new\r\nB=2\r\n';
  const [conflict] = check(memory({ 'openclaw.json': config, '.env': env })).diagnostics.filter(
    ({ rule }) => rule === 'env-value-conflict',
  );
  const after = conflict!.suggestions!.map((each) => [...applyFixes([each]).values()][0]);
  assert.deepEqual(after, ['{ env: { vars: {} } }', 'A=1\r\nB=2\r\n']);
  const twice = check(memory({ 'openclaw.json': '{}', '.env': 'export A_KEY="1" # old\nA_KEY=2\n' })).diagnostics.find(
    ({ rule }) => rule === 'dotenv-syntax',
  );
  assert.equal([...applyFixes(twice!.suggestions!).values()][0], 'A_KEY=2\n');
});

test('a placeholder goes unless the config refers to it', () => {
  const env = 'OPENAI_API_KEY=your-api-key\n';
  const open = (config: string) => suggested(config, 'placeholder-secret', { '.env': env }).titles;
  assert.deepEqual(open("{ agents: { defaults: { model: 'openai/gpt-5.5' } } }"), ['remove it']);
  assert.deepEqual(open("{ models: { providers: { openai: { apiKey: '${OPENAI_API_KEY}' } } } }"), []);
});

test('an agent whose id is taken keeps what it was called as its name', () => {
  const config = "{ agents: { list: [{ id: 'ops-team' }, { id: 'Ops Team' }, { id: 'ops-team-2' }] } }";
  const found = check(memory({ 'openclaw.json': config }), { release: '2026.4.15' }).diagnostics;
  const [taken] = found.filter(({ rule }) => rule === 'agent-id-collision');
  assert.equal(
    [...applyFixes(taken!.suggestions!).values()][0],
    "{ agents: { list: [{ id: 'ops-team' }, { id: 'ops-team-3', name: 'Ops Team' }, { id: 'ops-team-2' }] } }",
  );
});
