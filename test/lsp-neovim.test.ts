import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLI, FIXTURES, ROOT } from './fixtures.ts';

const isInstalled = spawnSync('nvim', ['--version']).status === 0;

interface Seen {
  problem?: string;
  diagnostics: { code: string; line: number; column: number; message: string }[];
  shown: string[];
  hover: string[];
  definition: string;
  renamed: string[];
  completion: string[];
  /** not before 0.10 */
  hints?: string[];
  /** not before 0.8 */
  fixed?: string;
  left: string[];
  clients: number;
}

test('Neovim shows findings, hover and completion, and renames', {
  skip: !isInstalled && 'nvim is not installed',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-neovim-'));
  cpSync(join(FIXTURES, 'homes/example'), folder, { recursive: true });
  const { stdout, stderr } = spawnSync(
    'nvim',
    ['--headless', '--clean', '-n', '-S', join(ROOT, 'test/neovim/session.lua')],
    {
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        CLAWLINT_NODE: process.execPath,
        CLAWLINT_CLI: CLI,
        CLAWLINT_HOME: folder,
        CLAWLINT_NEOVIM: join(ROOT, 'editors/neovim/clawlint.lua'),
      },
    },
  );
  rmSync(folder, { recursive: true, maxRetries: 5 }); // a server that was left alone may still be writing
  if (process.env.SHOW) console.log(stdout);
  const seen = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Seen;
  assert.equal(seen.problem, undefined, stderr);
  assert.deepEqual(
    seen.diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`),
    [
      '6:55 profile-mode-mismatch',
      '10:45 auth-order-unknown-profile',
      '18:14 invalid-enum',
      '19:18 missing-env-var',
      '33:29 model-ref-unknown-provider',
    ],
  );
  assert.equal(seen.clients, 1, 'config and .env have one server');
  assert.ok(
    seen.shown.some((text) => text.includes('is stored as `api_key`')),
    'a finding stands beside its line',
  );
  assert.match(seen.hover.join('\n'), /^Per provider, the profiles to try and in which order/);
  assert.match(seen.definition, /"openai\/gpt-5-mini": \{ alias: "mini" \}/);
  assert.match(seen.renamed.join('\n'), /alias: "tiny"[^]*fallbacks: \["tiny"/);
  assert.ok(seen.completion.includes('sonnet') && seen.completion.includes('minimax/MiniMax-M2.5'));
  if (seen.hints) assert.deepEqual(seen.hints, ['→ anthropic/claude-sonnet-4-6', '→ openai/gpt-5-mini']);
  if (seen.fixed) assert.match(seen.fixed, /\["anthropic:subscription", "anthropic:api"\]/);
  const unknown = seen.fixed ? [] : ['auth-order-unknown-profile'];
  assert.deepEqual(seen.left, ['profile-mode-mismatch', ...unknown, 'invalid-enum', 'model-ref-unknown-provider']);
});
