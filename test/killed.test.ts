import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { CLI } from './fixtures.ts';
import { ANSWERS, LATER, laterSchema } from './installed.ts';
import { seeded } from './planted.ts';

const skip = process.platform === 'win32';
/** How often each writer is killed at some moment, by the clock. */
const KILLS = Number(process.env.KILLS ?? 10);
/** So many times each is killed amid writing; and so many kills by the clock must have hit that, however many it takes. */
const LANDED = Number(process.env.LANDED ?? 0);
/** Whoever hits so seldom does not aim. */
const MOST = 20;

interface Writer {
  /** what is typed; `PROGRAM` stands for an OpenClaw that answers */
  readonly args: readonly string[];
  /** what it gets on standard input */
  readonly input?: string;
  /** the files that it changes, and those that it reads for that; undefined: not there before */
  readonly texts: { readonly [name: string]: string | undefined };
}

/** Four hundred providers: more than the disk has room for, where it is full. */
const providers = Object.fromEntries(
  Array.from({ length: 400 }, (_, i) => [`p${i}`, { baseUrl: `https://h${i}.example.com/v1`, models: [] }]),
);
const config = (more: object): string => JSON.stringify({ ...more, models: { providers } });
const OLD = { lastTouchedVersion: '2026.2.26', lastTouchedAt: 'x' };
const OTHER = '{ "gateway": { "mode": "local", "tailscale": { "mode": "off", "resetOnExit": false } } }';

/** A client of `clawlint mcp` that has a value written. */
const CLIENT = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  },
  { method: 'notifications/initialized' },
  {
    id: 2,
    method: 'tools/call',
    params: { name: 'propose', arguments: { path: 'gateway.port', value: 18790, apply: true } },
  },
]
  .map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  .join('');

/** A config that does not start, and the one before it. */
const BROKEN = config({ meta: { lastTouchedVersion: '2026.9.6' }, gatewayy: 1 });
const GOOD = config({ meta: { lastTouchedVersion: '2026.9.6' }, gateway: { mode: 'local' } });
/** Copies that are kept of what was there. */
const KEPT = /\.(?:kept|refused)\./;

/** Every call that writes. */
const WRITERS: readonly Writer[] = [
  { args: ['upgrade', '--write'], texts: { 'openclaw.json': config({ meta: OLD }) } },
  {
    args: ['upgrade', '--write'],
    texts: {
      'openclaw.json': '{ "$include": ["./a.json", "./b.json"] }',
      'a.json': JSON.stringify({ meta: OLD }),
      'b.json': OTHER,
    },
  },
  {
    args: ['--fix'],
    texts: { 'openclaw.json': config({ meta: { lastTouchedVersion: '2026.9.6' }, env: { FOO_KEY: 'x' } }) },
  },
  { args: ['set', 'gateway.port', '18790'], texts: { 'openclaw.json': config({ gateway: { port: 18789 } }) } },
  { args: ['unset', 'gateway'], texts: { 'openclaw.json': config({ gateway: { port: 18789 } }) } },
  { args: ['mcp', '.', '--write'], input: CLIENT, texts: { 'openclaw.json': config({ gateway: { port: 18789 } }) } },
  { args: ['baseline'], texts: { 'openclaw.json': '{ "foo": 1 }', 'clawlint.baseline.json': '{ "findings": {} }' } },
  { args: ['baseline'], texts: { 'openclaw.json': '{ "foo": 1 }', 'clawlint.baseline.json': undefined } },
  {
    args: ['snapshot', '--openclaw', 'PROGRAM'],
    texts: { 'openclaw.json': JSON.stringify({ meta: { lastTouchedVersion: LATER } }), 'clawlint.snapshot.json': '{}' },
  },
  { args: ['rescue', '--write'], texts: { 'openclaw.json': BROKEN, 'openclaw.json.bak': GOOD } },
  { args: ['rescue', '--write'], texts: { 'openclaw.json': undefined, 'openclaw.json.bak': GOOD } },
  { args: ['guard', '--restore', '--home', '.'], texts: { 'openclaw.json': BROKEN, 'openclaw.json.bak': GOOD } },
  { args: ['guard', '--restore', '--home', '.'], texts: { 'openclaw.json': undefined, 'openclaw.json.bak': GOOD } },
  { args: ['--format', 'json=report'], texts: { 'openclaw.json': config({ foo: 1 }), report: '{}' } },
  {
    args: ['--format', 'json', '--output-file', 'report'],
    texts: { 'openclaw.json': config({ foo: 1 }), report: undefined },
  },
];

for (const writer of WRITERS) {
  const { texts: files } = writer;
  const isNew = Object.values(files).includes(undefined);
  const kind = 'a.json' in files ? ', of several files' : isNew ? ', of none' : '';
  const name = writer.args.join(' ') + kind;

  test(`killed amid each step of writing, ${name} leaves whole texts, and the next run cleans up`, { skip }, (t) =>
    inFolder(writer, ({ folder, command, preload, begin, left, old, names, texts }) => {
      const run = (env: Readonly<Record<string, string>> = {}) => {
        begin();
        return spawnSync(process.execPath, ['-r', preload, CLI, ...command], {
          cwd: folder,
          encoding: 'utf8',
          input: writer.input ?? '',
          env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1', ...env },
        });
      };
      const isClean = () =>
        assert.deepEqual(
          readdirSync(folder).filter((each) => !KEPT.test(each)),
          names.filter((_, i) => texts()[i] !== undefined),
        );
      const whole = run({ TELL: '1' });
      assert.equal(whole.signal, null, whole.stderr);
      const mended = texts();
      assert.ok(!isDeepStrictEqual(mended, old), whole.stderr);
      const steps = [...whole.stderr.matchAll(/^step (.*)$/gm)].map(([, step]) => step!);
      assert.ok(steps.length >= 6, `${steps}`);
      const moments = steps.flatMap((step, i) =>
        (step === 'writeFileSync' ? [0, 0.5] : [0]).map((part) => [i + 1, part]),
      );
      const random = seeded(LANDED);
      while (moments.length < LANDED) moments.push([1 + Math.floor(random() * steps.length), random()]);
      for (const [step, part] of moments) {
        const about = `killed at ${steps[step! - 1]}, step ${step}, ${part} written`;
        assert.equal(run({ KILL_AT: `${step}`, PART: `${part}` }).signal, 'SIGKILL', about);
        texts().forEach((text, i) =>
          assert.ok(text === old[i] || text === mended[i], `${about}: ${text?.slice(0, 200)}`),
        );
        left().forEach((text, i) => assert.ok(isWhole(text), `${about}, file ${i}: ${text.slice(0, 200)}`));
      }
      const last = run();
      assert.equal(last.status, whole.status, `${last.signal} ${last.stderr}`);
      assert.deepEqual(texts(), mended);
      isClean();
      for (const [i, step] of steps.entries()) {
        if (!MAY_FAIL.has(step)) continue;
        const { signal, stderr } = run({ FAIL_AT: `${i + 1}`, PART: '0.5' });
        const about = `full at ${step}, step ${i + 1}: ${stderr}`;
        assert.equal(signal, null, about);
        assert.ok(
          [old, mended].some((all) => isDeepStrictEqual(all, texts())),
          about,
        );
        isClean();
      }
      t.diagnostic(`${moments.length} killed`);
    }),
  );

  test(
    `killed at ${KILLS} moments, on a full disk and with somebody saving, ${name} leaves whole texts`,
    { skip },
    (t) =>
      inFolder(writer, async ({ folder, command, begin, left, old, texts }) => {
        const path = join(folder, 'openclaw.json');
        const own = files['openclaw.json'] ?? GOOD;
        let span = 0;
        let saved = 0;
        let killed = 0;
        let amid = 0;
        let mended = old;
        const torn: string[] = [];
        const look = () => torn.push(...left().filter((text) => !isWhole(text)));
        let runs = 0;
        for (let n = 0; n <= KILLS || (amid < LANDED && n <= LANDED * MOST); n++) {
          begin();
          runs++;
          const isSaving = n % 2 === 1;
          const before = new Set(unfinished(folder));
          const limit = n % 3 === 2 ? 'ulimit -f 20; ' : '';
          const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', process.execPath, CLI, ...command], {
            cwd: folder,
            stdio: ['pipe', 'ignore', 'ignore'],
          });
          child.stdin!.on('error', () => {}).end(writer.input);
          const started = performance.now();
          const ended = new Promise<string | null>((done) => child.on('exit', (_, signal) => done(signal)));
          // the first one runs to its end and tells how long that takes; of the others, half are hit as they write
          const isAimed = n % 4 >= 2 || n > KILLS;
          const hit = () => child.kill('SIGKILL');
          const kill = (after: number) => (after === 0 ? void hit() : setTimeout(hit, after));
          const clock = n === 0 || isAimed ? undefined : kill((span * n) / KILLS);
          const watcher = isAimed ? watch(folder, (_, name) => name?.endsWith('.tmp') && kill(n % 5)) : undefined;
          const saver = setInterval(() => isSaving && save(), span / 10 || 1000);
          const reader = setInterval(look, 1);
          if ((await ended) === 'SIGKILL') {
            killed++;
            if (unfinished(folder).some((name) => !before.has(name))) amid++;
          }
          clearInterval(reader);
          clearTimeout(clock);
          watcher?.close();
          clearInterval(saver);
          if (n === 0) {
            span = performance.now() - started;
            mended = texts();
          }
          look();
          if (!isSaving)
            texts().forEach((text, i) =>
              assert.ok(text === old[i] || text === mended[i], `${n}: ${text?.slice(0, 200)}`),
            );
        }
        t.diagnostic(`${runs} runs, ${killed} killed, ${amid} of them half-way through a file`);
        assert.ok(amid >= LANDED, `${amid} of ${LANDED} hit`);
        assert.deepEqual(torn, [], 'whoever reads meanwhile sees whole texts');
        assert.ok(saved > 0, 'somebody saved meanwhile');
        assert.ok(unfinished(folder).length <= runs / 2 + 1, 'leftovers are removed');

        function save(): void {
          writeFileSync(
            join(folder, 'saved'),
            own.replace('{', `{ "logging": { "level": "info" },${' '.repeat(saved++)}`),
          );
          renameSync(join(folder, 'saved'), path);
        }
      }),
  );
}

interface Place {
  readonly folder: string;
  readonly command: readonly string[];
  /** a script that ends the process at a step */
  readonly preload: string;
  readonly names: readonly string[];
  readonly old: readonly (string | undefined)[];
  /** makes the files what they were before */
  begin(): void;
  /** the files as they are now */
  texts(): (string | undefined)[];
  /** the text of every file that has its name */
  left(): string[];
}

async function inFolder({ args, texts }: Writer, work: (place: Place) => void | Promise<void>): Promise<void> {
  const around = mkdtempSync(join(tmpdir(), 'clawlint-killed-'));
  const folder = mkdtempSync(join(around, 'h'));
  const preload = join(around, 'preload.cjs');
  writeFileSync(preload, `(${suicide})(${JSON.stringify(STEPS)})`);
  const program = join(around, 'openclaw.mjs');
  writeFileSync(program, `process.stdout.write(${JSON.stringify(SAID)}[process.argv.slice(2).join(' ')] ?? '')`);
  const names = Object.keys(texts).sort();
  try {
    await work({
      folder,
      preload,
      command: args.map((each) => (each === 'PROGRAM' ? `${process.execPath} ${program}` : each)),
      names,
      old: names.map((name) => texts[name]),
      begin() {
        // what an earlier run kept of what somebody saved would be put back by the next rescue
        for (const name of readdirSync(folder)) if (KEPT.test(name)) rmSync(join(folder, name));
        for (const name of names)
          if (texts[name] === undefined) rmSync(join(folder, name), { force: true });
          else writeFileSync(join(folder, name), texts[name]);
      },
      texts: () => names.map((name) => textOf(join(folder, name))),
      left: () =>
        readdirSync(folder)
          .filter((name) => !name.endsWith('.tmp') && name !== 'saved')
          .flatMap((name) => textOf(join(folder, name)) ?? []),
    });
  } finally {
    rmSync(around, { recursive: true });
  }
}

const SAID: Readonly<Record<string, string>> = {
  '--version': `OpenClaw ${LATER} (abc1234)\n`,
  'config schema': JSON.stringify(laterSchema()),
  ...Object.fromEntries(Object.entries(ANSWERS).map(([args, answer]) => [args, JSON.stringify(answer)])),
};

/** Files that are being written. */
const unfinished = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

/** Undefined where there is none, or none any more. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Half a text of JSON is none. */
function isWhole(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** What the writer calls; it can be killed amid each. */
const STEPS = [
  'openSync',
  'writeFileSync',
  'fchownSync',
  'fchmodSync',
  'fsyncSync',
  'closeSync',
  'linkSync',
  'renameSync',
  'rmSync',
] as const;

/** What needs room on the disk. */
const MAY_FAIL: ReadonlySet<string> = new Set(['openSync', 'writeFileSync', 'fsyncSync', 'linkSync', 'renameSync']);

/**
 * Runs inside the command line, and counts the steps from the first new file on. KILL_AT is killed before it is done, or,
 * where it writes, when PART of the text is written; FAIL_AT finds the disk full, PART written or nothing.
 */
const suicide = `function (steps) {
  const fs = require('node:fs');
  const { KILL_AT, FAIL_AT, PART = '0', TELL } = process.env;
  let count = 0;
  for (const name of steps) {
    const own = fs[name];
    fs[name] = (...args) => {
      if (count > 0 || (name === 'openSync' && args[1] === 'wx')) count++;
      if (count > 0 && TELL) fs.writeSync(2, 'step ' + name + '\\n');
      const isKill = count === Number(KILL_AT);
      if (!isKill && count !== Number(FAIL_AT)) return own(...args);
      if (name === 'writeFileSync') {
        const bytes = Buffer.from(args[1]);
        own(args[0], bytes.subarray(0, Math.floor(Number(PART) * bytes.length)));
      }
      if (isKill) process.kill(process.pid, 'SIGKILL');
      if (name === 'closeSync') own(...args);
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    };
  }
}`;
