import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './fixtures.ts';

test('no-licence-in-package: the package holds its licence and the notices of what is bundled', () => {
  const shell = process.platform === 'win32';
  const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell,
  });
  const [{ files }] = JSON.parse(said) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  for (const path of ['LICENSE', 'README.md', 'dist/THIRD-PARTY-NOTICES.txt']) assert.ok(paths.includes(path), path);
  const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['jsonc-parser', 'vscode-jsonrpc', 'vscode-languageserver'])
    assert.match(notices, new RegExp(`^${name} \\d[\\d.]* \\(MIT\\)\\n\\n[^]*?Copyright \\(c\\) Microsoft`, 'm'));
});
