import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import type { Key, ScalarNode } from '../src/parse/tree.ts';
import { looseSecret, secretInput } from '../src/schema/loose-secret.ts';
import { noteStandings, type Standing } from '../src/schema/meaning.ts';
import { plainShape } from '../src/schema/plain.ts';
import type { Schema, Shape } from '../src/schema/schema.ts';
import { shapeIn } from '../src/schema/versions.ts';
import { File } from '../src/text/file.ts';
import { packed, RELEASES } from './four-releases.ts';

// What our annotations say of a place, and what that means for a text that stands there.

const ALL_SAID: Schema = {
  description: 'Must.',
  pattern: '^m',
  names: 'agent',
  default: 'm',
  examples: ['m'],
  replacedBy: 'x.y',
  sameValue: true,
  valueReplacedBy: { a: 'b' },
  converted: '2026.8.2..',
  convertedFrom: { type: ['string'] },
  rebuilt: { in: '2026.8.2..', from: ['x'] },
};
const kind = (word: string): Schema => ({ enum: [word] });
const notes: Schema = {
  definitions: {
    secretInput: {
      description: 'A secret.',
      writeOnly: true,
      oneOf: [{ $ref: '#/definitions/byEnv' }, { properties: { source: kind('exec') } }],
    },
    byEnv: { properties: { source: kind('env'), id: { pattern: '^[A-Z]+$', description: 'A variable.' } } },
    kindB: { $ref: '#/definitions/ofB' },
    ofB: { properties: { kind: { $ref: '#/definitions/b' }, b: { description: 'B of b.' } } },
    b: kind('b'),
  },
  properties: {
    must: ALL_SAID,
    map: {
      additionalProperties: { description: 'Other.' },
      propertyNames: { names: 'provider' },
      properties: { k: { refersTo: 'model' } },
    },
    shut: { additionalProperties: { description: 'Any.' } },
    named: { propertyNames: { refersTo: 'model', pattern: '^y' } },
    list: { items: { refersTo: 'profile' } },
    union: {
      properties: { a: { description: 'A beside.' } },
      oneOf: [{ properties: { kind: kind('a'), a: { description: 'A of a.' } } }, { $ref: '#/definitions/kindB' }],
    },
    gone: { description: 'Gone.', converted: '2026.8.2..' },
    ever: { description: 'Ever.', converted: '2026.1.29..' },
    went: { description: 'Not read.' },
    old: { description: 'Old.', converted: '2026.8.2..2026.8.2' },
  },
};
const of = (release: string | undefined) => shapeIn(packed, release, notes).alternatives[0]!;
const place = (name: string, release?: string): Shape => of(release).key(name)!;

test('a place says what is noted of it, and no more', () => {
  const keys = Object.keys(ALL_SAID) as (keyof Schema)[];
  for (const key of keys) {
    assert.deepEqual(place('must')[key], ALL_SAID[key], key);
    assert.equal(place('word')[key], undefined, key);
  }
  const { propertyNames } = place('named');
  assert.deepEqual(propertyNames, { pattern: '^y', refersTo: 'model' });
  assert.deepEqual(place('map').propertyNames, { names: 'provider' });
  assert.equal(place('shut').propertyNames, undefined);
});

test('what is noted of keys, of all others, of items, and of one object of a union', () => {
  const [map] = place('map').alternatives;
  assert.equal(map!.rest!.description, 'Other.');
  assert.equal(map!.key('k')!.refersTo, 'model');
  assert.equal(map!.key('k')!.description, undefined);
  assert.equal(place('shut').alternatives[0]!.key('k')!.description, 'Any.');
  assert.equal(place('list').alternatives[0]!.items!.refersTo, 'profile');
  assert.equal(place('list').items!.refersTo, 'profile');
  const [a, b] = place('union').alternatives;
  assert.equal(a!.key('a')!.description, 'A of a.');
  assert.equal(b!.key('b')!.description, 'B of b.');
  assert.deepEqual([a!.key('b'), b!.key('a')], [undefined, undefined]);
  assert.equal(place('union').properties!.a!.description, 'A of a.');
});

test('a secret is one by its shape; below channels and plugins nobody looks at its id', () => {
  const secret = place('secret');
  assert.equal(secret.writeOnly, true);
  assert.equal(secret.description, 'A secret.');
  assert.equal(secret.alternatives[1]!.key('id')!.pattern, '^[A-Z]+$');
  assert.equal(place('union').writeOnly, undefined);
  const loose = looseSecret(notes);
  assert.equal(looseSecret(notes), loose);
  assert.equal(secretInput(notes), notes.definitions!.secretInput);
  assert.deepEqual(loose, {
    description: 'A secret.',
    writeOnly: true,
    oneOf: [
      { properties: { source: kind('env'), id: { description: 'A variable.' } } },
      { properties: { source: kind('exec') } },
    ],
  });
  assert.deepEqual(looseSecret({ definitions: { secretInput: {} } }), { oneOf: [] });
  assert.deepEqual(looseSecret({ definitions: { secretInput: { oneOf: [{}] } } }), { oneOf: [{ properties: {} }] });
});

test('keys that no schema lists and that are read all the same', () => {
  const told = (name: string, release: string | undefined) => {
    const dates = of(release).dates(name);
    return dates && `${dates.until ?? dates.since}: ${dates.shape.description}`;
  };
  for (const release of [undefined, '2026.8.2', '2026.9.6'])
    assert.equal(told('gone', release), '2026.3.28: Gone.', release);
  for (const release of ['2026.1.29', '2026.3.28']) assert.equal(told('gone', release), undefined, release);
  for (const release of [undefined, ...RELEASES])
    for (const name of ['ever', 'went', 'toString']) assert.equal(told(name, release), undefined, `${name} ${release}`);
  assert.equal(told('old', '2026.8.2'), '2026.3.28: Old.');
});

/** By each key of a config, and each text without one of its own: what it may be, in short. */
function meanings(text: string, schemas: readonly Schema[], document: Schema = {}): Record<string, string> {
  const { root } = parseJson5(new File('openclaw.json', text));
  const standings = new Map<Key | ScalarNode, Standing>();
  noteStandings(root!, schemas, document, standings);
  return Object.fromEntries(
    [...new Map([...standings].reverse().map(([at, standing]) => [standing, at] as const))]
      .reverse()
      .map(([{ isNamed, meaning }, { file, offset, length }]) => {
        const { isName, isVariable, isSecret, isNumber, isBoolean, words } = meaning;
        const said = { isNamed, isName, isVariable, isSecret, isNumber, isBoolean };
        const marks = Object.entries(said).flatMap(([mark, is]) => (is ? [mark.slice(2).toLowerCase()] : []));
        return [
          file.text.slice(offset, offset + length),
          [...marks, ...[...words].map((each) => `=${each}`)].join(' '),
        ];
      }),
  );
}

test('what a text means by where it stands, in a plain schema', () => {
  const document: Schema = {
    definitions: { ref: { names: 'agent' } },
    type: 'object',
    properties: {
      name: { $ref: '#/definitions/ref' },
      to: { refersTo: 'model' },
      variable: { refersTo: 'variable' },
      called: { names: 'variable' },
      secret: { writeOnly: true },
      number: { type: 'number' },
      count: { type: ['string', 'integer'] },
      flag: { type: 'boolean' },
      word: { enum: ['a', 5] },
      one: { const: 'b' },
      list: { items: { refersTo: 'model' } },
      either: { oneOf: [{ enum: ['c'] }, { $ref: '#/definitions/ref' }], anyOf: [{ type: 'boolean' }] },
      both: { allOf: [{ writeOnly: true }] } as Schema,
      map: { additionalProperties: { enum: ['d'] } },
      free: { additionalProperties: true },
      deep: { properties: { inner: { type: 'number' } } },
      rows: { items: { properties: { cell: { writeOnly: true } } } },
    },
  };
  const text = `{ name: "n1", to: "n2", variable: "n3", called: "n4", secret: "n5", number: "n6", count: "n7", flag: "n8",
    word: "n9", one: "n10", list: ["n11", ["n12"]], either: "n13", both: "n14", map: { k1: "n15" }, free: { k2: "n16" },
    k3: "n17", deep: [{ inner: "n18" }], toString: "n19", list2: [], word2: { k4: 5 }, rows: [{ cell: "n20" }, [[{ cell2: 5 }]]], late: }`;
  assert.deepEqual(meanings(text, [document], document), {
    ...{ name: 'named name', to: 'named name', variable: 'named variable', called: 'named variable' },
    ...{ secret: 'named secret', number: 'named number', count: 'named number', flag: 'named boolean' },
    ...{ word: 'named =a =5', one: 'named =b', list: 'named name', '"n11"': 'name', '"n12"': 'name' },
    ...{ either: 'named name boolean =c', both: 'named secret', map: 'named', k1: '=d', free: 'named', k2: '', k3: '' },
    ...{ deep: 'named', toString: '', list2: '', word2: '', k4: '', rows: 'named', cell: 'named secret', cell2: '' },
    late: '',
    inner: 'named number',
  });
});

test('what a text means where releases differ, and by two schemas at once', () => {
  const shape = shapeIn(packed, undefined, notes);
  const text =
    '{ must: "m", word: "w", flag: "f", union: { kind: "k", a: "x" }, varied: { v: "y" }, map: { k: "p", other: "q" }, list: ["l"], no: "z" }';
  const one = {
    ...{
      must: 'named name',
      word: 'named =a =b',
      flag: 'named boolean =a',
    },
    ...{ union: 'named', kind: 'named =a =b', a: 'named' },
    ...{
      map: 'named',
      k: 'named name',
      other: 'number',
      list: 'named name',
      '"l"': 'name',
    },
    ...{ varied: 'named', v: 'named number', no: '' },
  };
  assert.deepEqual(meanings(text, [shape], notes), one);
  const other: Schema = {
    type: 'object',
    properties: {
      no: { writeOnly: true },
      must: { type: 'boolean' },
      word: { refersTo: 'variable' },
      flag: { enum: ['c'] },
      list: { items: { type: 'number' } },
      union: { names: 'agent', properties: { kind: { type: 'integer' }, a: { writeOnly: true } } },
    },
  };
  assert.deepEqual(meanings(text, [shape, other], notes), {
    ...one,
    ...{ must: 'named name boolean', no: 'named secret', word: 'named variable =a =b', flag: 'named boolean =a =c' },
    ...{ list: 'named name number', '"l"': 'name number' },
    ...{ union: 'named name', kind: 'named number =a =b', a: 'named secret' },
  });
  assert.deepEqual(meanings('"x"', [other]), { '"x"': '' });
  assert.deepEqual(meanings('{ word: "w", nosuch: "x" }', [plainShape(other)]), { word: 'named variable', nosuch: '' });
});
