import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FIXTURES, ROOT, run } from './fixtures.ts';

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
