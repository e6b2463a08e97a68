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
const total = Number(values.runs);
const [some, few] = [Math.ceil(total / 2), Math.ceil(total / 3)];
const cli = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures/homes', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clawlint-bench-'));
// a certificate bundle named in the environment would be read at every start of Node and hide what is measured
const { NODE_EXTRA_CA_CERTS: _, ...env } = { ...process.env, HOME: folder };

const sized = (name, size) => ({
  clean: write(join(folder, name), home(size)),
  broken: write(join(folder, `${name}-broken`), home({ ...size, mistakes: 6 })),
});
const homes = {
  example: { clean: join(fixtures, 'subscription-then-key'), broken: join(fixtures, 'example') },
  '10 KB': sized('10', { providers: 3, models: 6 }),
  '20 KB': sized('20', { providers: 4, models: 9 }),
};
for (let i = 0; i < 10_000; i++) write(join(folder, 'all', i < 1000 ? 'many' : 'more', `h${i}`), home());
const large = (providers, mistakes = 0) =>
  write(join(folder, `p${providers}-${mistakes}`), home({ providers, models: 25, mistakes }));

const node = (...args) => [process.execPath, ...args];
const commands = {
  'node -e 0': { command: node('-e', '0') },
  ...Object.fromEntries(
    Object.entries(homes).flatMap(([name, { clean, broken }]) => [
      [`${name}, clean`, { command: node(cli, clean), most: 1.75 }],
      [`${name}, with findings`, { command: node(cli, broken), most: 1.75 }],
    ]),
  ),
  '1 MB': { command: node(cli, large(90)), most: 8, runs: some },
  '1,000 homes': { command: node(cli, join(folder, 'all/many')), most: 30, runs: few },
  '10,000 homes': { command: node(cli, join(folder, 'all')), most: 180, runs: 1 },
  '1 MB, 10,000 findings': { command: node(cli, large(90, 10_000)), runs: few },
  '5 MB': { command: node(cli, large(450)), runs: few },
  '5 MB, 10,000 findings': { command: node(cli, large(450, 10_000)), runs: few },
  '10 MB': { command: node(cli, large(900)), runs: few },
  '10 MB, 10,000 findings': { command: node(cli, large(900, 10_000)), runs: few },
  ...(values.openclaw && {
    'openclaw config validate': {
      command: [...values.openclaw.split(' '), 'config', 'validate'],
      runs: few,
      env: { ...env, OPENCLAW_STATE_DIR: homes['10 KB'].clean },
    },
  }),
};

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let run = -1; run < total; run++)
  for (const [name, { command, runs = total, env: own = env }] of Object.entries(commands)) {
    if (run >= runs) continue;
    const start = process.hrtime.bigint();
    // into a pipe, as in CI: Node loads several modules more for a terminal, and takes /dev/null for one
    spawnSync(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: Infinity, env: own });
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
    `\nclawlint on the 10 KB home is ${(median(times['openclaw config validate']) / median(times['10 KB, clean'])).toFixed(0)} × faster than openclaw config validate (promised: at least 25)`,
  );

const growth = (suffix) => median(times[`10 MB${suffix}`]) / median(times[`1 MB${suffix}`]);
for (const suffix of ['', ', 10,000 findings'])
  console.log(`1 → 10 MB${suffix}: ${growth(suffix).toFixed(1)} × (promised: linear, at most 10)`);
