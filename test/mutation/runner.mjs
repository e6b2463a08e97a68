import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { TESTS } from './tests.mjs';

/**
 * A process of its own, since a changed program may hang: runs tests of `node:test` with one mutant switched on, all in
 * one process. It is asked `{ measure: path }` once, and `{ mutant, hits, tests }` for each mutant.
 */
const [, , bundle, here] = process.argv;
const require = createRequire(here);
const script = new Script(readFileSync(bundle, 'utf8'), { filename: here }).runInThisContext();

/** How many tests were begun. A thread beside this one looks at it, and ends the process where one never ends. */
const begun = new Int32Array(new SharedArrayBuffer(4));
let deadline;

/** Where the mutated code counts, and looks which mutant is on. */
const counted = (globalThis.__stryker__ = {});

process.on('message', async (asked) => {
  process.send(asked.measure ? await measure(asked.measure) : await outcome(asked));
});

/**
 * All modules anew, since what one has kept of earlier answers would hide a mutant; each is evaluated when it is
 * needed.
 * @returns file of tests → those in it, by their names
 */
function load() {
  let tests;
  const test = (name, ...rest) => {
    const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    if (!options.skip) tests.set(name, () => run(body));
  };
  const nodeTest = { test, before: (make) => make(), after() {} };
  const module = { exports: {} };
  script((name) => (name === 'node:test' ? nodeTest : require(name)), module, module.exports);
  const files = new Map();
  return (file) => {
    if (!files.has(file)) {
      files.set(file, (tests = new Map()));
      module.exports[file]();
    }
    return files.get(file);
  };
}

/** So many tests are measured with the same modules: the first alone would run what they keep answers of. */
const FRESH = 20;

/** Writes which test runs which mutant, how often each is run, and which are run when modules are loaded. */
async function measure(path) {
  const coverage = (counted.mutantCoverage = { static: {}, perTest: {} });
  const names = TESTS.flatMap((file) => [...load()(file).keys()].map((name) => [file, name]));
  const tests = [];
  const failures = [];
  const hits = {};
  let testsOf;
  for (const [i, [file, name]] of names.entries()) {
    if (i % FRESH === 0) testsOf = load();
    const run = testsOf(file).get(name);
    counted.currentTestId = 'now';
    coverage.perTest = { now: {} };
    const failure = await failureOf(run);
    counted.currentTestId = undefined;
    const covered = Object.entries(coverage.perTest.now);
    if (failure !== undefined && covered.length === 0) continue; // it looks at what the tests before it have found
    if (failure !== undefined) failures.push(`${file} ${name}: ${failure}`);
    for (const [mutant, count] of covered) hits[mutant] = (hits[mutant] ?? 0) + count;
    tests.push({ file, name, covered: covered.map(([mutant]) => mutant) });
  }
  writeFileSync(path, JSON.stringify({ tests, hits, static: Object.keys(coverage.static) }));
  return { failures };
}

async function outcome({ mutant, hits, tests }) {
  if (!deadline) (deadline = new Worker(new URL('deadline.mjs', import.meta.url), { workerData: begun })).unref();
  counted.mutantCoverage = { static: {}, perTest: {} };
  counted.activeMutant = mutant;
  counted.hitLimit = hits; // a loop without end throws
  counted.hitCount = 0;
  const testsOf = load();
  for (const [file, name] of tests) {
    begun[0]++;
    const failure = await failureOf(() => testsOf(file).get(name)?.());
    if (failure !== undefined) return { killedBy: [file, name], failure };
  }
  return {};
}

async function run(body) {
  const cleaning = [];
  try {
    await body({ after: (clean) => cleaning.push(clean), diagnostic() {} });
  } finally {
    for (const clean of cleaning) await clean();
  }
}

async function failureOf(run) {
  try {
    await run();
  } catch (error) {
    return String(error?.message ?? error).slice(0, 500);
  }
}
