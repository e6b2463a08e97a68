import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Packed } from '../src/schema/packed.ts';
import { printed } from '../src/schema/print.ts';
import type { Schema } from '../src/schema/schema.ts';
import { shapeIn } from '../src/schema/versions.ts';
import { packed } from './four-releases.ts';

// What `clawlint schema` prints of small schemas, held against tables/printed.json: of the first and the last of four
// releases, and of one that has all that is printed otherwise than it is packed.

const expected = JSON.parse(readFileSync(new URL('./tables/printed.json', import.meta.url), 'utf8'));

const WORDS = [
  {},
  { tuple: [{ type: 'number' }, { type: 'number' }], minItems: 2 },
  { anyOf: [{ tuple: [{}, {}], minItems: 2 }, { tuple: [{}] }] },
  { anyOf: [{ pattern: '^a', format: 'ip' }, { pattern: '^b' }] },
  { also: ['x', false], minLength: 3 },
  { format: 'uri' },
  { format: 'email', pattern: '^c' },
  { closed: true, propertyNames: { maxLength: 3 } },
  { closed: true },
  { enum: ['word'] },
];
const INSIDE = {
  ...{ pair: 1, pairs: 2, either: 3, also: 4, uri: 5, mail: 6, names: 7, big: 8, big2: 8, two: 9, list: 10, map: 11 },
  ...{ union: 12, free: 14, sub: [8, -1, -1] },
};
const PLACES: readonly (readonly unknown[])[] = [
  [['array', 1]],
  [['array', 2]],
  [['string', 3]],
  [['string', 4]],
  [['string', 5]],
  [['string', 6]],
  [['object', 7, {}, 1]],
  [['object', 8, { a: 3, b: 3, c: 5 }]],
  [
    ['string', 0],
    ['number', 0],
  ],
  [['array', 0, {}, 0, 8]],
  [['object', 0, {}, 8]],
  [
    ['object kind=word', 8, { kind: 13 }],
    ['object kind=b', 8, { kind: 5 }],
  ],
  [['string', 9]],
  [['any', 0]],
  [['object', 0, INSIDE]],
];
const lines = [{ releases: ['2026.9.6'], sets: [], words: WORDS.length }, ...WORDS, [], ...PLACES];
const one = new Packed(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
const LONG = 'x'.repeat(150);
const notes: Schema = {
  properties: {
    names: { propertyNames: { pattern: '^n' }, description: 'Names.' },
    mail: { description: 'Mail.', default: '', writeOnly: true },
    two: { description: 'Two.', default: 0, pattern: '^z' },
    free: { description: 'Free.' },
    big: { description: LONG },
    big2: { description: LONG },
    sub: { description: 'y'.repeat(150) },
  },
};

test('a schema is printed as draft-07, what is said twice once', () => {
  assert.deepEqual(printed(shapeIn(one, '2026.9.6', notes)), expected.one);
});

test('of several releases each is printed as it is', () => {
  const noted: Schema = { definitions: { secretInput: { writeOnly: true } } };
  for (const release of ['2026.1.29', '2026.9.6'])
    assert.deepEqual(printed(shapeIn(packed, release, noted)), expected[release], release);
});
