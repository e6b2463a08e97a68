import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALWAYS, datesOf, Packed, withPlaces } from '../src/schema/packed.ts';
import type { Schema } from '../src/schema/schema.ts';
import { shapeIn } from '../src/schema/versions.ts';
import { INSIDE, LAST, NEW, OLD, ONCE, PLACES, packed, RELEASES, TWICE, WORDS } from './four-releases.ts';

// The schema of four releases, read as of each.

const of = (release: string | undefined, notes: Schema = {}) => shapeIn(packed, release, notes).alternatives[0]!;

test('what is packed: keys, runs of releases, the number of a release', () => {
  assert.equal(packed.root, PLACES.length);
  assert.deepEqual([...packed.keys()].sort(), ['k', 'kind', 'a', 'b', 'id', 'x', 'v', ...Object.keys(INSIDE)].sort());
  assert.deepEqual([...packed.keywords()], WORDS);
  assert.deepEqual(
    [OLD, NEW, ONCE, TWICE, LAST].map((set) => packed.ranges(set!)),
    [
      [[0, 1]],
      [[2, 3]],
      [[1, 1]],
      [
        [0, 0],
        [2, 3],
      ],
      [[3, 3]],
    ],
  );
  const numbers = {
    '2026.1.1': 0,
    '2026.1.29': 0,
    '2026.2.1': 0,
    '2026.3.28': 1,
    '2026.9.5': 2,
    '2026.9.6': 3,
    '2026.9.7': 3,
    '2026.8.2-1': 2,
  };
  for (const [release, number] of Object.entries(numbers)) assert.equal(packed.numberOf(release), number, release);
  const escaped = new Packed('{`releases`:[],`sets`:[],`words`:0}\n[]\n[[`object`,0,{`a\\\\b`:1,`c`:[1,0]}]]\n', '`');
  assert.deepEqual([...escaped.keys()], ['a\\\\b', 'c']);
});

test('when something was there, and when it was not', () => {
  const [since, until] = [(release: string) => ({ since: release }), (release: string) => ({ until: release })];
  const no = undefined;
  const [first, second, third, fourth] = RELEASES as [string, string, string, string];
  // by set: what is said without a release, and of each release
  const rows = [
    [OLD, until(second), no, no, until(second), until(second)],
    [NEW, no, since(third), since(third), no, no],
    [ONCE, until(second), since(second), no, until(second), until(second)],
    [TWICE, no, no, until(first), no, no],
    [LAST, no, since(fourth), since(fourth), since(fourth), no],
  ] as const;
  for (const [set, ...dates] of rows)
    for (const [i, release] of [undefined, 0, 1, 2, 3].entries()) {
      assert.deepEqual(datesOf(packed, set!, release), dates[i], `${set} ${release}`);
      assert.equal(packed.has(set!, release), release === undefined || dates[i] === undefined, `${set} ${release}`);
    }
  for (const release of [undefined, 0, 3]) assert.equal(packed.has(ALWAYS, release), true);
});

test('an alternative with other numbers, as short as it can be', () => {
  const more = (each: readonly unknown[]) => withPlaces(each as never, (place) => (place as number) + 10);
  assert.deepEqual(more(['object', 0, { a: 1, b: [2, 0], c: [3, 1, -1] }, 0, 4]), [
    'object',
    0,
    { a: 11, b: [12, 0], c: [13, 1, -1] },
    0,
    14,
  ]);
  assert.deepEqual(more(['object', 0, undefined, [5, 1]]), ['object', 0, undefined, [15, 1]]);
  assert.deepEqual(more(['object', 0, { a: 1 }, 0]), ['object', 0, { a: 11 }]);
  assert.deepEqual(more(['string', 0]), ['string', 0]);
  assert.deepEqual(more(['string', [[1, 0]]]), ['string', [[1, 0]]]);
});

const ALL = Object.keys(INSIDE);
const OTHERS = ALL.slice(ALL.indexOf('word'));

test('keys that a release has, and when it lacks them', () => {
  /** `key` where it is there; when it came or went; with the dates of its place */
  const told = (release: string | undefined) =>
    ['old', 'new', 'once', 'twice', 'last', 'must', 'nosuch', 'toString'].map((name) => {
      const [found, dates] = [of(release).key(name), of(release).dates(name)];
      assert.equal(of(release).names().includes(name), found !== undefined);
      const place = found ?? dates?.shape;
      const when = [place?.since && `since ${place.since}`, place?.until && `until ${place.until}`].filter(Boolean);
      const said = [dates?.since && `came ${dates.since}`, dates?.until && `went ${dates.until}`].filter(Boolean);
      return [name, ...(found ? ['is there'] : []), ...said, ...when.map((each) => `(${each})`)].join(' ');
    });
  const never = ['nosuch', 'toString'];
  const [until, since] = ['(until 2026.3.28)', '(since 2026.8.2)'];
  const once = `(since 2026.3.28) ${until}`;
  assert.deepEqual(told(undefined), [
    `old is there went 2026.3.28 ${until}`,
    `new is there ${since}`,
    `once is there went 2026.3.28 ${once}`,
    'twice is there',
    'last is there (since 2026.9.6)',
    'must is there',
    ...never,
  ]);
  assert.deepEqual(told('2026.1.29'), [
    `old is there ${until}`,
    `new came 2026.8.2 ${since}`,
    `once came 2026.3.28 ${once}`,
    'twice is there',
    'last came 2026.9.6 (since 2026.9.6)',
    'must is there',
    ...never,
  ]);
  assert.deepEqual(told('2026.3.28'), [
    `old is there ${until}`,
    `new came 2026.8.2 ${since}`,
    `once is there ${once}`,
    'twice went 2026.1.29',
    'last came 2026.9.6 (since 2026.9.6)',
    'must is there',
    ...never,
  ]);
  assert.deepEqual(told('2026.8.2'), [
    `old went 2026.3.28 ${until}`,
    `new is there ${since}`,
    `once went 2026.3.28 ${once}`,
    'twice is there',
    'last came 2026.9.6 (since 2026.9.6)',
    'must is there',
    ...never,
  ]);
  assert.deepEqual(of('2026.9.6').names(), ['new', 'twice', 'last', 'req', 'must', 'maybe', ...OTHERS]);
});

test('what is asked for: without a release only what all of them ask for', () => {
  for (const [release, required] of [
    [undefined, ['must']],
    ['2026.1.29', ['must']],
    ['2026.3.28', ['must']],
    ['2026.8.2', ['req', 'must', 'maybe']],
    ['2026.9.6', ['req', 'must', 'maybe']],
  ] as const) {
    assert.deepEqual(of(release).required, required, release);
    assert.deepEqual(shapeIn(packed, release, {}).required, required, release);
    assert.deepEqual(of(release).key('z')!.required, ['z']);
  }
});

test('what a place takes as of each release', () => {
  /** types, listed values, keys, what other keys and items are, which of its objects are closed, and in the newest */
  const told = (name: string, release: string | undefined): string => {
    const place = of(release).key(name)!;
    const { type, enum: list, properties, additionalProperties: rest, items, propertyNames, minLength } = place;
    return [
      ...[type ?? []].flat(),
      ...(list ? [`one of ${list}`] : []),
      ...(properties ? [`with ${Object.keys(properties)}`] : []),
      ...(rest === undefined ? [] : [`others ${typeof rest === 'object' ? rest.type : rest}`]),
      ...(items ? [`items ${items.type}`] : []),
      ...(propertyNames ? [`called ${propertyNames.pattern}`] : []),
      ...(minLength ? [`of ${minLength}`] : []),
      ...place.alternatives.flatMap(({ type, tag, closed, closedNow }) =>
        type === 'object' ? [`${tag ? `${tag.key}=${tag.words}: ` : ''}${closed}/${closedNow}`] : [],
      ),
    ].join(', ');
  };
  const rows: readonly (readonly [name: string, unknown: string, old: string, now: string])[] = [
    ['must', 'string, of 1', 'string, of 1', 'string, of 1'],
    ['word', 'string, one of a,b', 'string, one of a', 'string, one of a,b'],
    ['type', 'string, number', 'string', 'number'],
    ['free', '', '', ''],
    ['list', 'array, items string', 'array', 'array, items string'],
    [
      'map',
      'object, with k, others number, false/false',
      'object, with k, others number, true/true',
      'object, with k, false/false',
    ],
    ['shut', 'object, with k, false/true', 'object, with k, false/false', 'object, with k, others false, true/true'],
    [
      'union',
      'object, with kind,a,b, others false, kind=a: true/true, kind=b: true/true',
      'object, with kind,a, others false, kind=a: true/true',
      'object, with kind,a,b, others false, kind=a: true/true, kind=b: true/true',
    ],
    ['flag', ...same('boolean, string, one of true,false,a')],
    ['yes', ...same('boolean, string, one of true,a')],
    ['z', ...same('object, with , others false, true/true')],
    ['named', ...same('object, with , others number, called ^x, false/false')],
    ['opened', '', 'string', ''],
    ['sure', ...same('boolean')],
    ['mixed', ...same('number, string, object, array, with , others false, items number, of 1, true/true')],
  ];
  for (const [name, unknown, old, now] of rows) {
    assert.equal(told(name, undefined), unknown, name);
    for (const release of RELEASES.slice(0, 2)) assert.equal(told(name, release), old, `${name} ${release}`);
    for (const release of RELEASES.slice(2)) assert.equal(told(name, release), now, `${name} ${release}`);
  }
});

const same = (text: string) => [text, text, text] as const;

test('since when a type is taken, and when a word was known', () => {
  const place = (name: string, release: string | undefined) => of(release).key(name)!;
  const since = (type: 'string' | 'number' | 'array', release: string | undefined) =>
    place('type', release).typeSince(type);
  for (const release of RELEASES.slice(0, 2)) {
    assert.equal(since('number', release), '2026.8.2');
    assert.equal(since('string', release), undefined);
  }
  for (const release of [undefined, ...RELEASES.slice(2)]) assert.equal(since('number', release), undefined);
  assert.equal(since('array', '2026.1.29'), undefined);
  const word = (text: string, release: string | undefined) => place('word', release).wordDates(text);
  assert.deepEqual(word('b', '2026.1.29'), { since: '2026.8.2' });
  assert.deepEqual(word('b', undefined), {});
  assert.deepEqual(word('c', '2026.1.29'), {});
  assert.deepEqual(word('a', '2026.8.2'), { until: '2026.3.28' });
  assert.deepEqual(place('union', '2026.3.28').wordDates('b'), { since: '2026.8.2' });
  assert.deepEqual(place('union', '2026.8.2').wordDates('b'), {});
  assert.deepEqual(place('union', '2026.3.28').wordDates('a'), {});
});

test('what is said of a place where it is plain, and what of a union', () => {
  const noted: Schema = { definitions: { secretInput: {} } };
  const place = (name: string) => of('2026.9.6', noted).key(name)!;
  assert.equal(place('free').type, undefined);
  assert.deepEqual(
    ['must', 'union', 'mixed', 'secret'].map((name) => place(name).required),
    [undefined, undefined, ['z'], []],
  );
  assert.deepEqual(
    ['must', 'type', 'mixed'].map((name) => place(name).minLength),
    [1, undefined, 1],
  );
  assert.equal(place('must').propertyNames, undefined);
  assert.equal(place('mixed').items!.type, 'number');
});

test('what is asked twice is made once', () => {
  const root = of('2026.9.6');
  for (const name of ['must', 'nosuch']) assert.equal(root.key(name), root.key(name), name);
  const [list] = root.key('list')!.alternatives;
  assert.equal(list!.items, list!.items);
  const [named] = root.key('named')!.alternatives;
  assert.equal(named!.rest, named!.rest);
  assert.equal(root.required, root.required);
  const place = shapeIn(packed, '2026.9.6', {});
  assert.equal(place.properties, place.properties);
  assert.equal(place.properties!.must, place.properties!.must);
  assert.equal(packed.place(1), packed.place(1));
  assert.equal(packed.words(4), packed.words(4));
  assert.equal(packed.ranges(0), packed.ranges(0));
});
