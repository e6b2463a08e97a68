import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';

const CONFIG = '{ gateway: { mode: "local" }, agents: { defaults: { model: "openai/gpt-5.5" } } }';
const ENV = 'OPENAI_API_KEY=sk-proj-4f1c0b7d22a94e8391\n';
/** Somebody who is not root, to whom root may give files. */
const USER = 1000;

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });

/** A folder that everybody may enter, with these files that everybody may read. */
function folder(t: { after(f: () => void): void }, texts: Readonly<Record<string, string>>): string {
  const at = mkdtempSync(join(tmpdir(), 'exposure-'));
  t.after(() => rmSync(at, { recursive: true, force: true }));
  chmodSync(at, 0o755);
  for (const [name, text] of Object.entries(texts)) {
    const path = join(at, name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    writeFileSync(path, text);
    chmodSync(path, 0o644);
    if (process.getuid?.() === 0) chownSync(path, USER, USER);
  }
  return at;
}

const said = (home: string, live = false): string[] =>
  check(disk, { config: join(home, 'openclaw.json'), live, release: '2026.9.6' })
    .diagnostics.filter(({ rule }) => rule === 'secret-file-exposed')
    .map(({ at, message }) => `${at.file.path.slice(home.length + 1)}: ${message}`);

const TRACKED = '.env: git tracks this file with `OPENAI_API_KEY`: whoever can read the repository can use the key';
const READABLE = '.env: every user of this machine may read this file with `OPENAI_API_KEY`';

test('a file is tracked once git has it, and no longer when it has been taken out', (t) => {
  const home = folder(t, { 'openclaw.json': CONFIG, '.env': ENV });
  git(home, 'init', '-q');
  assert.equal(disk.exposure!(join(home, '.env'))!.git, 'untracked');
  assert.deepEqual(said(home), []);
  git(home, 'add', 'openclaw.json', '.env');
  assert.equal(disk.exposure!(join(home, '.env'))!.git, 'tracked');
  assert.deepEqual(said(home), [TRACKED]);
  git(home, 'rm', '-q', '--cached', '.env');
  assert.deepEqual(said(home), []);
});

test('a home deep in a repository, and in a linked work tree of it', (t) => {
  const home = 'deploy/openclaw';
  const root = folder(t, { [`${home}/openclaw.json`]: CONFIG, [`${home}/.env`]: ENV });
  git(root, 'init', '-q');
  git(root, 'add', '.');
  git(root, 'commit', '-q', '-m', 'a');
  git(root, 'worktree', 'add', '-q', 'linked');
  assert.deepEqual(said(join(root, home)), [TRACKED]);
  assert.deepEqual(said(join(root, 'linked', home)), [TRACKED]);
});

test('only the file itself counts, not one whose name ends or begins alike', (t) => {
  const home = folder(t, { 'openclaw.json': CONFIG, '.env': ENV, 'sub/.env': ENV, 'x.env': ENV, '.env.example': '' });
  git(home, 'init', '-q');
  git(home, 'add', 'sub/.env', 'x.env', '.env.example');
  assert.equal(disk.exposure!(join(home, '.env'))!.git, 'untracked');
  assert.deepEqual(said(home), []);
});

test('what a shortened, damaged or missing index holds counts as not tracked', (t) => {
  const home = folder(t, { 'openclaw.json': CONFIG, '.env': ENV });
  const ofGit = () => disk.exposure!(join(home, '.env'))!.git;
  mkdirSync(join(home, '.git'));
  assert.equal(ofGit(), 'untracked');
  for (const index of ['', '.env\0', 'DIRC.env\0.env\0']) {
    writeFileSync(join(home, '.git/index'), index);
    assert.equal(ofGit(), 'untracked');
  }
  rmSync(join(home, '.git'), { recursive: true });
  writeFileSync(join(home, '.git'), 'gitdir: nowhere\n');
  assert.equal(ofGit(), 'untracked');
  assert.equal(disk.exposure!(join(home, 'missing')), undefined);
});

test('outside of a repository it matters who may read it', { skip: process.platform === 'win32' }, (t) => {
  const home = folder(t, { 'openclaw.json': CONFIG, '.env': ENV });
  const env = join(home, '.env');
  assert.deepEqual(said(home), [READABLE]);
  chmodSync(env, 0o600);
  assert.deepEqual(said(home), []);
  chmodSync(env, 0o640);
  assert.deepEqual(said(home), [], 'a group is mostly that of the user alone');
  chmodSync(env, 0o777);
  assert.deepEqual(said(home), [], 'a file system without permissions');
  chmodSync(env, 0o644);
  chmodSync(home, 0o700);
  assert.deepEqual(said(home), [], 'nobody else gets into the folder');
});

test('a checkout has the permissions git gives it; the own home of a machine has those it was given', (t) => {
  if (process.platform === 'win32') return;
  const home = folder(t, { 'openclaw.json': CONFIG, '.env': ENV });
  git(home, 'init', '-q');
  assert.deepEqual(said(home), []);
  assert.deepEqual(said(home, true), [READABLE]);
});

test('in a container everything belongs to root', { skip: process.getuid?.() !== 0 }, (t) => {
  const home = folder(t, { 'openclaw.json': CONFIG, '.env': ENV });
  chownSync(join(home, '.env'), 0, 0);
  assert.deepEqual(said(home), []);
});

test('nothing is asked of a file without secrets', () => {
  const asked: string[] = [];
  const texts = new Map([
    ['h/openclaw.json', CONFIG],
    ['h/.env', 'OPENAI_API_KEY=\nOPENCLAW_GATEWAY_PORT=18789\nLMSTUDIO_API_KEY=lm-studio\nX_TOKEN=<your token here>\n'],
  ]);
  const files = {
    read: (path: string) => texts.get(path),
    list: () => ['openclaw.json', '.env'],
    exposure(path: string) {
      asked.push(path);
      return { git: 'tracked', readableByAll: true } as const;
    },
  };
  check(files, { config: 'h/openclaw.json' });
  assert.deepEqual(asked, []);
  texts.set('h/.env', ENV);
  check(files, { config: 'h/openclaw.json' });
  assert.deepEqual(asked, ['h/.env']);
});
