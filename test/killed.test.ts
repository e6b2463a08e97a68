import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { CLI } from './fixtures.ts';
import { seeded } from './planted.ts';
import { GOOD, inFolder, KEPT, MAY_FAIL, WRITERS } from './writers.ts';

const skip = process.platform === 'win32';
/** How often each writer is killed at some moment, by the clock. */
const KILLS = Number(process.env.KILLS ?? 10);
/** So many times each is killed amid writing; and so many kills by the clock must have hit that, however many it takes. */
const LANDED = Number(process.env.LANDED ?? 0);
/** Whoever hits so seldom does not aim. */
const MOST = 20;

for (const writer of WRITERS) {
  const { texts: files } = writer;
  const isNew = Object.values(files).includes(undefined);
  const kind = 'a.json' in files ? ', of several files' : isNew ? ', of none' : '';
  const name = writer.args.join(' ') + kind;

  test(`killed amid each step of writing, ${name} leaves whole texts, and the next run cleans up`, { skip }, (t) =>
    inFolder(writer, ({ folder, command, cache, preload, begin, left, old, names, texts }) => {
      const run = (env: Readonly<Record<string, string>> = {}) => {
        begin();
        return spawnSync(process.execPath, ['-r', preload, CLI, ...command], {
          cwd: folder,
          encoding: 'utf8',
          input: writer.input ?? '',
          env: { ...process.env, XDG_CACHE_HOME: cache, ...env },
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
      inFolder(writer, async ({ folder, command, cache, begin, left, old, texts }) => {
        const path = join(folder, 'openclaw.json');
        const own = files['openclaw.json'] ?? GOOD;
        // in milliseconds: how long a run takes, the shorter of two, as something else may have slowed one down
        let span = Number.POSITIVE_INFINITY;
        let saved = 0;
        let killed = 0;
        let amid = 0;
        let mended = old;
        const torn: string[] = [];
        const look = () => torn.push(...left().filter((text) => !isWhole(text)));
        let runs = 0;
        const random = seeded(LANDED);
        // in milliseconds: how long after its first new file a writer is hit at the latest; found by hitting and missing
        let longest = 2;
        for (let n = 0; n <= KILLS || (amid < LANDED && n <= LANDED * MOST); n++) {
          begin();
          runs++;
          const isMore = n > KILLS;
          const isSaving = isMore ? n % 8 === 1 : n % 2 === 1;
          const before = new Set(unfinished(folder));
          const limit = !isMore && n % 3 === 2 ? 'ulimit -f 20; ' : '';
          const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', process.execPath, CLI, ...command], {
            cwd: folder,
            stdio: ['pipe', 'ignore', 'ignore'],
            env: { ...process.env, XDG_CACHE_HOME: cache },
          });
          child.stdin!.on('error', () => {}).end(writer.input);
          const started = performance.now();
          const ended = new Promise<string | null>((done) => child.on('exit', (_, signal) => done(signal)));
          // the first two run to their ends and tell how long that takes; of the others, half are hit as they write
          const isAimed = n % 4 >= 2 || isMore;
          const hit = () => child.kill('SIGKILL');
          const clock = n < 2 || isAimed ? undefined : setTimeout(hit, (span * n) / KILLS);
          const watcher = isAimed ? watch(folder, (_, name) => name?.endsWith('.tmp') && hitSoon()) : undefined;
          // timers are too coarse: a file is written in about a millisecond
          const hitSoon = () => {
            const at = performance.now() + random() * longest;
            while (performance.now() < at) look();
            hit();
          };
          const saver = setInterval(() => isSaving && save(), Math.min(span / 10, 100));
          const reader = setInterval(look, 1);
          if ((await ended) === 'SIGKILL') killed++;
          const isHit = unfinished(folder).some((name) => !before.has(name));
          if (isHit) amid++;
          if (isAimed) longest *= isHit ? 1.05 : 0.75;
          clearInterval(reader);
          clearTimeout(clock);
          watcher?.close();
          clearInterval(saver);
          if (n < 2) span = Math.min(span, performance.now() - started);
          if (n === 0) mended = texts();
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

/** Files that are being written. */
const unfinished = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

/** Half a text of JSON is none. */
function isWhole(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
