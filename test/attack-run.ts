import { spawnSync } from 'node:child_process';

/** `npm run attack [seed] [homes]`: the same questions as in the tests, asked for minutes and with another seed. */
const [seed = '1', homes = '3000'] = process.argv.slice(2);
const more = { PLANTED_SEED: seed, PLANTED_HOMES: homes, PLANTED_SERVED: '5', KILLS: '200' };
const runs = [['--test', 'test/planted.test.ts', 'test/killed.test.ts'], ['test/growth-run.ts']].map((args) =>
  spawnSync(process.execPath, ['--import', 'tsx', ...args], { stdio: 'inherit', env: { ...process.env, ...more } }),
);
process.exitCode = runs.every(({ status }) => status === 0) ? 0 : 1;
