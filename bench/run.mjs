// What we promise about speed: `npm run bench`. Whole processes, side by side in one run, medians and ratios.
//   --runs N              counted runs of each command (default 15)
//   --openclaw COMMAND    also time the real `openclaw config validate`, started as COMMAND, on the 10 KB home
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { home, write } from './homes.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' }, openclaw: { type: 'string' } } });
const cli = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clawlint-bench-'));
// a certificate bundle named in the environment would be read at every start of Node and hide what is measured
const { NODE_EXTRA_CA_CERTS: _, ...env } = { ...process.env, HOME: folder };

const small = write(join(folder, 'small'), home());
const large = write(join(folder, 'large'), home({ providers: 90, models: 25 }));
for (let i = 0; i < 1000; i++) write(join(folder, 'many', `h${i}`), home());
const size = (providers, mistakes = 0) =>
  write(join(folder, `p${providers}-${mistakes}`), home({ providers, models: 25, mistakes }));

const node = (...args) => [process.execPath, ...args];
const commands = {
  'node -e 0': { command: node('-e', '0') },
  '10 KB home': { command: node(cli, small), most: 1.5 },
  '1 MB home': { command: node(cli, large), most: 4 },
  '1,000 homes': { command: node(cli, join(folder, 'many')), most: 30, runs: 5 },
  '1 MB, 10,000 findings': { command: node(cli, size(90, 10_000)), runs: 5 },
  '5 MB': { command: node(cli, size(450)), runs: 5 },
  '5 MB, 10,000 findings': { command: node(cli, size(450, 10_000)), runs: 5 },
  '10 MB': { command: node(cli, size(900)), runs: 5 },
  '10 MB, 10,000 findings': { command: node(cli, size(900, 10_000)), runs: 5 },
  ...(values.openclaw && {
    'openclaw config validate': {
      command: [...values.openclaw.split(' '), 'config', 'validate'],
      runs: 5,
      env: { ...env, OPENCLAW_STATE_DIR: small },
    },
  }),
};

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
const total = Number(values.runs);
for (let run = -1; run < total; run++)
  for (const [name, { command, runs = total, env: own = env }] of Object.entries(commands)) {
    if (run >= runs) continue;
    const start = process.hrtime.bigint();
    spawnSync(command[0], command.slice(1), { stdio: 'ignore', env: own, cwd: folder });
    if (run >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
  }
rmSync(folder, { recursive: true });

const median = (list) => list.slice().sort((a, b) => a - b)[list.length >> 1];
const base = median(times['node -e 0']);
console.log(`Node ${process.version}, medians of whole processes\n`);
for (const [name, list] of Object.entries(times)) {
  const { most } = commands[name];
  const ratio = median(list) / base;
  console.log(
    `${name.padEnd(26)} ${median(list).toFixed(1).padStart(8)} ms  ${ratio.toFixed(2).padStart(7)} × node -e 0${most ? `   (promised: at most ${most})` : ''}`,
  );
}
if (values.openclaw)
  console.log(
    `\nclawlint on the 10 KB home is ${(median(times['openclaw config validate']) / median(times['10 KB home'])).toFixed(0)} × faster than openclaw config validate (promised: at least 25)`,
  );
