import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { configSchema } from '../schema/bundle.ts';
import { vocabulary } from '../schema/vocabulary.ts';
import { disk } from '../src/disk/disk.ts';
import { readHome } from '../src/home/home.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { type Node, type Path, toValue } from '../src/parse/tree.ts';
import { asOf } from '../src/schema/as-of.ts';
import { document } from '../src/schema/sections.ts';
import { type Problem, type Schema, schemaAt, walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';
import { data, type Recorded } from './recorded.ts';

// The walker of src/schema.ts is ours; ajv is the judge of what a schema means. Both read schema/, ajv as of a release.
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const schema = configSchema();
const RELEASES = ['2026.1.30', '2026.5.18', '2026.9.6'];
const judges = new Map(RELEASES.map((release) => [release, compile(asOf(schema, release))]));
const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

function compile(of: Schema): ValidateFunction {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, discriminator: true, allErrors: true });
  ajv.addVocabulary([...vocabulary]);
  return ajv.compile(of);
}

/** `__proto__` is a key to ajv; OpenClaw and the walker leave it out. */
const recorded = data<Recorded[]>('./oracle/validate.json').flatMap(({ id, files }): [string, Node][] => {
  const text = files['state/openclaw.json'];
  const { root, errors } = parseJson5(new File(id, typeof text === 'string' ? text : ''));
  return root && errors.length === 0 && !/__proto__/.test(root.file.text) ? [[id, root]] : [];
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
  test(`walker and ajv judge alike, and blame the same places, as of ${release}`, () => {
    for (const [name, root] of all) compareOn(root, release, name);
  });

test('there is enough to compare', () => {
  assert.ok(
    recorded.length > 160 && verdicts.length > 35 && homes.length > 300,
    `${recorded.length} ${verdicts.length} ${homes.length}`,
  );
});

test('walker and ajv judge alike whatever is changed in these configs', () => {
  const random = generator(20260906);
  const small = all.filter(([, { length }]) => length < 10_000);
  const names = [...keysOf(schema), '', 'Main', 'a b', 'openai/gpt-5.5', 'constructor'];
  const words = [...wordsOf(schema)];
  const counts = { accepted: 0, refused: 0 };
  for (let round = 0; round < 4000; round++) {
    const [name, seed] = small[Math.floor(random() * small.length)]!;
    let value = JSON.parse(JSON.stringify(toValue(seed))) as Json;
    for (let changes = 1 + Math.floor(random() * 5); changes > 0; changes--)
      value = mutate(value, random, names, words);
    for (const release of RELEASES)
      counts[compareOn(nodeOf(value), release, `${name}, round ${round}`) ? 'accepted' : 'refused']++;
  }
  assert.ok(counts.accepted > 500 && counts.refused > 500, JSON.stringify(counts));
});

/** Whether both accept it; fails when they differ. */
function compareOn(root: Node, release: string, name: string): boolean {
  const validate = judges.get(release)!;
  const theirs = validate(toValue(root))
    ? []
    : // the key itself is another error
      validate.errors!.filter(({ keyword }) => keyword !== 'propertyNames').map(placeOf);
  const ours = walk(root, document(), release).problems.filter(isStrict).map(placeFor);
  const [walker, ajv] = [unique(ours), unique(theirs)];
  if (walker.join() !== ajv.join())
    assert.fail(
      `${name} as of ${release}: the walker blames ${walker}, ajv ${ajv} of ${JSON.stringify(toValue(root)).slice(0, 2000)}`,
    );
  return ours.length === 0;
}

/** As of a release the schema simply lacks other releases' keys, which in an open object makes no difference to ajv. */
function isStrict({ kind, path }: Problem): boolean {
  if (kind !== 'early-key' && kind !== 'retired-key') return true;
  const owner = schemaAt(path.slice(0, -1), document());
  return owner?.additionalProperties !== undefined || owner?.oneOf !== undefined;
}

const unique = (places: readonly string[]): string[] => [...new Set(places)].sort();

function placeOf({ instancePath, params, keyword, propertyName }: ErrorObject): string {
  const key =
    keyword === 'required'
      ? params.missingProperty
      : keyword === 'additionalProperties'
        ? params.additionalProperty
        : keyword === 'discriminator'
          ? params.tag
          : propertyName;
  return key === undefined ? instancePath : `${instancePath}/${pointer(String(key))}`;
}

function placeFor(problem: Problem): string {
  const path = problem.path.map((step) => `/${pointer(String(step))}`).join('');
  return problem.kind === 'unknown-key'
    ? `${path}/${pointer(problem.key.value)}`
    : problem.kind === 'missing-key'
      ? `${path}/${pointer(problem.key)}`
      : path;
}

const pointer = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');

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
  const here = Object.keys(schemaAt(path, document())?.properties ?? {});
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
