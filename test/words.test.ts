import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import { configShape } from '../src/schema/config.ts';
import { plainShape } from '../src/schema/plain.ts';
import type { Problem, Schema, Words } from '../src/schema/schema.ts';
import { walk } from '../src/schema/walk.ts';
import { complaint, regExp, sizeLimit } from '../src/schema/words.ts';
import { File } from '../src/text/file.ts';

/** What keywords say against a value, in short. */
const says = (value: Parameters<typeof complaint>[0], words: Words): string | undefined => {
  const found = complaint(value, words);
  if (found?.kind === 'enum') return `one of ${found.allowed.join(', ')}`;
  return found?.kind === 'range' ? found.limit : found?.pattern;
};

test('numbers: up to and from a limit, or not quite', () => {
  const of = (words: Words, ...values: number[]) => values.map((value) => says(value, words));
  assert.deepEqual(of({ minimum: 2 }, 1, 2), ['at least 2', undefined]);
  assert.deepEqual(of({ exclusiveMinimum: 2 }, 2, 3), ['more than 2', undefined]);
  assert.deepEqual(of({ maximum: 2 }, 2, 3), [undefined, 'at most 2']);
  assert.deepEqual(of({ exclusiveMaximum: 2 }, 1, 2), [undefined, 'less than 2']);
});

test('texts: their length, their pattern, what they must not be, addresses', () => {
  assert.equal(says('', { minLength: 1 }), 'a text that is not empty');
  assert.equal(says('x', { minLength: 1 }), undefined);
  assert.deepEqual([says('ab', { minLength: 3 }), says('abc', { minLength: 3 })], ['at least 3 characters', undefined]);
  assert.deepEqual(
    [says('abc', { maxLength: 3 }), says('abcd', { maxLength: 3 })],
    [undefined, 'at most 3 characters'],
  );
  assert.deepEqual([says('A1', { pattern: '^[A-Z]' }), says('a1', { pattern: '^[A-Z]' })], [undefined, '^[A-Z]']);
  const noQuery = { not: { pattern: '[?#]' } };
  assert.deepEqual(complaint('a?b', noQuery), { kind: 'pattern', pattern: 'not [?#]' });
  assert.deepEqual(complaint('a', { pattern: 'b' }), { kind: 'pattern', pattern: 'b' });
  assert.equal(says('😀', { pattern: '^.$' }), undefined);
  assert.deepEqual([says('a?b', noQuery), says('ab', noQuery)], ['not [?#]', undefined]);
  const address = 'an address such as `https://example.com/`';
  assert.deepEqual([says('x', { format: 'uri' }), says('x:y', { format: 'uri' })], [address, undefined]);
});

test('words of a list, and those that are taken beside it, whatever else is asked for', () => {
  assert.equal(says('c', { enum: ['a', 'b'] }), 'one of a, b');
  assert.equal(says('c', { enum: ['a', 'b'], also: ['d'] }), 'one of a, b, d');
  assert.equal(says('d', { enum: ['a', 'b'], also: ['d'], minLength: 5 }), undefined);
  assert.equal(says(true, { enum: [false] }), 'one of false');
  assert.equal(says(true, { minLength: 5, minimum: 5 }), undefined);
});

test('of several sets of keywords one has to take a value; the first tells what is wrong', () => {
  const words = { anyOf: [{ pattern: '^v4' }, { pattern: '^v6' }] };
  assert.deepEqual([says('v4', words), says('v6', words), says('v5', words)], [undefined, undefined, '^v4']);
});

test('how many items or keys there may be', () => {
  assert.equal(sizeLimit(0, { minItems: 1 }, 'items'), 'at least 1 item');
  assert.equal(sizeLimit(1, { minItems: 2 }, 'items'), 'at least 2 items');
  assert.equal(sizeLimit(2, { minItems: 2, maxItems: 2 }, 'items'), undefined);
  assert.equal(sizeLimit(2, { maxItems: 1 }, 'items'), 'at most 1 item');
  assert.equal(sizeLimit(3, { maxItems: 2 }, 'items'), 'at most 2 items');
  assert.equal(sizeLimit(0, { minProperties: 1 }, 'keys'), 'at least 1 key');
  assert.equal(sizeLimit(3, { maxProperties: 2 }, 'keys'), 'at most 2 keys');
  assert.equal(sizeLimit(9, { minProperties: 10, maxProperties: 1 }, 'items'), undefined);
});

/** What is wrong in a text, each with where, by its path and its own text. */
const wrong = (text: string, schema: Schema) => problemsIn(text, plainShape(schema)).map(told);

function problemsIn(text: string, shape: Parameters<typeof walk>[1], release?: string): readonly Problem[] {
  const { root } = parseJson5(new File('openclaw.json', text));
  return walk(root!, shape, release).problems;
}

function told(problem: Problem): string {
  const at = 'at' in problem ? problem.at : problem.key;
  const where = `${problem.path.join('.')} ${at.file.text.slice(at.offset, at.offset + at.length)}`;
  if (problem.kind === 'range') return `${where}: ${problem.limit}`;
  if (problem.kind === 'enum') return `${where}: one of ${problem.allowed.join(', ')}`;
  return `${where}: ${problem.kind}${problem.kind === 'missing-key' ? ` ${problem.key}` : ''}`;
}

test('lists: each item once, numbers in twos, no more than there may be', () => {
  const each = (words: Words): Schema => ({ type: 'array', ...(words as Schema) });
  assert.deepEqual(wrong('["a", "b", "a", "a"]', each({ uniqueItems: true })), [' "a": each item once']);
  assert.deepEqual(wrong('["1", 1, true, {}, {}, []]', each({ uniqueItems: true })), []);
  const pair = { anyOf: [{ tuple: [{}, {}], minItems: 2 }, { tuple: [{}] }] } as Words;
  for (const text of ['[1, 2]', '[1]', '[]']) assert.deepEqual(wrong(text, each(pair)), [], text);
  for (const text of ['[1, 2, 3]', '[1, "2"]', '["1"]', '[[1]]'])
    assert.deepEqual(wrong(text, each(pair)), [` ${text}: one or two numbers`], text);
  const two = { anyOf: [{ tuple: [{}, {}], minItems: 2 }] } as Words;
  assert.deepEqual([wrong('[1, 2]', each(two)), wrong('[1]', each(two))], [[], [' [1]: one or two numbers']]);
  assert.deepEqual(wrong('[1, 2, 3]', each({ maxItems: 2 })), [' [1, 2, 3]: at most 2 items']);
});

test('objects told apart by a key: the word of one of them, or what is missing', () => {
  const one = (word: string, ...required: string[]): Schema => ({
    properties: { kind: { type: 'string', enum: [word] }, [word]: { type: 'number' } },
    required: ['kind', ...required],
    additionalProperties: false,
  });
  const schema: Schema = {
    type: 'object',
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind' },
    oneOf: [one('a', 'a'), one('b')],
  };
  assert.deepEqual(wrong('{ kind: "a", a: 1 }', schema), []);
  assert.deepEqual(wrong('{ kind: "a" }', schema), [' { kind: "a" }: missing-key a']);
  assert.deepEqual(wrong('{ kind: "b", a: 1 }', schema), [' a: unknown-key']);
  assert.deepEqual(wrong('{ kind: "c" }', schema), ['kind "c": one of a, b']);
  assert.deepEqual(wrong('{ kind: [] }', schema), ['kind []: type']);
  assert.deepEqual(wrong('{ a: 1 }', schema), [' { a: 1 }: missing-key kind']);
});

test('what an unknown key holds may be a secret, but for short words and sentences', () => {
  const { root } = parseJson5(
    new File('x', '{ tokn: "12345678", a: ["short", "of a few words", { b: "abcdefghi" }], n: 123456789 }'),
  );
  const { secrets } = walk(root!, plainShape({ type: 'object', additionalProperties: false }), undefined);
  assert.deepEqual(
    secrets.map(({ path, guessed }) => [path.join('.'), guessed]),
    [
      ['tokn', true],
      ['a', true],
    ],
  );
});

test('an empty key is a key like any other', () => {
  const [problem] = problemsIn('{ "": 1 }', configShape('2026.9.6'), '2026.9.6');
  assert.equal(problem?.kind, 'unknown-key');
});

test('what is asked twice is made once', () => {
  const schema: Schema = { type: 'object', properties: { a: { type: 'string' } } };
  assert.equal(plainShape(schema), plainShape(schema));
  assert.equal(regExp('^a'), regExp('^a'));
  assert.notEqual(regExp('^a'), regExp('^b'));
});
