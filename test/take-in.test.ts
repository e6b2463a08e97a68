import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { flatten } from '../schema/flatten.ts';
import { HISTORY_FILE, history, readHistory, writeHistory } from '../schema/history.ts';
import { takeIn } from '../schema/take-in.ts';
import { releases } from '../src/release/releases.ts';

test('the history is read and written without loss, and names known releases only', () => {
  const text = readFileSync(HISTORY_FILE, 'utf8');
  assert.equal(writeHistory(readHistory(text)), text);
  const known = new Set(releases());
  for (const [path, segments] of history())
    for (const { since, until } of segments)
      assert.ok(known.has(since) && (until === undefined || known.has(until)), path);
});

test('a printed schema becomes one shape a path', () => {
  const shapes = flatten({
    type: 'object',
    additionalProperties: false,
    properties: {
      port: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
      mode: {
        anyOf: [
          { type: 'string', const: 'remote' },
          { type: 'string', const: 'local' },
        ],
      },
      retention: { anyOf: [{ type: 'string' }, { type: 'boolean', const: false }] },
      rooms: {
        type: 'object',
        propertyNames: { minLength: 1 },
        additionalProperties: { type: 'array', items: { type: 'string' } },
      },
      entry: {
        anyOf: [
          {
            type: 'object',
            properties: { kind: { type: 'string', const: 'a' }, path: { type: 'string' } },
            required: ['kind', 'path'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: { kind: { type: 'string', const: 'b' } },
            required: ['kind'],
            additionalProperties: false,
          },
        ],
      },
      channels: {
        type: 'object',
        properties: { defaults: { type: 'object' }, telegram: { type: 'object' } },
        additionalProperties: {},
      },
    },
    required: ['port'],
  });
  assert.deepEqual(Object.fromEntries(shapes), {
    port: { types: ['integer'], required: 'required', constraints: ['minimum=1'] },
    mode: { types: ['string'], enum: ['local', 'remote'] },
    retention: { types: ['boolean', 'string'], some: [false] },
    rooms: { types: ['object'], object: 'map', constraints: ['keyMinLength=1'] },
    'rooms.*': { types: ['array'] },
    'rooms.*[]': { types: ['string'] },
    entry: { types: ['object'], object: 'closed' },
    'entry.kind': { types: ['string'], required: 'required', enum: ['a', 'b'] },
    'entry.path': { types: ['string'], required: 'conditional' },
    channels: { types: ['object'], object: 'open' },
    'channels.defaults': { types: ['object'], object: 'open' },
  });
});

test('a new release ends and begins segments', () => {
  const known = readHistory('a\t2026.1.29.. string\nb\t2026.1.29.. string\nc\t2026.1.29.. integer\n');
  const shape = (type: string) => ({ types: [type] as never });
  const before = new Map([
    ['a', shape('string')],
    ['b', shape('string')],
    ['c', shape('integer')],
  ]);
  const after = new Map([
    ['a', shape('string')],
    ['c', shape('number')],
    ['d', shape('boolean')],
  ]);
  const { history: grown, added, removed, changed } = takeIn(known, before, after, '2026.9.6', '2026.9.7');
  assert.deepEqual([added, removed, changed], [['d'], ['b'], ['c']]);
  assert.equal(
    writeHistory(grown),
    'a\t2026.1.29.. string\nb\t2026.1.29..2026.9.6 string\nc\t2026.1.29..2026.9.6 integer\t2026.9.7.. number\nd\t2026.9.7.. boolean\n',
  );
});
