import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FIXTURES, run } from './fixtures.ts';

const home = mkdtempSync(join(tmpdir(), 'clawlint-baseline-'));
after(() => rmSync(home, { recursive: true }));
cpSync(join(FIXTURES, 'homes/example'), home, { recursive: true });
const config = join(home, 'openclaw.json');
const baseline = join(home, 'clawlint.baseline.json');

test('after a baseline only what is new is reported, and what has gone is taken out by --fix', () => {
  const { output, code } = run(home, ['baseline']);
  assert.equal(output, 'clawlint.baseline.json: permits 8 findings; later runs report what is new\n');
  assert.equal(code, 0);
  const written = readFileSync(baseline, 'utf8');
  assert.match(run(home, []).output, /^openclaw\.json: no problems/);

  const text = readFileSync(config, 'utf8');
  writeFileSync(config, `\n\n// lines that move nothing\n${text}`);
  assert.match(run(home, []).output, /^openclaw\.json: no problems/);

  writeFileSync(config, text.replace('fallbacks: ["mini", ', 'fallbacks: ["mini", "opnai/gpt-5.5", '));
  const worse = run(home, ['--fail-on', 'warning']);
  assert.equal(worse.code, 1);
  assert.match(worse.output, /no provider `opnai`/);
  assert.doesNotMatch(worse.output, /invalid-enum/);

  writeFileSync(config, text.replace('api: "anthropic"', 'api: "anthropic-messages"'));
  const better = run(home, []);
  assert.match(better.output, /clawlint\.baseline\.json:\d+:\d+ info clawlint-baseline \[fix\]/);
  assert.equal(better.code, 0);
  assert.equal(run(home, ['--fix']).code, 0);
  assert.match(run(home, []).output, /^openclaw\.json: no problems/);
  assert.notEqual(readFileSync(baseline, 'utf8'), written);
  assert.doesNotMatch(readFileSync(baseline, 'utf8'), /invalid-enum/);
});

test('an update is judged without the baseline: the gateway does not know it', () => {
  cpSync(join(FIXTURES, 'homes/example'), home, { recursive: true });
  run(home, ['baseline']);
  assert.equal(run(home, ['upgrade']).code, 1);
});
