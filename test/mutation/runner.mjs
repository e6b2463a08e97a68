import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { PluginKind } from '@stryker-mutator/api/plugin';
import { build } from 'esbuild';
import { note, RESULTS } from './results.mjs';
import { TESTS } from './tests.mjs';

const require = createRequire(import.meta.url);
/** Stryker mutates a copy of the project that is no repository. */
const NEEDS_GIT = /^secret-file-exposed\/bad/;

/**
 * Runs tests of `node:test` for Stryker, all in one process: `node:test` would start one for each file, and Stryker's own
 * runner for it one for each of a thousand mutants.
 */
class InProcess {
  /** @type {{ id: string, file: string, run: () => Promise<void> }[]} */
  #tests = [];
  /** test → how many mutants it has killed */
  #kills = new Map();

  capabilities = () => ({ reloadEnvironment: true });

  /** Here and not earlier: Stryker loads this module in the project, and goes to its mutated copy afterwards. */
  async init() {
    const here = join(process.cwd(), 'test/all.cjs');
    const text = await bundled(here);
    this.bundle = new Script(text, { filename: here }).runInThisContext();
    this.kept = join(dirname(RESULTS), `coverage-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`);
  }

  /** Evaluates all modules anew, with the mutant that is on now where it is part of what a module does when loaded. */
  load() {
    this.#tests = [];
    let file = '';
    const test = (name, ...rest) => {
      const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
      const id = `${file} ${name}`;
      if (!options.skip && !NEEDS_GIT.test(name)) this.#tests.push({ id, file, run: () => run(body) });
    };
    const nodeTest = { test, before: (make) => make(), after() {}, beginFile: (name) => void (file = name) };
    const module = { exports: {} };
    this.bundle((name) => (name === 'node:test' ? nodeTest : require(name)), module, module.exports);
  }

  /** Which test runs which mutant, and how long it takes; kept for the next part of the run. */
  async dryRun() {
    if (existsSync(this.kept)) return JSON.parse(readFileSync(this.kept, 'utf8'));
    this.load();
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
    if (!counted.mutantCoverage) throw new Error('no test runs mutated code: the bundle is of another folder');
    const result = { status: 'complete', tests, mutantCoverage: counted.mutantCoverage };
    writeFileSync(this.kept, JSON.stringify(result));
    return result;
  }

  async mutantRun(options) {
    const result = await this.#outcome(options);
    const { fileName, location, replacement } = options.activeMutant;
    note({ fileName, location, replacement, status: result.status, killedBy: result.killedBy });
    return result;
  }

  async #outcome({ activeMutant, testFilter, mutantActivation, sandboxFileName, hitLimit }) {
    const { counted } = this;
    counted.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    counted.hitLimit = hitLimit; // a loop without end throws
    counted.hitCount = 0;
    try {
      this.load(); // for each mutant: what a module has kept of earlier answers would hide the next one
    } catch (error) {
      return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    }
    counted.activeMutant = activeMutant.id;
    const wanted = testFilter && new Set(testFilter);
    const tests = this.#tests.filter(({ id }) => !wanted || wanted.has(id));
    let count = 0;
    for (const { id, run } of this.#soonest(tests, basename(sandboxFileName, '.ts'))) {
      count++;
      const failure = await failureOf(run);
      if (failure === undefined) continue;
      this.#kills.set(id, (this.#kills.get(id) ?? 0) + 1);
      return { status: 'killed', killedBy: [id], failureMessage: failure, nrOfTests: count };
    }
    return { status: 'survived', nrOfTests: count };
  }

  /** A rule's own fixtures, or the tests that bear a module's name, are the first to fail; then those that often do. */
  #soonest(tests, about) {
    const rank = ({ id }) => (id.includes(about) ? -1e9 : -(this.#kills.get(id) ?? 0));
    return tests.toSorted((a, b) => rank(a) - rank(b));
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

/**
 * The tests and the mutated sources as one script, which can be evaluated any number of times.
 * @param here where the tests believe to be: they find their data beside them
 */
async function bundled(here) {
  const folder = dirname(here);
  const names = TESTS.map((name) => [join(folder, `${name}.ts`), name]);
  const contents = names.map(
    ([path, name]) => `require('node:test').beginFile(${JSON.stringify(name)}); require(${JSON.stringify(path)});`,
  );
  const { outputFiles } = await build({
    stdin: { contents: contents.join('\n'), resolveDir: folder },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(here).href) },
    logLevel: 'error',
  });
  return `(function (require, module, exports) {${outputFiles[0].text}\n})`;
}

export const strykerPlugins = [{ kind: PluginKind.TestRunner, name: 'in-process', injectableClass: InProcess }];
