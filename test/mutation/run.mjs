import { spawnSync } from 'node:child_process';

/**
 * `npm run mutate [folder] [sample] [seed]`: changes the code of src/routing, src/rules or src/schema in all small ways
 * that Stryker knows, in a part of its declarations, and tells which changes no test notices.
 */
const [folder = 'routing', sample = '0.03', seed = '1'] = process.argv.slice(2);
const report = `node_modules/.cache/mutants-${folder}.json`;
const args = ['stryker', 'run', '--mutate', `src/${folder}/**/*.ts`, '--incrementalFile', report];
const { status } = spawnSync('npx', args, {
  stdio: 'inherit',
  env: { ...process.env, MUTATED: folder, SAMPLE: sample, SEED: seed, STRYKER: 'yes' },
});
process.exitCode = status ?? 1;
