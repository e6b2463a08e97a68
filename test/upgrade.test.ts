import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import json5 from 'json5';
import { memory } from '../src/files.ts';
import { mend } from '../src/mend/mend.ts';
import { plain, unified } from '../src/mend/unified.ts';
import { NEWEST } from '../src/release/releases.ts';
import { FOR_UPGRADE } from '../src/upgrade/plan.ts';
import { whatChanged } from '../src/upgrade/releases.ts';
import { CLI, FIXTURES, run } from './fixtures.ts';
import { homes } from './homes.ts';
import { data } from './recorded.ts';
import { type Upgraded, upgradedHomes } from './upgraded.ts';

const options = { live: true, processEnvironment: {}, release: NEWEST };
const recorded = data<Record<string, Upgraded>>('./oracle/upgraded.json');

test('the real program starts with every home that the fixes leave without an error', () => {
  const now = upgradedHomes();
  assert.deepEqual([...now.keys()].sort(), Object.keys(recorded).sort(), 'run `npm run record`');
  assert.ok(now.size >= 40);
  for (const [home, files] of now) {
    assert.equal(files['openclaw.json'], recorded[home]!.config.join('\n'), `${home}: run \`npm run record\``);
    assert.deepEqual(recorded[home]!.issues, [], home);
  }
});

test('fixes keep comments, can be made once only, and leave JSON5', () => {
  for (const [home, files] of homes())
    for (const unsafe of [false, true]) {
      const { texts } = mend(memory(files), options, { unsafe, ...FOR_UPGRADE });
      const after = { ...files, ...Object.fromEntries(texts) };
      for (const [path, text] of texts) {
        const comments = (of: string) => of.match(/\/\/ .*/g) ?? [];
        assert.deepEqual(comments(text), comments(files[path]!), `${home}: ${path}`);
        json5.parse(text);
      }
      assert.equal(
        mend(memory(after), options, { unsafe, ...FOR_UPGRADE }).texts.size,
        0,
        `${home}: a second run changes more`,
      );
    }
});

test('without --unsafe nothing but switches, numbers and what OpenClaw wrote itself is lost', () => {
  for (const [home, files] of homes()) {
    const { texts } = mend(memory(files), options, { unsafe: false, ...FOR_UPGRADE });
    const after = texts.get('openclaw.json');
    if (after === undefined) continue;
    const lost = [...strings(json5.parse(files['openclaw.json']!))].filter(
      (each) => !new Set(strings(json5.parse(after))).has(each),
    );
    const renamed = new Set([
      'dm',
      'openai',
      'api-key',
      'apikey',
      'apiKey',
      'openai-codex-responses',
      '18789',
      'main',
      'work',
      'kids',
      'research',
    ]);
    assert.deepEqual(
      lost.filter((each) => !renamed.has(each) && !/^\d{4}-\d\d-\d\dT/.test(each)),
      [],
      home,
    );
  }
});

test('--write changes the file in its place, and only that', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  try {
    cpSync(join(FIXTURES, 'releases/family-server-in-may'), folder, { recursive: true });
    const { mode } = statSync(join(folder, 'openclaw.json'));
    const first = run(folder, ['upgrade', '--write', '--unsafe']);
    assert.equal(first.code, 0, first.output + first.errors);
    assert.match(first.output, /^wrote openclaw\.json\n/);
    assert.equal(statSync(join(folder, 'openclaw.json')).mode, mode);
    assert.equal(
      readFileSync(join(folder, 'openclaw.json'), 'utf8'),
      recorded['releases/family-server-in-may --unsafe']!.config.join('\n'),
    );
    assert.match(run(folder, ['upgrade', '--write', '--unsafe']).output, /^nothing to write\n/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const OLD = '{ "meta": { "lastTouchedVersion": "2026.2.26", "lastTouchedAt": "x" } }\n';

test('--write puts a new file in the place of the old one: whoever reads meanwhile sees one of them whole', {
  skip: process.platform === 'win32',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  const path = join(folder, 'dotfiles/openclaw.json');
  const reader = () => {
    const descriptor = openSync(path, 'r');
    return { read: () => readFileSync(descriptor, 'utf8'), close: () => closeSync(descriptor) };
  };
  try {
    for (const each of ['.git', 'dotfiles', 'home']) mkdirSync(join(folder, each));
    writeFileSync(path, OLD);
    chmodSync(path, 0o604);
    symlinkSync('../dotfiles/openclaw.json', join(folder, 'home/openclaw.json'));
    const before = reader();
    const { output, errors } = run(join(folder, 'home'), ['upgrade', '--write']);
    assert.match(output, /^wrote openclaw\.json\n/, errors);
    assert.equal(before.read(), OLD, 'the old text is not cut while somebody reads it');
    before.close();
    assert.doesNotMatch(readFileSync(path, 'utf8'), /lastTouchedAt/);
    assert.equal(statSync(path).mode & 0o7777, 0o604);
    assert.ok(lstatSync(join(folder, 'home/openclaw.json')).isSymbolicLink(), 'a link stays one');
    assert.deepEqual(
      [readdirSync(join(folder, 'home')), readdirSync(join(folder, 'dotfiles'))],
      [['openclaw.json'], ['openclaw.json']],
      'nothing is left beside it',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('where there is no room for the new file the old one stays, and nothing beside it', {
  skip: process.platform === 'win32',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  try {
    const text = OLD.replace(
      / }\n$/,
      `, "models": { "providers": { ${Array.from({ length: 2000 }, (_, i) => `"p${i}": { "baseUrl": "http://127.0.0.1/v1", "models": [] }`).join()} } } }\n`,
    );
    writeFileSync(join(folder, 'openclaw.json'), text);
    const { stderr, status } = spawnSync(
      'bash',
      ['-c', 'ulimit -f 20; exec "$@"', 'bash', process.execPath, CLI, 'upgrade', '--write'],
      { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: '/nowhere' } },
    );
    assert.equal(status, 2);
    assert.match(stderr, /^clawlint: openclaw\.json cannot be written: EFBIG\n$/);
    assert.equal(readFileSync(join(folder, 'openclaw.json'), 'utf8'), text);
    assert.deepEqual(readdirSync(folder), ['openclaw.json']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a file that may only be read is not replaced', {
  skip: process.platform === 'win32' || process.getuid?.() === 0 ? 'root may write everything' : false,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  try {
    writeFileSync(join(folder, 'openclaw.json'), OLD, { mode: 0o444 });
    assert.match(run(folder, ['upgrade', '--write']).errors, /cannot be written: EACCES/);
    assert.equal(readFileSync(join(folder, 'openclaw.json'), 'utf8'), OLD);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a program gets the same as lines of JSON, without secrets', () => {
  const { output, code } = run(join(FIXTURES, 'releases'), [
    'upgrade',
    '--format',
    'json',
    'family-server-in-may',
    'gateway-auth-tokens',
  ]);
  const [family, tokens] = output
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          starts: boolean;
          from: string | null;
          errors: { rule: string; line: number; fix?: string }[];
          errorsLeft: number;
          errorsLeftUnsafe: number;
        },
    );
  assert.equal(code, 1);
  assert.deepEqual(
    [family!.from, family!.starts, family!.errors.length, family!.errorsLeft, family!.errorsLeftUnsafe],
    ['2026.5.18', false, 7, 1, 0],
  );
  assert.deepEqual(
    family!.errors.find(({ rule }) => rule === 'env-block-flat'),
    { ...family!.errors.find(({ rule }) => rule === 'env-block-flat'), line: 4, fix: 'safe' },
  );
  assert.deepEqual([tokens!.from, tokens!.errors.map(({ rule }) => rule)], [null, ['unknown-key']]);
  assert.doesNotMatch(output, /not-a-real/);
});

test('no control character of a file reaches a terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  try {
    writeFileSync(
      join(folder, 'openclaw.json'),
      '{"gateway": {"\\u001b[31mred\\u0007": 1, "tailscale": {"resetOnExit": true}, "x\u001b[2J": 1}}\n',
    );
    for (const args of [['upgrade'], ['upgrade', '--diff']])
      assert.doesNotMatch(run(folder, args).output, /[\u0000-\u0008\u000b-\u001f\u007f]/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('line ends, byte order mark and tabs stay as they are', () => {
  const plain = homes().get('releases/family-server-in-may')!['openclaw.json']!;
  const text = `\ufeff${plain.replaceAll('  ', '\t').replaceAll('\n', '\r\n')}`;
  const changed = mend(memory({ 'openclaw.json': text }), options, { unsafe: true, ...FOR_UPGRADE }).texts.get(
    'openclaw.json',
  )!;
  assert.ok(changed.startsWith('\ufeff{\r\n\t// two agents'));
  assert.doesNotMatch(changed, /[^\r]\n|\n {2}/);
  assert.equal(json5.parse(changed.slice(1)).memory.search.provider, 'openai');
});

test('a diff shows what changed with three lines around it', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  assert.equal(unified('x', plain(before), plain(before)), '');
  assert.equal(
    unified('x', plain(before), plain([...before.slice(0, 4), 'E', ...before.slice(5)])),
    '--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
  );
  assert.equal(unified('x', plain(['a']), []), '--- a/x\n+++ b/x\n@@ -1,1 +1,0 @@\n-a\n');
});

test('what changed between two releases names keys, successors and values', () => {
  const { removed, added, changed } = whatChanged('2026.7.1', '2026.8.1');
  assert.deepEqual(
    removed.find(({ path }) => path === 'agents.list'),
    { path: 'agents.list', replacedBy: 'agents.entries' },
  );
  assert.deepEqual(
    removed.find(({ path }) => path === 'tools.exec.timeoutSec'),
    { path: 'tools.exec.timeoutSec', replacedBy: 'tools.exec.timeoutSeconds' },
  );
  assert.ok(
    added.includes('agents.entries') && !added.includes('agents.entries.*'),
    'of what is new only the top is listed',
  );
  assert.deepEqual(
    changed.find(({ path }) => path === 'gateway.reload.mode'),
    { path: 'gateway.reload.mode', how: 'no longer takes "hot", "restart"' },
  );
  assert.deepEqual(whatChanged('2026.9.6', '2026.9.6'), { removed: [], added: [], changed: [] });
});

function* strings(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* strings(each);
}
