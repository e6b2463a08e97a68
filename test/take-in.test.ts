import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOf, upTo, withRelease } from '../schema/known.ts';
import { type Printed, placeOf } from '../schema/printed.ts';
import { takeIn } from '../schema/take-in.ts';
import { EVERY, writePlaces } from '../schema/text.ts';
import { NEWEST, releases } from '../src/release/releases.ts';

const secret: Printed = {
  anyOf: [
    { type: 'string' },
    {
      oneOf: ['env', 'file'].map((source) => ({
        type: 'object',
        properties: { source: { type: 'string', const: source }, id: { type: 'string' } },
        required: ['source', 'id'],
        additionalProperties: false,
      })),
    },
  ],
};
const first: Printed = {
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
    token: secret,
    rooms: {
      type: 'object',
      propertyNames: { minLength: 1, type: 'string' },
      additionalProperties: { type: 'array', items: { type: 'string' } },
    },
    usual: { type: 'string', default: 'all' },
    relay: {
      allOf: [
        { type: 'string', format: 'uri' },
        { type: 'string', pattern: '^wss?:' },
      ],
    },
    plugin: {
      $defs: { text: { type: 'string', minLength: 1 } },
      type: 'object',
      properties: { name: { $ref: '#/$defs/text' } },
      additionalProperties: {},
    },
  },
  required: ['port', 'usual'],
};

test('a printed schema becomes one line a place', () => {
  assert.deepEqual(writePlaces(placeOf(first, EVERY)), [
    '\t\tobject {"closed":true}',
    'mode\t\tstring {"enum":["local","remote"]}',
    'plugin\t\tobject',
    'plugin.name\t\tstring {"minLength":1}',
    'port\t required\tinteger {"minimum":1}',
    'relay\t\tstring {"format":"uri","pattern":"^wss?:"}',
    'retention\t\tstring\tboolean {"enum":[false]}',
    'rooms\t\tobject {"propertyNames":{"minLength":1}}',
    'rooms.*\t\tarray',
    'rooms.*[]\t\tstring',
    'token\t\tstring\tobject source=env {"closed":true}\tobject source=file {"closed":true}',
    'token<source=env>.id\t required\tstring',
    'token<source=env>.source\t required\tstring {"enum":["env"]}',
    'token<source=file>.id\t required\tstring',
    'token<source=file>.source\t required\tstring {"enum":["file"]}',
    'usual\t\tstring',
  ]);
});

test('a release ends what it lacks and begins what it has', () => {
  const { port: _, ...properties } = first.properties!;
  const next: Printed = {
    ...first,
    properties: { ...properties, mode: { type: 'string', enum: ['local'] }, fresh: { type: 'boolean' } },
    required: [],
  };
  const lines = writePlaces(takeIn(placeOf(first, EVERY), next, NEWEST));
  const last = releases().at(-2)!;
  const about = (path: string) => lines.find((line) => line.startsWith(`${path}\t`));
  assert.equal(about('fresh'), `fresh\t${NEWEST}..\tboolean`);
  assert.equal(about('port'), `port\t2026.1.29..${last} required\tinteger {"minimum":1}`);
  assert.equal(
    about('mode'),
    `mode\t\t2026.1.29..${last} string {"enum":["local","remote"]}\t${NEWEST}.. string {"enum":["local"]}`,
  );
  assert.equal(about('usual'), 'usual\t\tstring');
});

test('the same keywords in another order are no change', () => {
  const rooms = (propertyNames: Printed) => ({
    type: 'object',
    properties: { rooms: { type: 'object', propertyNames } },
  });
  const known = placeOf(rooms({ type: 'string', minLength: 1, maxLength: 9 }) as Printed, EVERY);
  const lines = writePlaces(takeIn(known, rooms({ maxLength: 9, minLength: 1, type: 'string' }) as Printed, NEWEST));
  assert.deepEqual(lines, writePlaces(known));
});

test('a release is added to the list at its end, once, and only a newer one', () => {
  const known = { '2026.8': ['1', '2'], '2026.9': ['1'] };
  assert.deepEqual(listOf(withRelease(known, '2026.9.2')), ['2026.8.1', '2026.8.2', '2026.9.1', '2026.9.2']);
  assert.deepEqual(listOf(withRelease(known, '2026.10.1')).slice(-1), ['2026.10.1']);
  assert.deepEqual(listOf(withRelease(known, '2026.9.2-1')).slice(-1), ['2026.9.2-1']);
  assert.equal(withRelease(known, '2026.9.1'), known);
  for (const odd of ['2026.8.1', '2026.9.2-beta.1', 'latest']) assert.throws(() => withRelease(known, odd));
  assert.deepEqual(upTo(known, '2026.8.2'), { '2026.8': ['1', '2'] });
});
