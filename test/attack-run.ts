import { spawnSync } from 'node:child_process';

/** `npm run attack [seed]`: the same questions as in the tests, asked for minutes and with another seed. */
const [seed = '1'] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', 'test/planted.test.ts', 'test/change.test.ts'],
  { stdio: 'inherit', env: { ...process.env, PLANTED_SEED: seed, PLANTED_HOMES: '50000', KILLS: '200' } },
);
process.exitCode = status ?? 1;
