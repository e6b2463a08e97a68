import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { FIXTURES, ROOT, run } from './fixtures.ts';

const yaml = (path: string) => parse(readFileSync(join(ROOT, path), 'utf8'));
const EXAMPLE = join(FIXTURES, 'homes/example');

test('what the GitHub action runs annotates, counts, writes SARIF and fails', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-action-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const sarif = join(folder, 'out.sarif');
  const call = (variables: Record<string, string>) =>
    spawnSync('bash', [join(ROOT, '.github/check.sh')], {
      cwd: EXAMPLE,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, GITHUB_ACTION_PATH: ROOT, GITHUB_OUTPUT: join(folder, 'output'), ...variables },
    });
  const { status, stdout, stderr } = call({ PATHS: '.', RELEASE: '', FAIL_ON: 'error', SARIF: sarif });
  assert.equal(stderr, '');
  assert.equal(status, 1);
  assert.match(stdout, /^::warning file=fixtures\/homes\/example\/openclaw\.json,line=6,/);
  const [errors, warnings] = readFileSync(join(folder, 'output'), 'utf8').split('\n');
  assert.equal(errors, `errors=${stdout.match(/^::error /gm)?.length}`);
  assert.equal(warnings, `warnings=${stdout.match(/^::warning /gm)?.length}`);
  const { runs } = JSON.parse(readFileSync(sarif, 'utf8'));
  assert.equal(runs[0].results.length, stdout.trimEnd().split('\n').length);
  assert.equal(call({ FAIL_ON: 'never' }).status, 0);
  assert.equal(call({ PATHS: 'nowhere', RELEASE: '' }).status, 3);
});

test('the problem matcher reads every line of --format concise', () => {
  const { problemMatcher } = JSON.parse(readFileSync(join(ROOT, '.github/clawlint-matcher.json'), 'utf8'));
  const matcher = new RegExp(problemMatcher[0].pattern[0].regexp);
  for (const line of run(EXAMPLE, ['--format', 'concise']).output.trimEnd().split('\n')) assert.match(line, matcher);
});

test('the action says what its script reads, and uploads what it writes', () => {
  const { inputs, outputs, runs } = yaml('action.yml');
  const script = readFileSync(join(ROOT, '.github/check.sh'), 'utf8');
  const [, check, upload] = runs.steps;
  for (const name of Object.keys(check.env)) assert.ok(script.includes(`{${name}:-`), name);
  for (const name of ['paths', 'release', 'fail-on', 'sarif'])
    assert.ok(JSON.stringify(check.env).includes(`inputs.${name}`), name);
  assert.match(upload.if, /^always\(\) && inputs\.format == 'sarif'$/);
  assert.ok('format' in inputs);
  assert.deepEqual(Object.keys(outputs), ['errors', 'warnings']);
});

test('the job of GitLab writes the report that it hands on', (t) => {
  const { script, variables, artifacts } = yaml('.gitlab/clawlint.yml').clawlint;
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-gitlab-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const report = join(folder, artifacts.reports.codequality);
  const { status } = spawnSync('sh', ['-c', script[0].replace(artifacts.reports.codequality, report)], {
    cwd: EXAMPLE,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...variables, CLAWLINT: `${process.execPath} ${join(ROOT, 'dist/cli.cjs')}` },
  });
  assert.equal(status, 1);
  assert.ok(JSON.parse(readFileSync(report, 'utf8')).length > 0);
});

test('a repository of five homes gives one readable result', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'clawlint-five-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const name of ['ada', 'bob', 'cleo', 'dan', 'eve'])
    cpSync(EXAMPLE, join(root, 'bots', name), { recursive: true });
  const { output, code } = run(root, ['.']);
  assert.equal(code, 1);
  assert.match(output, /\n5 homes: 10 errors, 30 warnings \(.*\)\n15 can be mended with --fix\nstart with --fix: /);
  assert.deepEqual(
    [...new Set(output.match(/^bots\/\w+(?=\/)/gm))],
    ['bots/ada', 'bots/bob', 'bots/cleo', 'bots/dan', 'bots/eve'],
  );
});
