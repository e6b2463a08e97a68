import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { disk } from '../src/disk/disk.ts';
import { readHome } from '../src/home/home.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { type Node, type Path, toValue } from '../src/parse/tree.ts';
import { schemaAt } from '../src/schema/at.ts';
import { configShape } from '../src/schema/config.ts';
import { printed } from '../src/schema/print.ts';
import type { Schema, Shape } from '../src/schema/schema.ts';
import { walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';
import { data, type Recorded } from './recorded.ts';

// The walker of src/schema/walk.ts is ours; ajv is the judge of what a schema means. It is given what `clawlint schema`
// prints: two engines, one truth.
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const RELEASES = ['2026.1.30', '2026.5.18', '2026.9.6'];
const judges = new Map(RELEASES.map((release) => [release, compile(printed(configShape(release)))]));
const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

function compile(of: Schema): ValidateFunction {
  const ajv = new Ajv({ strict: false, strictNumbers: true, allErrors: true });
  ajv.addFormat('uri', (text) => URL.canParse(text));
  return ajv.compile(of);
}

/** `__proto__` is a key to ajv; OpenClaw and the walker leave it out. */
const recorded = data<Recorded[]>('./oracle/validate.json').flatMap(({ id, files }): [string, Node][] => {
  const text = files['state/openclaw.json'];
  const { root, errors } = parseJson5(new File(id, typeof text === 'string' ? text : ''));
  return root && errors.length === 0 && !/__proto__|\$include/.test(root.file.text) ? [[id, root]] : [];
});
const verdicts = Object.entries(data<Record<string, { config: Json }>>('./oracle/verdicts.json')).map(
  ([id, { config }]): [string, Node] => [id, nodeOf(config)],
);
const homes = configs(fixtures).flatMap((path): [string, Node][] => {
  const { root, config, included, includeProblems } = readHome(disk, path);
  return root &&
    includeProblems.length === 0 &&
    [config, ...included].every((source) => source?.parsed.errors.length === 0)
    ? [[path, root]]
    : [];
});
const all = [...recorded, ...verdicts, ...homes];

for (const release of RELEASES)
  test(`walker and ajv judge alike as of ${release}`, () => {
    for (const [name, root] of all) compareOn(root, release, name);
  });

test('there is enough to compare', () => {
  assert.ok(
    recorded.length > 140 && verdicts.length > 35 && homes.length > 300,
    `${recorded.length} ${verdicts.length} ${homes.length}`,
  );
});

test('walker and ajv judge alike whatever is changed in these configs, and whatever is drawn from the schema', () => {
  const random = generator(20260906);
  const small = all.filter(([, { length }]) => length < 10_000);
  const whole = printed(configShape('2026.9.6'));
  const names = [...keysOf(whole), '', 'Main', 'a b', 'openai/gpt-5.5', 'constructor'].filter(
    (name) => name !== '$include',
  );
  const words = [...wordsOf(whole)];
  const counts = { accepted: 0, refused: 0 };
  for (let round = 0; round < 3400; round++) {
    const [name, seed] = small[Math.floor(random() * small.length)]!;
    const release = RELEASES[round % 3]!;
    let value =
      round % 2 === 0 ? (JSON.parse(JSON.stringify(toValue(seed))) as Json) : drawn(configShape(release), random, 0);
    for (let changes = Math.floor(random() * 4); changes > 0; changes--) value = mutate(value, random, names, words);
    for (const each of RELEASES)
      counts[compareOn(nodeOf(value), each, `${name}, round ${round}`) ? 'accepted' : 'refused']++;
  }
  assert.ok(counts.accepted > 500 && counts.refused > 500, JSON.stringify(counts));
});

/** A value that a place takes, unless a grammar is against it. */
function drawn(shape: Shape, random: () => number, depth: number): Json {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const of = pick(shape.alternatives);
  if (!of) return pick(VALUES);
  const [{ enum: list, minimum, exclusiveMinimum } = {}] = of.variants;
  if (list) return pick(list);
  if (of.type === 'object') {
    const share = depth === 0 ? 0.12 : depth < 4 ? 0.25 : 0;
    const kept = of.names().filter((name) => of.required.includes(name) || random() < share);
    const found = Object.fromEntries(
      kept.map((name): [string, Json] => [name, drawn(of.key(name)!, random, depth + 1)]),
    );
    if (of.rest && depth < 6 && random() < 0.5) found.default = drawn(of.rest, random, depth + 1);
    return found;
  }
  if (of.type === 'array') return of.items && depth < 6 && random() < 0.7 ? [drawn(of.items, random, depth + 1)] : [];
  if (of.type === 'boolean') return random() < 0.5;
  if (of.type === 'null') return null;
  return of.type === 'string'
    ? pick(['text', 'https://example.com', '10m', '#336699', 'openai/gpt-5.5'])
    : Math.max(minimum ?? 1, (exclusiveMinimum ?? 0) + 1);
}

/** Whether both accept it; fails when they differ. */
function compareOn(root: Node, release: string, name: string): boolean {
  const validate = judges.get(release)!;
  const theirs = validate(toValue(root));
  const ours = walk(root, configShape(release), release).problems;
  if ((ours.length === 0) !== theirs)
    assert.fail(
      `${name} as of ${release}: the walker says ${JSON.stringify(ours.map(({ kind, path }) => [kind, path.join('.')]))}, ajv ${JSON.stringify(validate.errors?.slice(0, 3).map(({ instancePath, message }) => [instancePath, message]))} of ${JSON.stringify(toValue(root)).slice(0, 2000)}`,
    );
  return theirs;
}

/**
 * One change somebody, or some program, could make: a key gone, misspelt or moved, a value of another type, another
 * word.
 */
function mutate(root: Json, random: () => number, names: readonly string[], words: readonly string[]): Json {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const spots: { owner: { [key: string]: Json } | Json[]; key: string; path: Path }[] = [];
  const collect = (value: Json, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      spots.push({ owner: value as { [key: string]: Json }, key, path });
      collect((value as { [key: string]: Json })[key]!, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  collect(root, []);
  if (spots.length === 0) return pick(VALUES);
  const { owner, key, path } = pick(spots);
  const held = owner as { [key: string]: Json };
  const here = Object.keys(schemaAt(path, configShape('2026.9.6'))?.properties ?? {});
  const name = here.length > 0 && random() < 0.8 ? pick(here) : pick(names);
  const value = held[key]!;
  switch (pick(['delete', 'rename', 'retype', 'retype', 'word', 'insert', 'insert', 'insert', 'copy'])) {
    case 'delete':
      if (Array.isArray(owner)) owner.splice(Number(key), 1);
      else delete held[key];
      break;
    case 'rename':
      if (Array.isArray(owner)) break;
      delete held[key];
      held[random() < 0.5 ? `${key}s` : name] = value;
      break;
    case 'retype':
      held[key] = structuredClone(pick(VALUES));
      break;
    case 'word':
      held[key] = pick(words);
      break;
    case 'insert':
      if (!Array.isArray(owner)) held[name] = structuredClone(pick([...VALUES, ...words]));
      break;
    default: {
      const to = pick(spots);
      (to.owner as { [key: string]: Json })[to.key] = structuredClone(value);
    }
  }
  return root;
}

const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1,
  600,
  1e12,
  '',
  ' ',
  'text',
  'openai/gpt-5.5',
  '${NAME}',
  [],
  ['text'],
  [1],
  [{}],
  {},
  { a: 1 },
  { primary: 'openai/gpt-5.5' },
  { source: 'env', provider: 'default', id: 'NAME' },
  { source: 'vault' },
];

function nodeOf(value: Json): Node {
  return parseJson5(new File('', JSON.stringify(value))).root!;
}

/** Every key the schema knows, in any place. */
function keysOf(of: Schema): Set<string> {
  const keys = new Set<string>();
  each(of, ({ properties }) => Object.keys(properties ?? {}).forEach((key) => keys.add(key)));
  return keys;
}

/** Every word that an enum of the schema knows. */
function wordsOf(of: Schema): Set<string> {
  const words = new Set<string>();
  each(of, ({ enum: values }) => values?.forEach((value) => typeof value === 'string' && words.add(value)));
  return words;
}

function each(value: unknown, visit: (schema: Schema) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value as Schema);
  for (const below of Object.values(value)) each(below, visit);
}

/** Small, seeded, and good enough for picking (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function configs(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? configs(`${folder}/${entry.name}`)
      : entry.name === 'openclaw.json'
        ? [`${folder}/${entry.name}`]
        : [],
  );
}

// Asked of 2026.3.28, 4.7, 4.15, 4.29, 5.2 and later ones: those between 4.7 and 4.29 build `talk` anew as they read.
test('what is wrong in an object that a release builds anew is left out, and only there', () => {
  const wrong = (talk: Json, release?: string) =>
    walk(nodeOf({ talk }), configShape(release), release).problems.filter(({ kind }) => kind !== 'retired-key').length;
  const beside = { provider: 'elevenlabs', providers: { elevenlabs: { voiceId: 'v' } }, nonsense: 1 };
  for (const release of ['2026.4.7', '2026.4.15', '2026.4.29']) {
    assert.equal(wrong(beside, release), 0, release);
    assert.equal(wrong({ interruptOnSpeech: true, silenceTimeoutMs: 'x' }, release), 0, release);
    for (const nothingRight of [{ nonsense: 1 }, { provider: ' ', nonsense: 1 }, { providers: {}, nonsense: 1 }])
      assert.equal(wrong(nothingRight, release), 1, `${release} ${JSON.stringify(nothingRight)}`);
  }
  for (const release of ['2026.3.28', '2026.5.2', '2026.5.18', '2026.9.6', undefined])
    assert.equal(wrong(beside, release), 1, release);
});
