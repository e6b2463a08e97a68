import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run mutate FOLDER SAMPLE SEED [again]`: changes the code of src/routing, src/rules or src/schema in all small
 * ways that Stryker knows, in a seeded part of them, and tells which changes no test notices. A run that was ended goes
 * on where it was; `again` tries those once more that lived. `equivalent.json` lists those that change nothing that
 * could be noticed, with the reason; they are counted apart. There is no score where a mutant lives that is known to be
 * killed: the tests did not see what was changed then.
 */
const [folder = 'routing', sample = '0.03', seed = '1', again] = process.argv.slice(2);
const cache = join(process.cwd(), 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
process.env.RESULTS = join(cache, `mutants-${folder}-${sample}-${seed}.jsonl`);
const { CANARY, isCanary, note, noted } = await import('./results.mjs');
const report = join(cache, 'mutants.json');
rmSync(report, { force: true });
if (sample !== '0') {
  const env = {
    ...process.env,
    MUTATED: folder,
    SAMPLE: sample,
    SEED: seed,
    STRYKER: 'yes',
    ...(again && { AGAIN: 'yes' }),
  };
  const args = ['stryker', 'run', '--mutate', `src/${folder}/**/*.ts,${CANARY}`];
  const { status } = spawnSync('npx', args, { stdio: ['ignore', 'inherit', 'inherit'], env });
  process.exitCode = status ?? 1;
  if (status === 0) addUnseen();
}
summarize();

/** Those that no test reaches, and those after which a test did not end, never came back from the runner. */
function addUnseen() {
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  for (const [fileName, { mutants }] of Object.entries(files))
    for (const { status, location, replacement } of mutants)
      if (status === 'NoCoverage' || status === 'Timeout')
        note({
          fileName: `/${fileName}`,
          location: { start: fromZero(location.start), end: fromZero(location.end) },
          replacement,
          status: status === 'Timeout' ? 'killed' : 'survived',
        });
}

/** The report counts lines and columns from 1, the runner from 0. */
const fromZero = ({ line, column }) => ({ line: line - 1, column: column - 1 });

function summarize() {
  const equivalent = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'));
  const [canaries, results] = [true, false].map((is) => [...noted().values()].filter((each) => isCanary(each) === is));
  if (canaries.length === 0 || canaries.some(({ status }) => status !== 'killed')) {
    console.error(`no score: the tests do not see the mutants; those of ${CANARY} are to be killed in each run`);
    process.exitCode = 1;
    return;
  }
  const counts = { killed: 0, survived: 0, equivalent: 0 };
  for (const { fileName, location, replacement, status } of results) {
    if (status === 'killed') counts.killed++;
    if (status !== 'survived') continue;
    const from = between(readFileSync(fileName, 'utf8'), location);
    const isKnown = equivalent.some((each) => each.file === fileName && each.from === from && each.to === replacement);
    if (isKnown) counts.equivalent++;
    else counts.survived++;
    if (!isKnown) console.log(`${fileName}:${location.start.line + 1}\n- ${from}\n+ ${replacement}`);
  }
  const { killed, survived } = counts;
  console.log(`${folder}, ${sample} of all mutants by the seed ${seed}: ${JSON.stringify(counts)}`);
  console.log(`${((100 * killed) / (killed + survived)).toFixed(1)} % killed of those that change something`);
}

/** The text from one line and column to another, counted from 0. */
function between(source, { start, end }) {
  const lines = source.split('\n').slice(start.line, end.line + 1);
  lines.push(lines.pop().slice(0, end.column));
  return lines.join('\n').slice(start.column);
}
