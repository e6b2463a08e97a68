import assert from 'node:assert/strict';
import { Ajv, type ValidateFunction } from 'ajv';
import { parseJson5 } from '../src/parse/json5.ts';
import { type Node, type Path, toValue } from '../src/parse/tree.ts';
import { schemaAt } from '../src/schema/at.ts';
import { configShape } from '../src/schema/config.ts';
import { printed } from '../src/schema/print.ts';
import type { Schema, Shape } from '../src/schema/schema.ts';
import { walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';

// The walker of src/schema/walk.ts is ours; ajv is the judge of what a schema means. It is given what `clawlint schema`
// prints: two engines, one truth.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Before any release converted anything as it read: a schema cannot tell that. */
const CONVERTS_NOTHING = '2026.1.29';

/** Both engines, ready for one release. */
export class Engines {
  readonly release: string;
  readonly #shape: Shape;
  readonly #validate: ValidateFunction;

  constructor(release: string) {
    this.release = release;
    this.#shape = configShape(release);
    this.#validate = compile(printed(this.#shape));
  }

  /** Whether both accept a config; fails when they differ. */
  agreeOn(root: Node, name: string): boolean {
    const theirs = this.#validate(toValue(root));
    const ours = walk(root, this.#shape, CONVERTS_NOTHING).problems;
    if ((ours.length === 0) !== theirs) {
      const walker = JSON.stringify(ours.map(({ kind, path }) => [kind, path.join('.')]));
      const errors = this.#validate.errors?.slice(0, 3).map(({ instancePath, message }) => [instancePath, message]);
      const ajv = JSON.stringify(errors);
      const config = JSON.stringify(toValue(root)).slice(0, 2000);
      assert.fail(`${name} as of ${this.release}: the walker says ${walker}, ajv ${ajv} of ${config}`);
    }
    return theirs;
  }

  /** A config drawn from the schema and changed up to three times. */
  draw(random: () => number): Json {
    return changed(drawn(this.#shape, random, 0), random);
  }
}

/** A config with up to three changes. */
export function changed(value: Json, random: () => number): Json {
  let config = value;
  for (let changes = Math.floor(random() * 4); changes > 0; changes--) config = mutate(config, random, NAMES, WORDS);
  return config;
}

function compile(of: Schema): ValidateFunction {
  const ajv = new Ajv({ strict: false, strictNumbers: true, allErrors: true });
  ajv.addFormat('uri', (text) => URL.canParse(text));
  return ajv.compile(of);
}

/** A value that a place takes, unless a grammar is against it. */
function drawn(shape: Shape, random: () => number, depth: number): Json {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const of = pick(shape.alternatives);
  if (!of) return pick(VALUES);
  const [{ enum: list, also, minimum, exclusiveMinimum } = {}] = of.variants;
  if (list || (also && random() < 0.5)) return pick([...(list ?? []), ...(also ?? [])]);
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

export function nodeOf(value: Json): Node {
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
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const whole = printed(configShape('2026.9.6'));
const NAMES = [...keysOf(whole), '', 'Main', 'a b', 'openai/gpt-5.5', 'constructor'].filter(
  (name) => name !== '$include',
);
const WORDS = [...wordsOf(whole)];
