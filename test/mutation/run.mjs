import { fork } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundle.mjs';
import { CANARY, digest, drawn, mutated, ROOMS } from './mutants.mjs';
import { SLOW } from './tests.mjs';

/**
 * `npm run mutate COUNT SEED [ROOM]`: changes the code of src/routing, src/rules and src/schema in small ways that
 * Stryker knows, COUNT of each room (or of what begins with ROOM, as `routing/local`) drawn by a seed, and tells which
 * changes no test notices. A run that was ended goes on where it was, and tries those once more that lived.
 * `equivalent.json` lists those that change nothing that could be noticed, with the reason; they are counted apart.
 * There is no score where a mutant lives that is known to be killed, or where a test fails with nothing changed.
 */
const [count = '20', seed = '1', only] = process.argv.slice(2);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache');
/** As many tests are tried on a mutant, the most promising first. */
const MOST = 250;
/** And so many that do not run it itself, where others do. */
const FEW = 50;
/** In milliseconds: no mutant takes as long, unless one after which a promise is never kept. */
const HANGS = 1_800_000;
process.env.STRYKER = 'yes';

mkdirSync(CACHE, { recursive: true });
const { files, mutants } = await mutated(ROOT, CACHE);
const here = join(ROOT, 'test/all.cjs');
const text = await bundled(ROOT, here, files);
const paths = { bundle: join(CACHE, 'mutants.cjs'), coverage: join(CACHE, `mutants-${digest(text)}.json`) };
writeFileSync(paths.bundle, text);

let process_;
const runner = () => (process_ ??= fork(new URL('runner.mjs', import.meta.url), [paths.bundle, here]));

/** What the runner answers; nothing where it hangs or has ended. */
function ask(asked) {
  const child = runner();
  return new Promise((resolve) => {
    const timer = asked.measure ? undefined : setTimeout(end, HANGS);
    child.on('message', end);
    child.on('exit', () => end());
    function end(answer) {
      clearTimeout(timer);
      child.removeAllListeners();
      if (!answer) {
        child.kill('SIGKILL');
        process_ = undefined;
      }
      resolve(answer);
    }
    child.send(asked);
  });
}

if (!existsSync(paths.coverage)) {
  const measured = await ask({ measure: paths.coverage });
  if (!measured || measured.failures.length > 0) {
    rmSync(paths.coverage, { force: true });
    giveUp(`tests fail as it is: ${measured?.failures.join('\n')}`);
  }
}
const { tests, hits, static: atLoad } = JSON.parse(readFileSync(paths.coverage, 'utf8'));
const isStatic = new Set(atLoad);
/** mutant → the tests that run it */
const testsOf = new Map();
const fileOf = new Map(mutants.map(({ id, file }) => [id, file]));
/** file → the tests that run any of it */
const testsOfFile = new Map();
for (const test of tests) {
  for (const id of test.covered) put(testsOf, id, test);
  for (const file of new Set(test.covered.map((id) => fileOf.get(id)))) put(testsOfFile, file, test);
}
/** file → test → how many mutants of the file it has killed */
const kills = new Map();

/**
 * The tests that may notice a mutant: of those that run it, the ones that are about its file, then those that have killed
 * others of it, then some of each way through the file that is taken by tests, so that a place which all of them run is
 * not left to the smallest. What is run when modules are loaded may be noticed by others that run the file.
 */
function promising({ id, file }) {
  const stem = file.split('/').at(-1).replace('.ts', '');
  const killed = kills.get(file) ?? new Map();
  const own = testsOf.get(id) ?? [];
  const ofFile = testsOfFile.get(file) ?? [];
  const others = !isStatic.has(id) ? [] : own.length > 0 ? inTurn(ofFile, file).slice(0, FEW) : [...ofFile, ...tests];
  const named = own.filter(({ file, name }) => `${file} ${name}`.includes(stem)).slice(0, MOST / 2);
  const killers = own.filter((test) => killed.has(test)).sort((a, b) => killed.get(b) - killed.get(a));
  const ranked = [...new Set([...named, ...killers, ...inTurn(own, file), ...others])].slice(0, MOST);
  return [...ranked.filter(({ file }) => !SLOW.includes(file)), ...ranked.filter(({ file }) => SLOW.includes(file))];
}

/** One test of each way through a file, then another of each, and so on. */
function inTurn(tests, file) {
  const ways = new Map();
  for (const test of new Set(tests)) put(ways, wayThrough(test, file), test);
  const turns = [...ways.values()].flatMap((like) =>
    like.sort((a, b) => a.covered.length - b.covered.length).map((test, turn) => ({ test, turn })),
  );
  return turns.sort((a, b) => a.turn - b.turn).map(({ test }) => test);
}

/** Which mutants of a file a test runs, as a text. */
function wayThrough(test, file) {
  test.ways ??= new Map();
  if (!test.ways.has(file)) test.ways.set(file, test.covered.filter((id) => fileOf.get(id) === file).join());
  return test.ways.get(file);
}

async function tried(mutant) {
  const { id, file } = mutant;
  const tests = promising(mutant);
  const limit = 1000 + 100 * (hits[id] ?? 1000);
  const names = tests.map(({ file, name }) => [file, name]);
  const answer = tests.length === 0 ? {} : await ask({ mutant: id, hits: limit, tests: names });
  const { killedBy } = answer ?? { killedBy: ['no end'] };
  if (killedBy) {
    const of = kills.get(file) ?? new Map();
    const by = tests.find(({ file, name }) => file === killedBy[0] && name === killedBy[1]);
    kills.set(file, of.set(by, (of.get(by) ?? 0) + 1));
  }
  return { status: killedBy ? 'killed' : 'survived', killedBy, failure: answer?.failure, of: tests.length };
}

for (const canary of mutants.filter(({ file }) => file === CANARY))
  if ((await tried(canary)).status !== 'killed') giveUp(`the tests do not see the mutants: ${canary.name} lives`);

const equivalent = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'));
const scores = [];
for (const room of only ? [only] : ROOMS) {
  const [first] = drawn(mutants, room, 1, seed);
  if ((await tried({ ...first, id: `${first.id} is off` })).status === 'killed')
    giveUp('tests fail with nothing changed');
  const noted = join(CACHE, `mutants-${room.replaceAll('/', '-')}-${seed}.jsonl`);
  const known = new Map(lines(noted).map((each) => [each.name, each]));
  const counts = { killed: 0, survived: 0, equivalent: 0 };
  for (const mutant of drawn(mutants, room, Number(count), seed)) {
    const { file, line, from, to, name } = mutant;
    let result = known.get(name);
    if (result?.status !== 'killed') {
      result = { name, ...(await tried(mutant)) };
      appendFileSync(noted, `${JSON.stringify(result)}\n`);
    }
    const isKnown = equivalent.some((each) => each.file === file && each.from === from && each.to === to);
    const status = result.status === 'survived' && isKnown ? 'equivalent' : result.status;
    counts[status]++;
    if (status === 'survived') console.log(`${file}:${line} (${result.of} tests)\n- ${from}\n+ ${to}`);
  }
  const { killed, survived } = counts;
  const all = mutants.filter(({ file }) => file.startsWith(`src/${room}`)).length;
  const score = ((100 * killed) / (killed + survived)).toFixed(1);
  scores.push(`src/${room}: ${score} % killed of ${killed + survived} (${JSON.stringify(counts)} of ${all})`);
}
process_?.kill();
console.log(scores.join('\n'));

function lines(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean).map(JSON.parse) : [];
}

function put(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

function giveUp(why) {
  process_?.kill();
  console.error(`no score: ${why}`);
  process.exit(1);
}
