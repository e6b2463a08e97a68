import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { processesFor } from '../src/cli/jobs.ts';
import { CLI, ROOT, run } from './fixtures.ts';

const DOC = readFileSync(join(ROOT, 'docs/fleets.md'), 'utf8');
const BAD = '{ "agents": { "defaults": { "modle": "${SHARED}" } } }';

/** Homes with findings of their own, and a file that all of them share. */
function fleet(t: TestContext, count: number): string {
  const root = mkdtempSync(join(tmpdir(), 'clawlint-fleet-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (let i = 0; i < count; i++) {
    const home = join(root, 'bots', `bot-${String(i).padStart(3, '0')}`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'openclaw.json'), i % 3 === 0 ? BAD : `{ "gateway": { "port": ${18_000 + i} } }`);
  }
  writeFileSync(join(root, 'clawlint.json'), '{ "rules": { "no-such-rule": "off" } }');
  return root;
}

test('the report of several processes is that of one, in every format', (t) => {
  const root = fleet(t, 50);
  for (const format of [
    'pretty',
    'json',
    'github',
    'sarif',
    'gitlab',
    'junit',
    'checkstyle',
    'concise',
    'agent',
    'ndjson',
  ]) {
    const one = run(root, ['.', '--format', format]);
    assert.equal(one.code, 1);
    assert.deepEqual(run(root, ['.', '--format', format, '--jobs', '3']), one, format);
  }
  for (const args of [['--quiet'], ['--max-warnings', '0', '--fail-on', 'never'], ['--rule', 'clawlint-config']])
    assert.deepEqual(run(root, ['.', ...args, '-j', '2']), run(root, ['.', ...args]), args.join(' '));
  const files = [
    '--format',
    'sarif=a.sarif',
    '--format',
    'pretty=a.txt',
    '--format',
    'ndjson=a.ndjson',
    '--format',
    'concise',
  ];
  const written = () => ['a.sarif', 'a.txt', 'a.ndjson'].map((name) => readFileSync(join(root, name), 'utf8'));
  const one = run(root, ['.', ...files]);
  const expected = written();
  assert.deepEqual(run(root, ['.', ...files, '-j', '2']), one);
  assert.deepEqual(written(), expected);
});

test('thousands of homes are checked in several processes without being asked', () => {
  assert.deepEqual([1, 1999].map(processesFor), [1, 1]);
  assert.equal(processesFor(2000), Math.min(2, availableParallelism()));
  assert.equal(processesFor(100_000), Math.min(4, availableParallelism()));
});

test('what a shared file has wrong is said once, and the sums count it once', (t) => {
  const root = fleet(t, 40);
  const { output } = run(root, ['.', '-j', '2']);
  assert.equal(output.match(/clawlint-config/g)?.length, 1);
  assert.match(output, /\n40 homes: 14 errors, 15 warnings \(/);
});

test('paths come from standard input, or from a pattern', (t) => {
  const root = fleet(t, 5);
  const paths = [0, 3].map((i) => `bots/bot-00${i}/openclaw.json`);
  const listed = run(root, ['--stdin0', '--format', 'concise'], paths.map((each) => `${each}\0`).join(''));
  assert.equal(listed.output, run(root, [...paths, '--format', 'concise']).output);
  const all = run(root, ['.', '--format', 'ndjson']).output;
  for (const pattern of ['bots/*/openclaw.json', '**/openclaw.json', 'bots/bot-00?', './bots/bot-*'])
    assert.equal(run(root, [pattern, '--format', 'ndjson']).output, all, pattern);
  assert.equal(run(root, ['bots/*/nothing']).code, 3);
  assert.equal(run(root, ['--stdin0'], '').code, 3);
});

test('homes come as lines of JSON, and a line that is none stops nothing', () => {
  const [, example] = /```json\n(.*)\n```/.exec(DOC)!;
  const lines = [
    example!,
    'nonsense sk-secret-Value-1234',
    '',
    '{"id":1}',
    '{"files":{"a.json":"{}"},"config":"a.json"}',
  ];
  const { output, errors, code } = run(ROOT, ['--ndjson'], lines.join('\n'));
  assert.equal(errors, '');
  assert.equal(code, 2);
  const said = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(said.length, 4);
  assert.equal(said[0].id, 'bot-17');
  assert.equal(said[0].homes[0].release, '2026.9.6');
  assert.deepEqual(
    said[0].findings.map(({ rule }: { rule: string }) => rule),
    ['unknown-key'],
  );
  assert.deepEqual(said[1], { error: 'the line is no JSON' });
  assert.match(said[2].error, /no "files"/);
  assert.equal(said[2].id, 1);
  assert.deepEqual(said[3].findings, []);
  assert.equal(run(ROOT, ['--ndjson', '.']).code, 2);
});

test('docs/fleets.md: GNU parallel over two hosts, and the Job, say what one process says', (t) => {
  const root = fleet(t, 0);
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin/clawlint'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(join(root, 'bin/clawlint'), 0o755);
  const homes = Array.from({ length: 30 }, (_, i) =>
    JSON.stringify({ id: i, files: { 'openclaw.json': i % 3 ? '{}' : BAD } }),
  );
  writeFileSync(join(root, 'homes.ndjson'), `${homes.join('\n')}\n`);
  const expected = run(root, ['--ndjson'], homes.join('\n')).output;
  const sh = (script: string, variables: Record<string, string>) =>
    spawnSync('sh', ['-c', script], {
      cwd: root,
      encoding: 'utf8',
      env: { HOME: root, PATH: `${join(root, 'bin')}:${process.env.PATH}`, ...variables },
    });
  const container = parse(/```yaml\n([^]*?)```/.exec(DOC)![1]!).spec.template.spec.containers[0];
  const parts = Array.from({ length: 10 }, (_, i) => {
    const script = container.args[0].replaceAll('/homes/', './');
    assert.equal(sh(script, { JOB_COMPLETION_INDEX: String(i) }).status, 0);
    return readFileSync(join(root, `findings-${i}.ndjson`), 'utf8');
  });
  const sorted = (text: string) => text.trimEnd().split('\n').sort();
  assert.deepEqual(sorted(parts.join('')), sorted(expected));
  const command = /^parallel .*$/m.exec(DOC)![0].replace('--block 1M', '--block 500');
  if (spawnSync('parallel', ['--version']).error) return t.diagnostic('GNU parallel is not installed');
  // two hosts as far as one machine has them
  const { stderr, status } = sh(command, { HOSTS: '1/:,1/:' });
  assert.equal(readFileSync(join(root, 'findings.ndjson'), 'utf8'), expected, stderr);
  assert.notEqual(status, 0, 'as findings say');
  return undefined;
});
