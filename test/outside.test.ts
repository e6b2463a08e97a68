import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Session } from '../server/homes/session.ts';
import { disk } from '../src/disk/disk.ts';
import { run } from './fixtures.ts';
import { home, KEY, said } from './made-home.ts';

// A home in a cloned repository may name any file of the machine, and git carries links: nothing outside is read.

const skip = process.platform === 'win32';
const JOBS = '{ "version": 1, "jobs": [{ "id": "a", "name": "secret-job", "payload": { "model": "opnai/gpt-5" } }] }';

test('leak-linked-file: links out of a repository, and into git’s own files, are not followed', { skip }, () => {
  const secret = `AUTHORIZATION: basic ${KEY}`;
  const linked = home({ '.git/config': secret }, (folder) => symlinkSync('.git/config', join(folder, 'openclaw.json')));
  assert.match(said(linked), /error unreadable-file\n {2}this is a link out of the repository/);
  const outside = home({ 'there/.env': `A=${KEY}`, 'here/.git/config': '', 'here/openclaw.json': '{}' }, (folder) =>
    symlinkSync('../there/.env', join(folder, 'here/.env')),
  );
  assert.match(said(outside, 'here'), /here\/\.env:1:1 warning unreadable-file\n {2}this is a link out/);
  const within = home({ '.git/config': '', 'there/a': '{ foo: 1 }', 'here/x': '' }, (folder) =>
    symlinkSync('../there/a', join(folder, 'here/openclaw.json')),
  );
  assert.match(said(within, 'here'), /unknown-key/);
});

test('what a config names outside of its repository is not there', { skip }, () => {
  const files = {
    'there/jobs.json': JOBS,
    'there/auth-profiles.json': `{ "secret": "${KEY}" `,
    'here/.git/config': '',
  };
  for (const config of [
    { cron: { store: 'OUT/jobs.json' } },
    { agents: { entries: { a: { agentDir: 'OUT' } } } },
    { agents: { entries: { a: { agentDir: '../there' } } } },
    { $include: '../there/jobs.json' },
  ]) {
    const folder = home({ ...files, 'here/openclaw.json': '{}' });
    const text = JSON.stringify({ meta: { lastTouchedVersion: '2026.7.1' }, ...config });
    home({ 'here/openclaw.json': text.replace('OUT', join(folder, 'there')) }, undefined, folder);
    for (const args of [['here'], ['here/openclaw.json'], ['route', '--home', 'here'], ['upgrade', 'here']]) {
      const { output, errors } = run(folder, args);
      assert.ok(output, errors);
      assert.doesNotMatch(output, /there\/\w+[^`\n]*:\d|opnai|secret-job/, args.join(' '));
    }
    rmSync(folder, { recursive: true });
  }
});

test('a config named by itself may be a link to anywhere; what lies beside it may not', { skip }, () => {
  const config =
    '{ "models": { "providers": { "p": { "baseUrl": "https://h/v1", "apiKey": "${FOO_KEY}", "models": [] } } } }';
  const folder = home(
    { 'there/.env': 'foo_key: x', 'there/c': '{ foo: 1 }', 'here/.git/config': '', 'here/x': '' },
    (at) => {
      symlinkSync('../there/.env', join(at, 'here/.env'));
      symlinkSync('../there/c', join(at, 'here/openclaw.json'));
    },
  );
  assert.match(run(folder, ['here/openclaw.json']).output, /unknown-key[^]*here\/\.env:1:1 warning unreadable-file/);
  rmSync(join(folder, 'here/openclaw.json'));
  home({ 'here/openclaw.json': config }, undefined, folder);
  assert.match(
    said(folder, 'here/openclaw.json'),
    /\.env:1:1 warning unreadable-file\n {2}this is a link out of the repo/,
  );
});

test('git’s own files are no part of a home, and a clawlint.json is no way out', { skip }, () => {
  const own = home({ '.git/config': `[x]\n a = ${KEY}`, 'openclaw.json': '{ "$include": "./.git/config" }' });
  assert.match(said(own), /include-error\n {2}this is a link out of the repository, or a file of git’s own/);
  const project = home({ 'there/x': '{ "tokne": 1 }', 'here/.git/config': '', 'here/h/openclaw.json': '{}' }, (at) =>
    symlinkSync('../there/x', join(at, 'here/clawlint.json')),
  );
  assert.doesNotMatch(said(project, 'here/h'), /tokne/);
});

test('links within the folder that was named are followed where there is no repository', { skip }, () => {
  const folder = home({ 'all/common.env': 'OPENAI_APIKEY=x', 'all/h/openclaw.json': '{}' }, (at) =>
    symlinkSync('../common.env', join(at, 'all/h/.env')),
  );
  assert.doesNotMatch(run(folder, ['all']).output, /unreadable-file/);
  assert.match(said(folder, 'all/h'), /unreadable-file/);
});

test('the language server follows no link out either, but shows what was opened', { skip }, () => {
  const folder = home(
    { 'there/.env': `A=${KEY}`, 'there/c': '{ foo: 1 }', 'here/.git/config': '', 'here/x': '' },
    (at) => {
      symlinkSync('../there/.env', join(at, 'here/.env'));
      symlinkSync('../there/c', join(at, 'here/openclaw.json'));
    },
  );
  const path = join(folder, 'here/openclaw.json');
  const session = new Session({ version: '', files: disk, now: () => 0 });
  session.folders = [folder];
  const rulesOf = () =>
    session.homes()[0]!.result.diagnostics.map(({ rule, at }) => `${rule} ${at.file.path.slice(folder.length)}`);
  assert.deepEqual(rulesOf(), ['unreadable-file /here/openclaw.json', 'unreadable-file /here/.env']);
  session.open({ uri: `file://${path}`, language: 'json5', version: 1 }, readFileSync(path, 'utf8'));
  assert.deepEqual(rulesOf(), ['unknown-key /here/openclaw.json', 'unreadable-file /here/.env']);
  rmSync(folder, { recursive: true });
});

test('a link to itself hides nothing that stands beside it', { skip }, () => {
  const folder = home({ 'a/h/openclaw.json': '{ foo: 1 }' }, (at) => symlinkSync('loop', join(at, 'a/loop')));
  assert.match(said(folder, 'a'), /a\/h\/openclaw\.json:1:3 error unknown-key/);
});

test('a folder of an agent whose name is not UTF-8 is told', { skip: process.platform !== 'linux' }, () => {
  const folder = home({ 'openclaw.json': '{}', 'agents/main/agent/x': '' }, (at) =>
    mkdirSync(Buffer.concat([Buffer.from(`${at}/agents/a`), Buffer.from([0xff])])),
  );
  assert.match(
    said(folder),
    /warning unreadable-file\n {2}the name of this file or of a folder around it is not UTF-8/,
  );
});
