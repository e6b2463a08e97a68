import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  const [{ files, size }] = JSON.parse(said) as [{ files: { path: string }[]; size: number }];
  assert.ok(size <= 450 * 1024, `${size} bytes, packed`);
  const paths = files.map(({ path }) => path);
  for (const path of ['LICENSE', 'README.md', 'dist/THIRD-PARTY-NOTICES.txt']) assert.ok(paths.includes(path), path);
  const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['jsonc-parser', 'vscode-jsonrpc', 'vscode-languageserver'])
    assert.match(notices, new RegExp(`^${name} \\d[\\d.]* \\(MIT\\)\\n\\n[^]*?Copyright \\(c\\) Microsoft`, 'm'));
});

test('publint and arethetypeswrong have nothing to say of the package', { skip: process.platform === 'win32' }, () => {
  const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);
  const pack = execFileSync(bin('publint'), ['--strict'], { cwd: ROOT, encoding: 'utf8' });
  assert.match(pack, /All good!/);
  const [command] = /attw .*(?=")/.exec(readFileSync(join(ROOT, 'package.json'), 'utf8'))!;
  execFileSync(bin('attw'), command!.split(' ').slice(1), { cwd: ROOT, stdio: 'pipe' });
});

test('what is packed works without anything else, as in the image', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-package-'));
  t.after(() => rmSync(folder, { recursive: true }));
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    stdio: 'pipe',
    shell: true,
  });
  const [name] = readdirSync(folder);
  execFileSync('tar', ['xzf', name!, '--strip-components', '1'], { cwd: folder });
  const call = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'dist/cli.cjs'), ...args], {
      cwd: join(ROOT, 'fixtures'),
      encoding: 'utf8',
    });
  assert.equal(call('homes/example').status, 1);
  assert.match(call('manifests/kubernetes.yaml').stdout, /^manifests\/kubernetes\.yaml:11:/);
  assert.match(call('homes', '--jobs', '2').stdout, /homes: /);
  for (const script of [
    'const { check } = require("clawlint"); check',
    'import { openHomes } from "clawlint/node"; openHomes',
  ]) {
    const type = script.startsWith('import') ? 'module' : 'commonjs';
    const args = [`--input-type=${type}`, '-e', `${script}.call()`];
    const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    assert.doesNotMatch(stderr, /Cannot find|ERR_MODULE|SyntaxError/, stderr);
  }
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.equal(dependencies, undefined);
});
