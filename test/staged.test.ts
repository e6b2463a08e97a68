import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { run } from './fixtures.ts';

const GOOD = '{ "agents": { "defaults": { "model": { "primary": "openai/gpt-5" } } } }';
const BAD = '{ "agents": { "defaults": { "modle": "openai/gpt-5" } } }';

function repository(t: TestContext, files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'clawlint-staged-'));
  t.after(() => rmSync(root, { recursive: true }));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: root });
  const write = (texts: Record<string, string>) => {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  git('init', '-q');
  write(files);
  git('add', '-A');
  git('commit', '-q', '-m', 'base');
  return { root, git, write };
}

test('what is staged is judged, not the working copy', (t) => {
  const { root, git, write } = repository(t, { 'bots/a/openclaw.json': GOOD });
  write({ 'bots/a/openclaw.json': BAD });
  assert.equal(run(root, ['--staged']).code, 0, 'a bad working copy that is not staged');
  git('add', '-A');
  write({ 'bots/a/openclaw.json': GOOD });
  const refused = run(join(root, 'bots'), ['--staged']);
  assert.equal(refused.code, 1, 'a bad file that is staged');
  assert.match(refused.output, /^a\/openclaw\.json:1:29 error unknown-key/);
});

test('an included file counts as it is staged, and one that is staged as removed is gone', (t) => {
  const { root, git, write } = repository(t, {
    'openclaw.json': '{ "agents": { "$include": "./agents.json5" } }',
    'agents.json5': '{ defaults: { model: "openai/gpt-5" } }',
  });
  write({ 'agents.json5': '{ defaults: { modle: "openai/gpt-5" } }' });
  assert.equal(run(root, ['--staged']).code, 0);
  git('add', '-A');
  assert.match(run(root, ['--staged']).output, /^agents\.json5:1:15 error unknown-key/);
  git('rm', '-q', '--force', 'agents.json5');
  write({ 'agents.json5': '{}' });
  git('config', 'core.excludesFile', '/dev/null');
  assert.match(run(root, ['--staged']).output, /error include-error/);
});

test('.env and stores need not be staged', (t) => {
  const { root, write } = repository(t, {
    '.gitignore': '.env\nagents/\n',
    'openclaw.json': '{ "models": { "providers": { "openai": { "apiKey": "${OPENAI_API_KEY}" } } } }',
  });
  const missing = ['--staged', '--rule', 'missing-env-var', '--fail-on', 'info'];
  assert.equal(run(root, missing).code, 1);
  write({ '.env': 'OPENAI_API_KEY=x\n' });
  assert.equal(run(root, missing).code, 0);
});

test('a repository without a home passes; no repository is a wrong call', (t) => {
  assert.equal(run(repository(t, { 'a.txt': '' }).root, ['--staged']).code, 0);
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-no-repository-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { code, errors } = run(folder, ['--staged']);
  assert.equal(code, 2);
  assert.match(errors, /finds no repository here/);
});

test('no program is run that the settings of a repository name', { skip: process.platform === 'win32' }, (t) => {
  const { root, git, write } = repository(t, { 'openclaw.json': BAD, 'kept.json': '{}' });
  const seen = join(root, 'seen');
  write({ 'program.sh': `#!/bin/sh\necho "$0 $*" >> '${seen}'\n` });
  chmodSync(join(root, 'program.sh'), 0o755);
  const blob = git('hash-object', 'openclaw.json').toString().trim();
  rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  const settings = {
    'core.fsmonitor': 'PROGRAM',
    'core.pager': 'PROGRAM',
    'diff.external': 'PROGRAM',
    'core.sshCommand': 'PROGRAM',
    'core.repositoryformatversion': '1',
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    'remote.origin.url': 'ssh://example.invalid/x',
    'protocol.ssh.allow': 'always',
  };
  for (const [name, value] of Object.entries(settings))
    git('config', name, value.replace('PROGRAM', join(root, 'program.sh')));
  const { output } = run(root, ['--staged']);
  assert.match(output, /unreadable-file/, 'what is not here is told, and not fetched');
  assert.ok(!existsSync(seen), existsSync(seen) ? readFileSync(seen, 'utf8') : '');
});
