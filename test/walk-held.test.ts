import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainShape } from '../src/schema/plain.ts';
import type { Schema, Shape } from '../src/schema/schema.ts';
import { shapeIn } from '../src/schema/versions.ts';
import { allowedIn, isConverted } from '../src/schema/walk.ts';
import { table } from './beyond-schema.ts';
import { packed, RELEASES } from './four-releases.ts';
import { walked } from './walked.ts';

// What a walk along a schema finds. In tables/walk.txt a part is about one schema; each row is a text, which may break
// off, and what is found in it. `every` in a heading asks for all names. In tables/walk-releases.txt the schema is that of
// four releases, with these notes; a row has its release.

const notes: Schema = {
  properties: {
    last: { pattern: '^l' },
    old: { replacedBy: 'new', converted: '2026.8.2..2026.8.2', convertedFrom: { enum: ['x'] } },
    twice: { converted: '2026.1.29..', convertedFrom: { type: ['number'] } },
    word: { converted: '2026.9.6..' },
    union: { converted: '2026.8.2..', convertedFrom: { required: ['kind', 'q'] } },
    map: { rebuilt: { in: '2026.1.29..2026.3.28', from: ['k', 'z'] } },
    gone: { converted: '2026.8.2..', replacedBy: 'must' },
  },
};

function held(lines: readonly string[], find: (text: string) => string[]): void {
  for (const row of lines.join('\n').split(/\n(?! {4})/)) {
    const [text = '', ...found] = row.split(/\n {4}/);
    assert.deepEqual(find(text), found, text);
  }
}

for (const part of table('walk').split(/^# /m).slice(1)) {
  const [heading = '', schema = '', ...lines] = part.trimEnd().split('\n');
  test(`a walk: ${heading}`, () => {
    const shape: Shape = plainShape(JSON.parse(schema) as Schema);
    held(lines, (text) => walked(text, shape, undefined, heading.endsWith('every')));
  });
}

for (const part of table('walk-releases').split(/^# /m).slice(1)) {
  const [heading = '', ...lines] = part.trimEnd().split('\n');
  test(`a walk as of ${heading}`, () => {
    const release = heading === 'no release' ? undefined : heading;
    const shape = shapeIn(packed, release, notes);
    held(lines, (text) => walked(text, shape, release));
  });
}

test('the values that may be written in a place', () => {
  const allowed = (schema: Schema) => allowedIn(plainShape(schema));
  assert.deepEqual(allowed({ type: ['string', 'boolean'], enum: ['a', true] }), ['a', true]);
  assert.deepEqual(allowed({ type: 'boolean' }), [true, false]);
  assert.deepEqual(allowed({ type: ['string', 'boolean'] }), [true, false]);
  assert.deepEqual(allowed({ type: 'string' }), []);
  assert.deepEqual(allowed({ type: 'string', enum: ['a'], also: ['b', 'a'] } as Schema), ['a', 'b']);
  const { alternatives } = shapeIn(packed, undefined, {});
  assert.deepEqual(allowedIn(alternatives[0]!.key('flag')!), [true, false, 'a']);
  assert.deepEqual(allowedIn(alternatives[0]!.key('word')!), ['a', 'b']);
});

test('whether a release still reads what older ones had in a place', () => {
  const is = (converted: string | undefined, release: string | undefined) => isConverted({ converted }, release);
  for (const release of [undefined, ...RELEASES]) assert.equal(is(undefined, release), false);
  assert.equal(is('2026.9.6..', undefined), true);
  for (const [release, until, open] of [
    ['2026.3.27', false, false],
    ['2026.3.28', true, true],
    ['2026.8.2', true, true],
    ['2026.8.3', false, true],
  ] as const) {
    assert.equal(is('2026.3.28..2026.8.2', release), until, release);
    assert.equal(is('2026.3.28..', release), open, release);
  }
});
