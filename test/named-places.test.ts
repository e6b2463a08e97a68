import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, packedFrom } from '../src/schema/named-places.ts';
import { ALWAYS, Packed, type PackedChild } from '../src/schema/packed.ts';

/** A schema of one release as schema/pack.ts writes it; place 0 is none, the last is the whole config. */
const packed = (words: readonly object[], ...places: readonly unknown[][]) =>
  `${[{ releases: ['2026.9.6'], sets: [], words: words.length }, ...words, [], ...places].map((line) => JSON.stringify(line)).join('\n')}\n`;

const WORDS = [{}, { closed: true }, { minimum: 2 }];
const TEXT = packed(
  WORDS,
  [['string', 0]],
  [['number', 2]],
  [['array', 0, {}, 0, 2]],
  [['object', 1, { name: [1, ALWAYS, ALWAYS], size: 2, all: 3 }, 1]],
);

test('places are named by what they stand for, shortly, and plain types by themselves', () => {
  const places = named(TEXT);
  const [size, all, root] = Object.keys(places);
  for (const name of [size, all, root]) assert.match(name!, /^_[0-9a-z]{3}$/);
  assert.deepEqual(places, {
    [size!]: [['number', { minimum: 2 }]],
    [all!]: [['array', 0, {}, 0, size]],
    [root!]: [['object', 'closed', { name: 'string!', size, all }, 'string']],
  });
  assert.deepEqual(named(TEXT), places);
});

test('every type that stands alone is its own name, and is told once', () => {
  const types = ['string', 'number', 'integer', 'boolean', 'null', 'any'];
  const keys = Object.fromEntries(
    types.flatMap((type, i) => [
      [type, i + 1],
      [`${type} again`, i + 1],
    ]),
  );
  const places = named(packed(WORDS, ...types.map((type) => [[type, 0]]), [['object', 0, keys]]));
  const [root] = Object.values(places);
  assert.equal(Object.keys(places).length, 1);
  assert.deepEqual(
    root![0]![2],
    Object.fromEntries(
      types.flatMap((type) => [
        [type, type],
        [`${type} again`, type],
      ]),
    ),
  );
  assert.equal(packedFrom(places, '2026.9.6')!.root, types.length + 1);
});

test('what was named is packed again as it was', () => {
  const again = packedFrom(JSON.parse(JSON.stringify(named(TEXT))), '2026.9.6')!;
  const before = new Packed(TEXT);
  /** All that stands in a place, followed down. */
  const whole = (source: Packed, at: number): unknown =>
    source
      .place(at)
      .map(([sign, words, keys = {}, rest, items]) => [
        sign,
        source.words(words as number),
        Object.fromEntries(Object.entries(keys).map(([key, child]) => [key, below(source, child)])),
        rest ? below(source, rest) : 0,
        items ? below(source, items) : 0,
      ]);
  const below = (source: Packed, child: PackedChild): unknown =>
    typeof child === 'number' ? whole(source, child) : [whole(source, child[0]), child[1], child[2]];
  assert.deepEqual(whole(again, again.root), whole(before, before.root));
  assert.deepEqual(again.releases, ['2026.9.6']);
});

test('what is no such schema is none', () => {
  for (const other of [
    undefined,
    null,
    'x',
    [],
    {},
    { a: 'x' },
    { a: ['string'] },
    { a: [['strange', 0]] },
    { a: [['string\nx', 0]] },
    { a: [[5, 0]] },
    { a: [['string', 5]] },
    { a: [['string', 'open']] },
    { a: [['object', 0, []]] },
    { a: [['object', 0, 'x']] },
    { a: [['object', 0, { b: 5 }]] },
    { a: [['object', 0, { b: 'unknown' }]] },
    { a: [['object', 0, { b: 'a' }]] },
    { a: [['object', 0, {}, 'unknown!']] },
  ])
    assert.equal(packedFrom(other, '2026.9.6'), undefined, JSON.stringify(other));
  assert.ok(packedFrom({ a: [['object', 0, { b: 'string!' }, 'any', 'null']] }, '2026.9.6'));
  const broken = {
    get a() {
      throw new TypeError('not of this schema');
    },
  };
  assert.throws(() => packedFrom(broken, '2026.9.6'), TypeError);
});

test('of patterns only those count that a known release has', () => {
  const words = (pattern: string) => {
    const source = packedFrom({ a: [['string', { pattern, minLength: 1 }]] }, '2026.9.6')!;
    return source.words((source.place(source.root)[0]![1] as number) ?? 0);
  };
  assert.deepEqual(words('^(a+)+$'), { minLength: 1 });
  const others = { enum: ['a'], format: 'uri', minLength: 1 };
  const source = packedFrom({ a: [['string', others]] }, '2026.9.6')!;
  assert.deepEqual([...source.keywords()], [others]);
  assert.deepEqual(words('^[A-Z][A-Z0-9_]{0,127}$'), { pattern: '^[A-Z][A-Z0-9_]{0,127}$', minLength: 1 });
});

test('a place of two types is called by neither', () => {
  const places = named(
    packed(
      WORDS,
      [
        ['string', 0],
        ['number', 0],
      ],
      [['object', 0, { both: 1 }]],
    ),
  );
  const [both] = Object.keys(places);
  assert.deepEqual(Object.values(places), [
    [
      ['string', 0],
      ['number', 0],
    ],
    [['object', 0, { both }]],
  ]);
});
