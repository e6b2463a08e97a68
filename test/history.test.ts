import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type History, history, type Segment } from '../schema/history.ts';
import { parentOf, steps } from '../schema/lookup.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { compare, NEWEST, releases } from '../src/release/releases.ts';
import { walkRest } from '../src/schema/rest/walk.ts';
import { document } from '../src/schema/sections.ts';
import { walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';
import { perObject } from '../src/text/memo.ts';

const keys = history();
const ABOUT_KEYS = new Set(['unknown-key', 'early-key', 'retired-key']);

/** What the walkers say about keys of a config. */
function aboutKeys(config: unknown, release: string | undefined): string[] {
  const { root } = parseJson5(new File('openclaw.json', JSON.stringify(config)));
  const problems = [...walk(root!, document(), release).problems, ...walkRest(root!, release).problems];
  return problems.flatMap((problem) =>
    'key' in problem && typeof problem.key !== 'string' && ABOUT_KEYS.has(problem.kind)
      ? [
          `${problem.kind} ${[...problem.path, ...(problem.kind === 'unknown-key' ? [problem.key.value] : [])].join('.')}`,
        ]
      : [],
  );
}

test('no key that a release has is unknown in it, whatever else stands around', () => {
  for (const release of releases()) assert.deepEqual(aboutKeys(everything(keys, release), release), [], release);
});

test('for an unknown release no key is refused that any release has', () => {
  for (const release of releases())
    assert.deepEqual(
      aboutKeys(everything(keys, release), undefined).filter((each) => !each.startsWith('retired-key')),
      [],
      release,
    );
});

test('every key that the newest release has no more is reported, and as retired', () => {
  for (const release of ['2026.1.29', '2026.4.15', '2026.7.1']) {
    const gone = [...keys]
      .filter(
        ([path, of]) =>
          during(of, release) && !during(of, NEWEST) && isClosed(parentOf(path), NEWEST) && !isAlternative(path),
      )
      .map(([path]) => path);
    const said = new Set(aboutKeys(everything(keys, release), NEWEST));
    const silent = gone.filter(
      (path) =>
        !said.has(
          `retired-key ${steps(path)
            .map((step) => (step === '*' ? 'x1' : step === '[]' ? '0' : step))
            .join('.')}`,
        ),
    );
    assert.deepEqual(silent, [], release);
  }
});

test('keys that plugins and channels own are theirs', () => {
  const config = {
    channels: { telegram: { anything: 1 }, 'my-channel': { anything: { at: ['all'] } } },
    plugins: { entries: { mine: { enabled: true, config: { anything: 1 } } } },
    skills: { entries: { mine: { config: { anything: 1 } } } },
    mcp: { servers: { mine: { anything: 1 } } },
    tts: { providers: { mine: { voice: { anything: 1 } } } },
    talk: { providers: { mine: { anything: 1 } } },
  };
  assert.deepEqual(aboutKeys(config, '2026.9.6'), []);
});

const during = (of: readonly Segment[], release: string): Segment | undefined =>
  of.find(({ since, until }) => compare(release, since) >= 0 && (until === undefined || compare(release, until) <= 0));

/** A secret provider is one of several kinds, which `source` tells apart: the keys of all cannot stand together. */
const isAlternative = (path: string): boolean => /^secrets\.providers\.\*\.(?!source$)/.test(path);

function isClosed(path: string, release: string): boolean {
  if (path === '') return true;
  const now = during(keys.get(path) ?? [], release);
  return now?.object === 'closed';
}

/** A config with every key of a release. */
function everything(of: History, release: string): unknown {
  const root: Record<string, unknown> = {};
  for (const [path, segments] of of) {
    const now = during(segments, release);
    if (now && !isAlternative(path)) put(root, steps(path), sample(now, of, path));
  }
  return root;
}

/** The paths with a key below them. */
const parentsIn = perObject((of: History) => {
  const parents = new Set<string>();
  for (const path of of.keys())
    for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) parents.add(path.slice(0, dot));
  return parents;
});

function sample({ types, enum: values }: Segment, of: History, path: string): unknown {
  if (types.includes('object') && parentsIn(of).has(path)) return {};
  if (types.includes('array') && of.has(`${path}[]`)) return [];
  if (values) return values[0];
  const [type] = types;
  return type === 'object' || type === 'any'
    ? {}
    : type === 'array'
      ? []
      : type === 'boolean'
        ? true
        : type === 'string'
          ? 'text'
          : type === 'null'
            ? null
            : 1;
}

function put(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at: Record<string, unknown> = root;
  path.forEach((step, i) => {
    if (step === '[]' && !Array.isArray(at)) return; // an object stands where a list could, too
    const key = step === '*' ? 'x1' : step === '[]' ? '0' : step;
    if (i === path.length - 1) at[key] ??= value;
    else at = (at[key] ??= path[i + 1] === '[]' ? [] : {}) as Record<string, unknown>;
  });
}
