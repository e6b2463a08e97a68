import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import type { Node } from '../src/parse/tree.ts';
import { broken, holds } from '../src/schema/conditions.ts';
import { mapSchema, openToIncludes } from '../src/schema/includes.ts';
import { plainShape } from '../src/schema/plain.ts';
import type { Condition, Schema } from '../src/schema/schema.ts';
import { typeOf, wrongType } from '../src/schema/wrong-type.ts';
import { File } from '../src/text/file.ts';

// As schema-parts-held.test.ts: conditions, includes and types.

const nodeOf = (text: string): Node => parseJson5(new File('openclaw.json', text)).root!;

const when = (given: Condition, wanted: Condition): Condition =>
  Object.fromEntries([
    ['if', given],
    ['then', wanted],
  ]);

test('conditions on an object as a whole', () => {
  const rows: readonly (readonly [Condition, right: readonly string[], wrong: readonly string[]])[] = [
    [{ required: ['a', 'b'] }, ['{a:1,b:1}', '5', '[]'], ['{a:1}', '{b:1}', '{}']],
    [{ properties: { a: { const: 1 }, b: { const: 2 } } }, ['{}', '{a:1}', '{a:1,b:2}'], ['{a:2}', '{a:1,b:1}']],
    [{ const: 'x' }, ['"x"'], ['"y"', '1']],
    [{ const: 0 }, ['0'], ['1', '"0"']],
    [{ not: { required: ['a', 'b'] } }, ['{}', '{a:1}'], ['{a:1,b:1}']],
    [when({ required: ['a'] }, { required: ['b'] }), ['{}', '{b:1}', '{a:1,b:1}'], ['{a:1}']],
    [{ if: { required: ['a'] } }, ['{}', '{a:1}'], []],
    [{}, ['{}', '5'], []],
    [{ properties: { a: { required: ['b'] } } }, ['{a:{b:1}}', '{a:5}'], ['{a:{}}']],
  ];
  for (const [condition, right, wrong] of rows) {
    for (const text of right)
      assert.equal(holds(nodeOf(text), condition), true, `${JSON.stringify(condition)} ${text}`);
    for (const text of wrong)
      assert.equal(holds(nodeOf(text), condition), false, `${JSON.stringify(condition)} ${text}`);
  }
});

test('what is wrong where a condition does not hold', () => {
  const mode: Condition = { properties: { mode: { const: 'x' } }, required: ['mode'] };
  assert.deepEqual(broken(when(mode, { required: ['key', 'id'] })), {
    message: '`"mode": "x"` needs `key` and `id` beside it',
    help: 'add `key` and `id`, or remove `"mode": "x"`',
  });
  assert.deepEqual(broken({ if: { properties: { a: { properties: { b: { const: 1 } }, required: ['c'] } } } }), {
    message: '`"a.b": 1` and `a.c` needs  beside it',
    help: 'add , or remove `"a.b": 1` and `a.c`',
  });
  assert.deepEqual(broken({ not: { required: ['a', 'b', 'c'] } }), {
    message: '`a` does not go with `b` and `c`',
    help: 'change one of them',
  });
  assert.deepEqual(broken({ required: ['a', 'b'] }), {
    message: '`a` does not go with `b`',
    help: 'change one of them',
  });
  assert.deepEqual(broken({}), { message: ' does not go with ', help: 'change one of them' });
});

test('an object or a list may be an include instead', () => {
  const $include = { $ref: '#/definitions/include', description: 'Takes the content from other files.' };
  const text: Schema = { type: 'string' };
  assert.deepEqual(openToIncludes({ type: 'array', items: text, maxItems: 2 }), {
    type: ['array', 'object'],
    items: text,
    maxItems: 2,
    properties: { $include },
    required: ['$include'],
    additionalProperties: false,
  });
  assert.deepEqual(openToIncludes({ type: 'object', properties: { a: text }, required: ['a'] }), {
    type: 'object',
    properties: { $include, a: text },
    if: { required: ['$include'] },
    else: { required: ['a'] },
  });
  assert.deepEqual(openToIncludes({ type: ['string', 'object'], additionalProperties: text }), {
    type: ['string', 'object'],
    properties: { $include },
    additionalProperties: text,
  });
  assert.deepEqual(
    openToIncludes({ type: 'object', properties: {}, propertyNames: { pattern: '^a$', maxLength: 3 } }),
    {
      type: 'object',
      properties: { $include },
      propertyNames: { pattern: '^\\$include$|^a$', maxLength: 3 },
    },
  );
  assert.deepEqual(openToIncludes({ type: 'object', properties: {}, propertyNames: { maxLength: 9 } }), {
    type: 'object',
    properties: { $include },
    propertyNames: { maxLength: 9 },
  });
  for (const same of [text, { type: 'object' }, { properties: { a: text } }, { type: ['string', 'array'] }] as Schema[])
    assert.equal(openToIncludes(same), same);
});

test('a change is made to every schema inside a schema, the inner ones first', () => {
  const seen: string[] = [];
  const named = (title: string, more: Schema = {}) => ({ ...more, title }) as Schema;
  const schema = named('root', {
    properties: { a: named('a') },
    definitions: { d: named('d', { items: named('of d') }) },
    additionalProperties: named('rest'),
    items: named('item'),
    oneOf: [named('one'), named('two')],
  });
  const changed = mapSchema(schema, (each) => {
    const { title } = each as { title: string };
    seen.push(title);
    return { ...each, title: `${title}!` } as Schema;
  });
  assert.deepEqual(seen, ['a', 'of d', 'd', 'rest', 'item', 'one', 'two', 'root']);
  assert.deepEqual(
    JSON.parse(JSON.stringify(changed)),
    JSON.parse(JSON.stringify(schema).replace(/("title":"[^"]*)"/g, '$1!"')),
  );
  assert.deepEqual(
    mapSchema({ additionalProperties: false }, (each) => each),
    { additionalProperties: false },
  );
});

test('types of values', () => {
  const rows = [
    ['null', 'null'],
    ['"a"', 'string'],
    ['true', 'boolean'],
    ['1', 'integer'],
    ['1.0', 'integer'],
    ['1.5', 'number'],
    ['{}', 'object'],
    ['[]', 'array'],
    ['Infinity', undefined],
    ['NaN', undefined],
  ] as const;
  for (const [text, type] of rows) assert.equal(typeOf(nodeOf(text)), type, text);
  const missing = nodeOf('{a:}');
  assert.equal(typeOf((missing as Node & { kind: 'object' }).get('a')!), undefined);
});

test('a value of a wrong type: what belongs there, and where in an object it does', () => {
  const of = (text: string, schema: Schema) => {
    const { at: _, schema: __, kind, ...rest } = wrongType(nodeOf(text), plainShape(schema));
    assert.equal(kind, 'type');
    return rest;
  };
  const object = (properties: Record<string, Schema>, more: Schema = {}): Schema => ({
    type: 'object',
    properties,
    ...more,
  });
  const word: Schema = { type: 'string', enum: ['on', 'off'] };
  const flag: Schema = { type: 'boolean' };
  assert.deepEqual(of('5', { type: ['null', 'object', 'array', 'boolean', 'integer', 'number', 'string'] }).expected, [
    'string',
    'number',
    'integer',
    'boolean',
    'array',
    'object',
    'null',
  ]);
  const expected = ['object'];
  assert.deepEqual(of('"on"', object({ a: word, b: flag })), { expected, inside: 'a' });
  assert.deepEqual(of('"on"', object({ a: word, mode: word })), { expected, inside: 'mode' });
  assert.deepEqual(of('"on"', object({ a: word, b: word })), { expected, keys: ['a', 'b'] });
  assert.deepEqual(of('"no"', object({ mode: word })), { expected, keys: ['mode'] });
  assert.deepEqual(of('true', object({ enabled: flag, mode: word })), { expected, inside: 'enabled' });
  assert.deepEqual(of('true', object({ mode: word })), { expected, keys: ['mode'] });
  assert.deepEqual(of('[]', object({ enabled: flag })), { expected, keys: ['enabled'] });
  assert.deepEqual(of('"true"', object({ enabled: flag })), { expected, keys: ['enabled'] });
  assert.deepEqual(of('5', object({})), { expected });
  assert.deepEqual(of('"on"', object({ a: word }, { type: ['object', 'array'] })), { expected: ['array', 'object'] });
  assert.deepEqual(of('"on"', { type: 'array' }), { expected: ['array'] });
  const many = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`k${i}`, flag]));
  assert.deepEqual(of('5', object(many)), { expected });
  const { k0: _, ...few } = many;
  assert.deepEqual(of('5', object(few)), { expected, keys: Object.keys(few) });
  const moved = object({ mode: word, enabled: flag }, { valueReplacedBy: { true: 'on', yes: 'nosuch' } });
  assert.deepEqual(of('true', moved), { expected, inside: 'mode', word: 'on' });
  assert.deepEqual(of('"yes"', moved), { expected, keys: ['mode', 'enabled'], word: 'nosuch' });
  assert.deepEqual(of('false', moved), { expected, inside: 'enabled' });
  assert.deepEqual(of('"toString"', moved), { expected, keys: ['mode', 'enabled'] });
});
