import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLI, FIXTURES, ROOT } from './fixtures.ts';

const isInstalled = spawnSync('emacs', ['--batch', '-q', '--eval', "(require 'eglot)"]).status === 0;

test('Emacs with eglot shows findings, hover and completion', {
  skip: !isInstalled && 'emacs with eglot is not installed',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-emacs-'));
  cpSync(join(FIXTURES, 'homes/example'), folder, { recursive: true });
  const { stdout, stderr } = spawnSync('emacs', ['--batch', '-q', '-l', join(ROOT, 'test/emacs/session.el')], {
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      LANG: 'C.UTF-8',
      CLAWLINT_NODE: process.execPath,
      CLAWLINT_CLI: CLI,
      CLAWLINT_HOME: folder,
      CLAWLINT_EMACS: join(ROOT, 'editors/emacs/clawlint.el'),
    },
  });
  rmSync(folder, { recursive: true });
  const seen = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    problem?: string;
    mode: string;
    lines: number[];
    hover: string;
    completion: string[];
    sameServer: boolean;
    left: number[];
    credentials: boolean;
  };
  assert.equal(seen.problem, undefined, stderr);
  assert.equal(seen.mode, 'openclaw-mode');
  assert.deepEqual(seen.lines, [6, 10, 18, 19, 33]);
  assert.match(seen.hover, /anthropic\/claude-sonnet-4-6[^]*attempt 1/);
  assert.ok(seen.completion.includes('minimax/MiniMax-M2.5'));
  assert.ok(seen.sameServer && seen.credentials, 'config, .env and credentials have one server');
  assert.deepEqual(seen.left, [6, 10, 18, 33], 'a variable that is set in .env is no longer missing');
});
