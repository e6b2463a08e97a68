import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { COMMANDS, SHELLS } from '../src/cli/options.ts';
import { ROOT, run } from './fixtures.ts';

// Each shell itself is asked what it would complete; a machine without it skips its test.
const folder = mkdtempSync(join(tmpdir(), 'clawlint-shells-'));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const shell of SHELLS) writeFileSync(join(folder, shell), run(ROOT, ['completion', shell]).output);

const missing = (program: string) =>
  spawnSync(program, ['--version']).error || process.platform === 'win32' ? `no ${program} here` : false;

/** What is typed, and one of the words that are offered then. */
const TYPED: readonly (readonly [typed: string, offered: string])[] = [
  ['clawlint ro', 'route'],
  ['clawlint explain alias-d', 'alias-duplicate'],
  ['clawlint --max', '--max-warnings'],
  ['clawlint --fail-on ', 'never'],
  ['clawlint --rule alias-d', 'alias-duplicate'],
  ['clawlint --severity alias-duplicate=', 'warning'],
  ['clawlint route --format mer', 'mermaid'],
  ['clawlint route --sl', '--slot'],
  ['clawlint snapshot --openc', '--openclaw'],
  ['clawlint set --ho', '--home'],
  ['clawlint upgrade --to 2026.9.', '2026.9.6'],
  ['clawlint schema diff 2026.8.', '2026.8.2'],
  ['clawlint completion ', 'fish'],
];

const ask = (program: string, args: readonly string[]): string[] => {
  const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout.split('\n').map((line) => line.split('\t')[0]!);
};

test('bash completes commands, options, rules and words', { skip: missing('bash') }, () => {
  for (const [typed, offered] of TYPED) {
    // as readline splits it: = is a word of its own, and what has not begun is an empty one
    const words = typed.split(/(?<==)|(?==)| /).map((word) => `'${word}'`);
    const script = `complete() { :; }; . ./bash; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _clawlint; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const found = ask('bash', ['--norc', '-c', script]);
    assert.ok(found.includes(offered), `${typed}: ${found.join(' ')}`);
  }
});

test('fish completes them', { skip: missing('fish') }, () => {
  for (const [typed, offered] of TYPED) {
    const found = ask('fish', ['-N', '-c', `source fish; complete -C "${typed}"`]);
    assert.ok(
      found.some((each) => each === offered || each.endsWith(`=${offered}`)),
      `${typed}: ${found.join(' ')}`,
    );
  }
});

test('zsh reads its script', { skip: missing('zsh') }, () => {
  assert.deepEqual(ask('zsh', ['-f', '-n', 'zsh']), ['']);
});

test('man finds nothing to complain of, and the page has every command', {
  skip: missing('mandoc') && missing('man'),
}, () => {
  const page = join(ROOT, 'dist/clawlint.1');
  const { stdout, stderr } = spawnSync('man', ['--warnings', '-l', page], {
    encoding: 'utf8',
    env: { ...process.env, MANWIDTH: '80', PAGER: 'cat', LC_ALL: 'C.UTF-8' },
  });
  assert.equal(stderr, '');
  for (const { name, usage } of COMMANDS)
    if (usage.length > 0 && name !== 'check') assert.match(stdout, new RegExp(`clawlint ${name}`));
});
