import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { CLI } from './fixtures.ts';

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
  const told = async (count: number) => {
    while (checks().length < count) await after(20);
  };
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
