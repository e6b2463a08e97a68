import { ALWAYS, Packed } from '../src/schema/packed.ts';

// A schema of four releases that shows all that can change between releases.

export const RELEASES = ['2026.1.29', '2026.3.28', '2026.8.2', '2026.9.6'];
export const [OLD, NEW, ONCE, TWICE, LAST] = [0, 1, 2, 3, 4];
const SETS = ['0-1', '2-3', '1', '0,2-3', '3'];
const [PLAIN, CLOSED, A, AB, FILLED, Z, X, TRUE] = [0, 1, 2, 3, 4, 5, 6, 7];
export const WORDS = [
  {},
  { closed: true },
  { enum: ['a'] },
  { enum: ['a', 'b'] },
  { minLength: 1 },
  { closed: true, required: ['z'] },
  { propertyNames: { pattern: '^x' } },
  { enum: [true] },
];
const [TEXT, NUMBER] = [1, 2];
export const INSIDE = {
  old: [TEXT, OLD],
  new: [TEXT, NEW],
  once: [TEXT, ONCE],
  twice: [TEXT, TWICE],
  last: [TEXT, LAST],
  req: [TEXT, ALWAYS, NEW],
  must: [TEXT, ALWAYS, ALWAYS],
  maybe: [TEXT, NEW, ALWAYS],
  word: 3,
  type: 4,
  free: 5,
  list: 6,
  map: 7,
  union: 8,
  flag: 10,
  z: 11,
  named: 12,
  yes: 13,
  opened: 14,
  shut: 15,
  secret: 16,
  sure: 17,
  either: 18,
  strict: 19,
  varied: 20,
  mixed: 21,
};
export const PLACES: readonly (readonly unknown[])[] = [
  [['string', FILLED]],
  [['number', PLAIN]],
  [
    [
      'string',
      [
        [A, OLD],
        [AB, NEW],
      ],
    ],
  ],
  [
    ['string', [[PLAIN, OLD]]],
    ['number', [[PLAIN, NEW]]],
  ],
  [['any', PLAIN]],
  [['array', PLAIN, {}, 0, [TEXT, NEW]]],
  [
    [
      'object',
      [
        [CLOSED, OLD],
        [PLAIN, NEW],
      ],
      { k: TEXT },
      [-5, OLD],
    ],
  ],
  [
    ['object kind=a', CLOSED, { kind: 9, a: TEXT }],
    ['object kind=b', [[CLOSED, NEW]], { kind: 9, b: [TEXT, ALWAYS, ALWAYS] }],
  ],
  [['string', AB]],
  [
    ['boolean', PLAIN],
    ['string', A],
  ],
  [['object', Z, {}]],
  [['object', X, {}, NUMBER]],
  [
    ['boolean', TRUE],
    ['string', A],
  ],
  [
    ['any', [[PLAIN, NEW]]],
    ['string', PLAIN],
  ],
  [
    [
      'object',
      [
        [PLAIN, OLD],
        [CLOSED, NEW],
      ],
      { k: TEXT },
    ],
  ],
  [
    ['string', PLAIN],
    ['object source=env', PLAIN, { id: TEXT }],
  ],
  [['boolean', TRUE]],
  [
    ['object kind=a', CLOSED, { kind: 9 }],
    ['object', PLAIN, { x: TEXT }],
  ],
  [
    ['object kind=a', CLOSED, { kind: 9 }],
    ['object', CLOSED, { x: TEXT }],
  ],
  [
    ['object kind=a', CLOSED, { kind: 9, v: NUMBER }],
    ['object kind=b', CLOSED, { kind: 9, v: TEXT }],
  ],
  [
    ['number', PLAIN],
    ['string', FILLED],
    ['object', Z, {}],
    ['array', PLAIN, {}, 0, NUMBER],
  ],
  [['object', CLOSED, INSIDE]],
];
const lines = [{ releases: RELEASES, sets: SETS, words: WORDS.length }, ...WORDS, [], ...PLACES];
export const packed = new Packed(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
