import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseJson } from '../src/parse/json.ts';
import type { Path } from '../src/parse/tree.ts';
import { compare, releases } from '../src/release/releases.ts';
import { firstWithout } from '../src/rules/phrases.ts';
import { judge } from '../src/schema/judge.ts';
import type { Problem } from '../src/schema/schema.ts';
import { File } from '../src/text/file.ts';
import { THOROUGH } from './thorough.ts';

// When a key came and went, as messages tell it, is contradicted by no release: every key of every release is asked about
// in every release. Without THOROUGH one path of eight, and the channel that came, went unread and went.

const SCHEMA = new URL('../schema/openclaw/', import.meta.url);

const paths = readdirSync(SCHEMA)
  .flatMap((name) => readFileSync(new URL(name, SCHEMA), 'utf8').split('\n'))
  .map((line) => line.split('\t')[0]!)
  .filter((path) => /[\w$-]$/.test(path))
  .filter((path, i) => THOROUGH || i % 8 === 0 || path.startsWith('channels.feishu'));

/** A config with nothing but a path: `a.*.b[].c`, `secrets.providers.*<source=env>.id`. */
function configOf(path: string): [config: unknown, path: Path] {
  const found: (string | number)[] = [];
  const steps = path.split(/\.(?![^<]*>)/).flatMap((part) => part.split(/(?=\[\])|(?=<)/));
  const build = ([step, ...rest]: string[], tag?: readonly string[]): unknown => {
    if (step === undefined) return {};
    if (step.startsWith('<')) return build(rest, step.slice(1, -1).split('='));
    const key = step === '[]' ? 0 : step === '*' ? 'x' : step;
    found.push(key);
    const inner = build(rest);
    return key === 0 ? [inner] : { ...(tag && { [tag[0]!]: tag[1] }), [key]: inner };
  };
  return [build(steps), found];
}

function told(config: unknown, path: Path): Map<string, Problem | undefined> {
  const root = parseJson(new File('openclaw.json', JSON.stringify(config))).root!;
  const key = path.join('.');
  const isOfKey = (each: Problem) =>
    each.kind === 'unknown-key'
      ? [...each.path, each.key.value].join('.') === key
      : (each.kind === 'retired-key' || each.kind === 'early-key') && each.path.join('.') === key;
  return new Map(releases().map((release) => [release, judge(root, release).problems.find(isOfKey)]));
}

const isAfter = (release: string, other: string): boolean => compare(release, other) > 0;

test('no release takes a key from the day on that it is said to be gone, or lacks it while it is said to exist', () => {
  let dates = 0;
  for (const name of paths) {
    const [config, path] = configOf(name);
    const all = told(config, path);
    const gone = new Map<string, string>();
    const isTaken = (release: string) => all.get(release) === undefined;
    for (const [release, problem] of all) {
      if (problem?.kind === 'retired-key' && !gone.has(problem.until)) {
        const { until } = problem;
        const since = firstWithout(until, path);
        gone.set(until, since);
        const still = releases().filter((each) => !isAfter(since, each) && !isAfter(each, release) && isTaken(each));
        assert.deepEqual(still, [], `${name} is said to be gone since ${since}`);
        dates += 1;
      }
      if (problem?.kind === 'early-key') {
        const { since, schema } = problem;
        const isTold = (each: string) => !isAfter(since, each) && !(schema.until && isAfter(each, schema.until));
        // the list of agents went as a whole, and each entry of today has its keys
        if (name.startsWith('agents.list')) continue;
        const lacking = releases().filter((each) => isTold(each) && !isTaken(each));
        assert.deepEqual(lacking, [], `${name} is said to exist since ${since}, to ${schema.until ?? 'now'}`);
        dates += 1;
      }
    }
  }
  assert.ok(dates > 1000, `${dates} dates`);
});
