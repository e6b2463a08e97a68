import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { changeFiles } from '../src/disk/change.ts';
import { ROOT } from './fixtures.ts';

const CLI = join(ROOT, 'dist/cli.cjs');
const skip = process.platform === 'win32';
/** How often a writer is killed: enough to hit each of its steps. */
const KILLS = Number(process.env.KILLS ?? 20);

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
const isWhole = (text: string): boolean => text === LARGE || (text.endsWith('}') && !text.includes('lastTouchedAt'));

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

test(
  `killed at ${KILLS} moments, the upgrade leaves the old text or the new one`,
  { skip },
  inFolder(async (folder) => {
    const path = join(folder, 'openclaw.json');
    let span = 0;
    for (let n = 0; n < KILLS; n++) {
      writeFileSync(path, LARGE);
      const child = spawn(process.execPath, [CLI, 'upgrade', '--write'], { cwd: folder, stdio: 'ignore' });
      const started = performance.now();
      const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
      // the first one runs to its end and tells how long that takes
      const timer = n === 0 ? undefined : setTimeout(() => child.kill('SIGKILL'), (span * n) / KILLS);
      await ended;
      clearTimeout(timer);
      if (n === 0) span = performance.now() - started;
      assert.ok(isWhole(readFileSync(path, 'utf8')), `after kill ${n}`);
    }
  }),
);
