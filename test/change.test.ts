import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs, {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { changeFiles } from '../src/disk/change.ts';
import { ROOT } from './fixtures.ts';

const CLI = join(ROOT, 'dist/cli.cjs');
const skip = process.platform === 'win32';

function inFolder(work: (folder: string) => void | Promise<void>): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clawlint-change-'));
    try {
      await work(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

/** A config that the upgrade mends, large enough that writing it takes time. */
const LARGE = JSON.stringify({
  meta: { lastTouchedVersion: '2026.2.26', lastTouchedAt: 'x' },
  models: {
    providers: Object.fromEntries(
      Array.from({ length: 2000 }, (_, i) => [`p${i}`, { baseUrl: `https://h${i}.example.com/v1`, models: [] }]),
    ),
  },
});

test(
  'a text that is no longer the one planned from is left as it is, and so are the files beside it',
  inFolder((folder) => {
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    writeFileSync(a, 'old a');
    writeFileSync(b, 'newer b');
    const refusal = changeFiles([
      { path: a, from: 'old a', to: 'new a' },
      { path: b, from: 'old b', to: 'new b' },
    ]);
    assert.match(refusal?.reason ?? '', /changed meanwhile/);
    assert.equal(refusal?.path, b);
    assert.deepEqual(refusal?.changed, []);
    assert.deepEqual([readFileSync(a, 'utf8'), readFileSync(b, 'utf8')], ['old a', 'newer b']);
  }),
);

test(
  'mode stays, and a link is followed only within the folders that are named',
  { skip },
  inFolder((folder) => {
    const [target, link] = [join(folder, 'target'), join(folder, 'link')];
    writeFileSync(target, 'old');
    chmodSync(target, 0o604);
    symlinkSync('target', link);
    assert.match(changeFiles([{ path: link, from: 'old', to: 'new' }], [ROOT])?.reason ?? '', /outside of this home/);
    assert.equal(readFileSync(target, 'utf8'), 'old');
    assert.equal(changeFiles([{ path: link, from: 'old', to: 'new' }], [folder]), undefined);
    assert.equal(readFileSync(target, 'utf8'), 'new');
    assert.equal(statSync(target).mode & 0o7777, 0o604);
  }),
);

test(
  'a file with a second name is left as it is: the other would keep the old text',
  { skip },
  inFolder((folder) => {
    const [path, other] = [join(folder, 'a'), join(folder, 'b')];
    writeFileSync(path, 'old');
    linkSync(path, other);
    assert.match(changeFiles([{ path, from: 'old', to: 'new' }])?.reason ?? '', /has other names/);
    assert.deepEqual([readFileSync(path, 'utf8'), readFileSync(other, 'utf8')], ['old', 'old']);
  }),
);

for (const [code, way] of [
  ['EBUSY', /mount its folder/],
  ['EACCES', /as the user whose file it is/],
  ['EPERM', /as the user whose file it is/],
  ['EROFS', /read-only/],
  ['ENOSPC', /disk is full/],
] as const)
  test(
    `${code} tells the way out and leaves nothing behind`,
    inFolder((folder) => {
      const [a, b] = [join(folder, 'a'), join(folder, 'b')];
      for (const path of [a, b]) writeFileSync(path, 'old');
      const refusal = failing(
        'renameSync',
        (_, to) => to === b,
        Object.assign(new Error(code), { code }),
        () => changeFiles([a, b].map((path) => ({ path, from: 'old', to: 'new' }))),
      );
      assert.match(refusal?.reason ?? '', way);
      assert.deepEqual([refusal?.path, refusal?.changed], [b, []]);
      assert.deepEqual(readdirSync(folder), ['a', 'b']);
      assert.deepEqual([readFileSync(a, 'utf8'), readFileSync(b, 'utf8')], ['old', 'old']);
    }),
  );

test(
  'what somebody saves before a change is taken back stays, and is told',
  inFolder((folder) => {
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    for (const path of [a, b]) writeFileSync(path, 'old');
    const saving = (_: unknown, to: unknown): boolean => {
      if (to === b) writeFileSync(a, 'of somebody');
      return to === b;
    };
    const refusal = failing('renameSync', saving, new Error('no'), () =>
      changeFiles([a, b].map((path) => ({ path, from: 'old', to: 'new' }))),
    );
    assert.deepEqual([refusal?.path, refusal?.changed], [b, [a]]);
    assert.deepEqual([readFileSync(a, 'utf8'), readFileSync(b, 'utf8')], ['of somebody', 'old']);
  }),
);

test(
  'what a killed run has left is removed by the next one, and what another one writes just now is not',
  inFolder((folder) => {
    const path = join(folder, 'a');
    writeFileSync(path, 'old');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const kept = ['a', `a.${process.ppid}-x1.tmp`, 'a.1-x1.tmp.json', 'b.9-x.tmp'];
    for (const name of [`a.${pid}-x1.tmp`, ...kept.slice(1)]) writeFileSync(join(folder, name), 'half');
    assert.equal(changeFiles([{ path, from: 'old', to: 'new' }]), undefined);
    assert.deepEqual(readdirSync(folder).sort(), kept.sort());
  }),
);

test(
  'the folder reaches the disk after the new name',
  { skip },
  inFolder((folder) => {
    const path = join(folder, 'a');
    writeFileSync(path, 'old');
    const calls = watched(['renameSync', 'fsyncSync'], () => changeFiles([{ path, from: 'old', to: 'new' }]));
    assert.deepEqual(calls, ['fsyncSync', 'renameSync', 'fsyncSync']);
  }),
);

test(
  'on a full disk the old text is there, whole',
  { skip },
  inFolder((folder) => {
    const path = join(folder, 'openclaw.json');
    writeFileSync(path, LARGE);
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `ulimit -f 20; exec "$0" "$1" upgrade --write`, process.execPath, CLI],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
      },
    );
    assert.equal(status, 2, stderr);
    assert.match(stderr, /openclaw\.json cannot be written: EFBIG/);
    assert.equal(readFileSync(path, 'utf8'), LARGE);
  }),
);

/** Runs work while a function of `node:fs` throws for certain arguments. */
function failing<T>(name: 'renameSync', when: (from: unknown, to: unknown) => boolean, error: Error, work: () => T): T {
  const own = fs[name];
  fs[name] = (from, to) => {
    if (when(from, to)) throw error;
    own(from, to);
  };
  syncBuiltinESMExports();
  try {
    return work();
  } finally {
    fs[name] = own;
    syncBuiltinESMExports();
  }
}

/** The functions of `node:fs` among some that work calls, in order. */
function watched(names: readonly ('renameSync' | 'fsyncSync')[], work: () => unknown): string[] {
  const own = names.map((name) => [name, fs[name]] as const);
  const calls: string[] = [];
  for (const [name, call] of own)
    fs[name] = ((...args: unknown[]) => (calls.push(name), (call as (...args: unknown[]) => void)(...args))) as never;
  syncBuiltinESMExports();
  work();
  for (const [name, call] of own) fs[name] = call as never;
  syncBuiltinESMExports();
  return calls;
}
