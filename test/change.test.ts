import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs, {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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
const isWhole = (text: string): boolean => text.length >= LARGE.length - 100 && text.endsWith('}}}}');
/** A config that the upgrade mends by taking something away. */
const SMALL = '{ "meta": { "lastTouchedVersion": "2026.2.26", "lastTouchedAt": "x" } }';
const OTHER = '{ "gateway": { "mode": "local", "tailscale": { "mode": "off", "resetOnExit": false } } }';

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

/** The steps of the writer after which it can be killed, and what it calls. */
const STEPS = ['openSync', 'writeFileSync', 'fchmodSync', 'fsyncSync', 'closeSync', 'renameSync', 'rmSync'] as const;

/** Every call that writes, and the files that it changes. */
const WRITERS: readonly (readonly [args: string, texts: { readonly [name: string]: string }])[] = [
  [
    'upgrade --write',
    { 'openclaw.json': '{ "$include": ["./a.json", "./b.json"] }', 'a.json': SMALL, 'b.json': OTHER },
  ],
  ['--fix', { 'openclaw.json': '{ "meta": { "lastTouchedVersion": "2026.9.6" }, "env": { "FOO_KEY": "x" } }' }],
  ['baseline', { 'openclaw.json': '{ "foo": 1 }', 'clawlint.baseline.json': '{ "findings": {} }' }],
  ['set gateway.port 18790', { 'openclaw.json': '{ "gateway": { "port": 18789 } }' }],
  ['--format json=report', { 'openclaw.json': '{ "foo": 1 }', report: '{}' }],
];

for (const [args, old] of WRITERS)
  test(
    `killed before each step of writing, ${args} leaves whole texts, and the next run cleans up`,
    { skip },
    inFolder((folder) => {
      const names = Object.keys(old).sort();
      const texts = () => names.map((name) => readFileSync(join(folder, name), 'utf8'));
      const preload = join(folder, '..', `${basename(folder)}.cjs`);
      writeFileSync(preload, `(${suicide})(${JSON.stringify(STEPS)})`);
      const written = run('-1');
      assert.notEqual(written.signal, 'SIGKILL');
      const mended = texts();
      assert.notDeepEqual(
        mended,
        names.map((name) => old[name]),
      );
      let kills = 0;
      for (let step = 1; run(String(step)).signal === 'SIGKILL'; step++) {
        kills++;
        texts().forEach((text, i) => assert.ok(text === old[names[i]!] || text === mended[i], `step ${step}: ${text}`));
      }
      rmSync(preload);
      assert.deepEqual(texts(), mended);
      assert.ok(kills >= 6, `${kills} steps`);
      assert.deepEqual(readdirSync(folder).sort(), names);

      function run(step: string) {
        for (const [name, text] of Object.entries(old)) writeFileSync(join(folder, name), text);
        return spawnSync(process.execPath, ['-r', preload, CLI, ...args.split(' ')], {
          cwd: folder,
          env: { ...process.env, KILL_AT: step, NODE_DISABLE_COMPILE_CACHE: '1' },
        });
      }
    }),
  );

test(
  `killed at ${KILLS} moments, on a full disk too and with somebody saving, the upgrade leaves whole texts`,
  { skip },
  inFolder(async (folder) => {
    const path = join(folder, 'openclaw.json');
    let span = 0;
    let saved = 0;
    const torn: string[] = [];
    for (let n = 0; n < KILLS; n++) {
      writeFileSync(path, LARGE);
      const limit = n % 3 === 2 ? 'ulimit -f 20; ' : '';
      const child = spawn('sh', ['-c', `${limit}exec "$0" "$1" upgrade --write`, process.execPath, CLI], {
        cwd: folder,
        stdio: 'ignore',
      });
      const started = performance.now();
      const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
      // the first one runs to its end and tells how long that takes
      const kill = n === 0 ? undefined : setTimeout(() => child.kill('SIGKILL'), (span * n) / KILLS);
      const saver = setInterval(() => n % 2 === 1 && save(), span / 10 || 1000);
      const reader = setInterval(() => torn.push(...[readFileSync(path, 'utf8')].filter((text) => !isWhole(text))), 1);
      await ended;
      clearInterval(reader);
      clearTimeout(kill);
      clearInterval(saver);
      if (n === 0) span = performance.now() - started;
      assert.ok(isWhole(readFileSync(path, 'utf8')), `after kill ${n}`);
    }
    assert.deepEqual(torn, [], 'whoever reads meanwhile sees a whole text');
    assert.ok(KILLS < 10 || saved > 0, 'somebody saved meanwhile');
    assert.ok(readdirSync(folder).length < KILLS, 'leftovers are removed');

    function save(): void {
      writeFileSync(join(folder, 'saved'), LARGE.replace('h0.example', `h${saved++}.example`));
      renameSync(join(folder, 'saved'), path);
    }
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

/** Runs inside the command line: kills it before the step that KILL_AT counts, from the first new file on. */
const suicide = `function (steps) {
  const fs = require('node:fs');
  let count = 0;
  for (const name of steps) {
    const own = fs[name];
    fs[name] = (...args) => {
      if (count > 0 || (name === 'openSync' && args[1] === 'wx')) count++;
      if (count === Number(process.env.KILL_AT)) process.kill(process.pid, 'SIGKILL');
      return own(...args);
    };
  }
}`;
