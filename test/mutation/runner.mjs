import { existsSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PluginKind } from '@stryker-mutator/api/plugin';
import { build } from 'esbuild';
import { TESTS } from './tests.mjs';

/** Stryker mutates a copy of the project that is no repository. */
const NEEDS_GIT = /^secret-file-exposed\/bad/;

/**
 * Runs tests of `node:test` for Stryker, all in one process: `node:test` would start one for each file, and Stryker's own
 * runner for it one for each of a thousand mutants.
 */
class InProcess {
  /** @type {{ id: string, file: string, run: () => Promise<void> }[]} */
  #tests = [];

  /** A process is started anew where a mutant is part of what a module does when it is loaded. */
  capabilities = () => ({ reloadEnvironment: false });

  async init() {
    const nodeTest = createRequire(import.meta.url)('node:test');
    let file = '';
    nodeTest.test = (name, ...rest) => {
      const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
      const id = `${file} ${name}`;
      if (!options.skip && !NEEDS_GIT.test(name)) this.#tests.push({ id, file, run: () => run(body) });
    };
    nodeTest.before = (make) => make();
    nodeTest.after = () => {};
    syncBuiltinESMExports();
    this.load = async () => {
      const folder = await bundled();
      for (file of TESTS) await import(pathToFileURL(join(folder, `${file}.js`)).href);
      this.load = async () => {};
    };
  }

  async dryRun() {
    await this.load();
    const { counted } = this;
    const tests = [];
    for (const { id, run } of this.#tests) {
      counted.currentTestId = id;
      const start = performance.now();
      const failure = await failureOf(run);
      const result = { id, name: id, timeSpentMs: performance.now() - start };
      tests.push(failure === undefined ? { ...result, status: 0 } : { ...result, status: 1, failureMessage: failure });
    }
    counted.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: counted.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation, sandboxFileName }) {
    const { counted } = this;
    if (mutantActivation === 'static') counted.activeMutant = activeMutant.id;
    await this.load();
    counted.activeMutant = activeMutant.id;
    const wanted = testFilter && new Set(testFilter);
    const about = basename(sandboxFileName, '.ts');
    const tests = this.#tests.filter(({ id }) => !wanted || wanted.has(id));
    // a rule's own fixtures, or the tests that bear a module's name, are the first to fail
    const isNear = ({ id }) => id.includes(about);
    let count = 0;
    for (const { id, run } of [...tests.filter(isNear), ...tests.filter((each) => !isNear(each))]) {
      count++;
      const failure = await failureOf(run);
      if (failure !== undefined) return { status: 'killed', killedBy: [id], failureMessage: failure, nrOfTests: count };
    }
    return { status: 'survived', nrOfTests: count };
  }

  /** Where the mutated code counts, and looks which mutant is on. */
  get counted() {
    globalThis.__stryker__ ??= {};
    return globalThis.__stryker__;
  }
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

/** The tests and the mutated sources as few files, which load in a fraction of the time; made once for a sandbox. */
async function bundled() {
  const folder = join(process.cwd(), 'test'); // tests find their data beside them
  if (existsSync(join(folder, `${TESTS[0]}.js`))) return folder;
  await build({
    entryPoints: TESTS.map((name) => join(folder, `${name}.ts`)),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return folder;
}

export const strykerPlugins = [{ kind: PluginKind.TestRunner, name: 'in-process', injectableClass: InProcess }];
