import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { CLI, inTime, run } from './fixtures.ts';

/** Looks until it is so. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  let isOver = false;
  const looking = async () => {
    while (!isOver && !isSo()) await after(20);
  };
  await inTime(looking(), what).finally(() => (isOver = true));
}

test('--watch checks again when a file of the home changes, and not because of its own report', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-watch-'));
  const config = join(folder, 'openclaw.json');
  writeFileSync(config, '{}');
  const report = join(folder, 'report.txt');
  const watching = spawn(process.execPath, [CLI, '--watch', '.'], {
    cwd: folder,
    stdio: ['ignore', openSync(report, 'w'), 'ignore'],
  });
  const checks = () => readFileSync(report, 'utf8').match(/^openclaw\.json: .*$/gm) ?? [];
  const told = (count: number) => until(() => checks().length >= count, `check ${count}`);
  try {
    await told(1);
    writeFileSync(config, '{ "gatway": {} }');
    await told(2);
    writeFileSync(config, '{ "gateway": {} }');
    await told(3);
    assert.deepEqual(
      checks().map((line) => line.replace(/ \(.*/, '')),
      ['openclaw.json: no problems', 'openclaw.json: 1 error', 'openclaw.json: no problems'],
    );
  } finally {
    watching.kill();
  }
});

test('a report into the folder that is watched is no change, and one in place of a file of the home is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-watch-'));
  const config = join(folder, 'openclaw.json');
  writeFileSync(config, '{ "foo": 1 }');
  const log = join(folder, 'log.txt');
  const args = [CLI, '--watch', '.', '--output-file', 'report.txt'];
  const watching = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', openSync(log, 'w'), 'ignore'] });
  const waits = () => readFileSync(log, 'utf8').split('watching').length - 1;
  const path = join(folder, 'report.txt');
  const reported = (text: string) => until(() => existsSync(path) && readFileSync(path, 'utf8').includes(text), text);
  try {
    await reported('`foo`');
    writeFileSync(config, '{ "gatway": {} }');
    await reported('`gatway`');
    writeFileSync(config, '{}');
    await reported('no problems');
    // a report that comes for the first time is a new name in the folder, and looked at once
    assert.ok(waits() <= 4, `${waits()} checks`);
  } finally {
    watching.kill();
  }
});

test('a report never takes the place of a file that the check reads', { skip: process.platform === 'win32' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-report-'));
  const texts = {
    'openclaw.json': '{ "$include": "./more.json", "foo": 1 }',
    'more.json': '{}',
    'clawlint.json': '{}',
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  symlinkSync('openclaw.json', join(folder, 'link'));
  for (const args of [
    ['--output-file', 'openclaw.json'],
    ['--format', 'json=./more.json'],
    ['--format', 'json=link'],
    ['.', '--output-file', 'clawlint.json'],
    ['--statistics', '--output-file', 'openclaw.json'],
    ['-', '--output-file', 'openclaw.json'],
  ]) {
    const { code, errors } = run(folder, args, args[0] === '-' ? texts['openclaw.json'] : undefined);
    assert.equal(code, 2, args.join(' '));
    assert.match(errors, /would take the place of a file of this home; name another/);
    for (const [name, text] of Object.entries(texts)) assert.equal(readFileSync(join(folder, name), 'utf8'), text);
  }
  assert.equal(run(folder, ['--output-file', 'report.txt']).code, 1);
  assert.equal(run(folder, ['--output-file', 'report.txt']).code, 1);
});
