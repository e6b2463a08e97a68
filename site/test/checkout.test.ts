import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Block, blocksOf } from '../../test/blocks.ts';
import { ROOT } from '../../test/fixtures.ts';

// What the manual says to type in a checkout of this repository, typed into one that has just been made. The packages
// come from the registry.

const folder = mkdtempSync(join(tmpdir(), 'clawlint-checkout-'));
const checkout = join(folder, 'clawlint');
const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
after(() => rmSync(folder, { recursive: true, force: true }));
before(() => {
  for (const path of execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0')) {
    if (path === '') continue;
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    cpSync(join(ROOT, path), join(checkout, path), { verbatimSymlinks: true });
  }
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/code'), '#!/bin/sh\n[ "$1" = --install-extension ] && test -s "$2"\n', {
    mode: 0o755,
  });
  execFileSync('sh', ['-c', 'git init -q && git add -A && git -c user.name=a -c user.email=a@b commit -qm a'], {
    cwd: checkout,
  });
});

const block = (page: string, begins: string): Block =>
  blocksOf(page).find(({ text }) => text.startsWith(begins)) ?? assert.fail(`${page}: ${begins}`);

function type({ text }: Block): void {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', text], { cwd: checkout, encoding: 'utf8', env });
  assert.equal(status, 0, stdout + stderr);
}

test('editors/README.md: the extension is packaged and handed to VS Code', () =>
  type(block('editors/README.md', 'npm ci && npm run build')));

test('CONTRIBUTING.md: what is typed while one works changes nothing in a tidy checkout', () => {
  const { text, ...rest } = block('CONTRIBUTING.md', 'npm run format');
  // the fixture has a finding, so that its line ends with 1
  for (const line of text.trimEnd().split('\n'))
    type({ ...rest, text: /dist\/cli\.cjs/.test(line) ? line.replace('node ../', '! node ../') : line });
  assert.equal(execFileSync('git', ['status', '--porcelain'], { cwd: checkout, encoding: 'utf8' }), '');
});

test('docs/site.md: the site is built and served', async () => {
  const [build, serve = ''] = block('docs/site.md', 'npm run site').text.trimEnd().split('\n');
  assert.equal(`${build} -- --serve`, serve);
  const child = spawn('bash', ['-c', `exec ${serve}`], { cwd: checkout, env, detached: true });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  try {
    while (!/http:\S+/.test(said)) {
      assert.equal(child.exitCode, null, said);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const page = await fetch(`${/http:\S+/.exec(said)![0]}playground/`);
    assert.match(await page.text(), /Content-Security-Policy/);
  } finally {
    process.kill(-child.pid!);
  }
});
