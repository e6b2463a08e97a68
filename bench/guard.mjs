// How long it takes from the save of a bad config until `clawlint guard --watch` has said so: `npm run bench:guard`.
// Prints the median and the longest of as many saves as are asked for (default 30), in milliseconds, and the same for a
// process that only watches the folder and answers: what the machine itself takes.
import { spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const saves = Number(process.argv[2] ?? 30);
const home = mkdtempSync(join(tmpdir(), 'guarded-'));
const config = join(home, 'openclaw.json');
const text = (key) =>
  JSON.stringify(
    {
      gateway: { mode: 'local' },
      agents: { defaults: { [key]: 'anthropic/claude-opus-5', workspace: '~/w' } },
      channels: Object.fromEntries(
        ['telegram', 'discord', 'slack', 'whatsapp'].map((name) => [name, { enabled: true, allowFrom: ids() }]),
      ),
    },
    null,
    2,
  );
const ids = () => Array.from({ length: 60 }, (_, i) => `${100000000 + i}`);
const good = text('model');
const bad = text('modle');
writeFileSync(config, good);
const PLAIN = `require('node:fs').watch(process.argv[1], () => process.stderr.write(
  require('node:fs').readFileSync(process.argv[1] + '/openclaw.json', 'utf8').includes('modle')
    ? 'would be refused' : 'starts again'));process.stderr.write('watching')`;
const commands = {
  'clawlint guard': ['dist/cli.cjs', 'guard', '--watch', '--home', home],
  'a watch alone': ['-e', PLAIN, home],
};
for (const [name, args] of Object.entries(commands)) {
  const times = (await measure(args)).sort((a, b) => a - b);
  const ms = (value) => value.toFixed(0);
  console.log(
    `${name}: ${saves} saves of ${(bad.length / 1024).toFixed(1)} KB, median ${ms(times[saves >> 1])} ms, longest ${ms(times.at(-1))} ms`,
  );
}
rmSync(home, { recursive: true });

async function measure(args) {
  const watcher = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let heard = () => undefined;
  watcher.stderr.setEncoding('utf8').on('data', (chunk) => heard(chunk));
  const said = (what) =>
    new Promise((resolve) => {
      heard = (chunk) => what.test(chunk) && resolve(performance.now());
    });
  await said(/watching/);
  await sleep(300);
  const times = [];
  for (let i = 0; i < saves; i++) {
    const word = said(/would be refused/);
    const start = performance.now();
    // as editors save: in place, or a new file that takes the name
    if (i % 2) writeFileSync(config, bad);
    else {
      writeFileSync(`${config}.new`, bad);
      renameSync(`${config}.new`, config);
    }
    times.push((await word) - start);
    await sleep(100);
    const again = said(/starts again/);
    writeFileSync(config, good);
    await again;
    await sleep(100);
  }
  watcher.kill();
  return times;
}
