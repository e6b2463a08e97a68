import assert from 'node:assert/strict';
import { test } from 'node:test';
import dotenv from 'dotenv';
import fc from 'fast-check';
import { parseDotenv } from '../src/parse/dotenv.ts';
import { File, type Place } from '../src/text/file.ts';
import { runs } from './thorough.ts';

const read = (text: string) => parseDotenv(new File('.env', text));
const written = (place: Place) => place.file.text.slice(place.offset, place.offset + place.length);

/** What counts of a parse: names, with `empty`, `blank` or `full` for what is left of their values. */
function ours(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const { name, empty, blank, shadowed } of read(text).variables)
    if (!shadowed) result[name.value] = empty ? 'empty' : blank ? 'blank' : 'full';
  return result;
}
function theirs(text: string): Record<string, string> {
  const kind = (value: string) => (value === '' ? 'empty' : value.trim() === '' ? 'blank' : 'full');
  return Object.fromEntries(Object.entries(dotenv.parse(text)).map(([name, value]) => [name, kind(value)]));
}
const agrees = (text: string) => assert.deepEqual(ours(text), theirs(text), JSON.stringify(text));

const pieces = [
  ...'AB=:#\'"`\\ \t\n\r\ufeff\u2028\u2029\u00a0.-_1é',
  'export',
  'export ',
  'A=',
  'B: ',
  '\r\n',
  "\\'",
  '\\"',
  '\\`',
  '\\n',
  '\\r',
  "''",
  '""',
  '``',
  ' #',
  '\n#',
  '\nA=',
  '\nB=',
  '__proto__',
];

test('agrees with dotenv on any sequence of what dotenv gives a meaning to', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 24, size: 'max' }).map((parts) => parts.join(''));
  fc.assert(fc.property(text, agrees), { numRuns: runs(20_000) });
});

test('agrees with dotenv on any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), agrees), { numRuns: runs(3_000) });
});

test('agrees with dotenv on lines as people write them', () => {
  const name = fc.constantFrom('A', 'B', 'OPENAI_API_KEY', 'a.b', 'x-y', '1X');
  const separator = fc.constantFrom('=', ' = ', ': ', ':', '\t=', '=\n');
  const inner = fc
    .array(fc.constantFrom('k', ' ', '#', "'", '"', '`', '\\', '\\n', '\\r', '\n', ' '), { maxLength: 5, size: 'max' })
    .map((parts) => parts.join(''));
  const value = fc
    .tuple(fc.constantFrom('', "'", '"', '`'), inner, fc.constantFrom('', ' # c', '#c', ' x'))
    .map(([q, v, after]) => q + v + q + after);
  const line = fc.oneof(
    fc.tuple(fc.constantFrom('', 'export ', '  '), name, separator, value).map((parts) => parts.join('')),
    fc.constantFrom('', '# A=1', 'not an assignment'),
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 6, size: 'max' }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, end]) => lines.join(end));
  fc.assert(fc.property(text, agrees), { numRuns: runs(10_000) });
});

test('names and values point at what is written', () => {
  const cases: [text: string, name: string, value: string][] = [
    ['A=b', 'A', 'b'],
    ['export A = b c  # comment', 'A', 'b c'],
    ['A: b', 'A', 'b'],
    ['A="b # c" # d', 'A', 'b # c'],
    ["A='b\\'c'", 'A', "b\\'c"],
    ["A='b\\' # c", 'A', 'b\\'],
    ['A=`b`', 'A', 'b'],
    ['A="b\r\nc"', 'A', 'b\r\nc'],
    ["A=\n 'b'", 'A', 'b'],
    ['A:\r\nb', 'A', 'b'],
    ["A='b' c", 'A', "'b' c"],
    ['A="b', 'A', '"b'],
    ['\ufeffA=b', 'A', 'b'],
    ['export\nA=b', 'A', 'b'],
    ['export=b', 'export', 'b'],
    ['A=\nB=c', 'A', ''],
    ['A=#b', 'A', ''],
  ];
  for (const [text, name, value] of cases) {
    const first = read(text).variables[0];
    assert.ok(first, text);
    assert.equal(written(first.name), name, text);
    assert.equal(first.name.value, name, text);
    assert.equal(written(first.value), value, text);
    agrees(text);
  }
});

test('the value that is masked is the value that dotenv sees', () => {
  const inner = fc
    .string({ minLength: 1, maxLength: 30 })
    .filter((text) => text.trim() === text && !/[#'"`\\\r\n\u2028\u2029]/.test(text));
  fc.assert(
    fc.property(inner, fc.constantFrom('', "'", '"', '`'), (secret, quote) => {
      const text = `A=1\nKEY=${quote}${secret}${quote} # c\n`;
      assert.equal(written(read(text).variables[1]!.value), dotenv.parse(text).KEY);
    }),
  );
});

test('of several lines with one name all but the last are shadowed', () => {
  const { variables } = read('A=1\nB=2\nexport A=\nA: 3\n');
  assert.deepEqual(
    variables.map(({ name, shadowed }) => [name.value, name.offset, shadowed === true]),
    [
      ['A', 0, true],
      ['B', 4, false],
      ['A', 15, true],
      ['A', 18, false],
    ],
  );
});

test('a # without a blank before it cuts a value, and what it cuts off is known', () => {
  const cut = (text: string) => read(text).variables.map((variable) => variable.cut && written(variable.cut));
  assert.deepEqual(cut('A=abc#def gh\nB=abc #def\nC="abc"#def\nD=#def\nE="a#b'), [
    '#def gh',
    undefined,
    undefined,
    undefined,
    '#b',
  ]);
});

test('lines that dotenv skips are reported, blank lines and comments are not', () => {
  const ignored = (text: string) => read(text).ignored.map(written);
  assert.deepEqual(ignored('A=1\n\n# c\n  BAD LINE \r\n=x\nB=2\nset C 3'), ['BAD LINE', '=x', 'set C 3']);
  assert.deepEqual(ignored('K="a\nb"\n'), []);
  assert.deepEqual(ignored('K="a\nb\n'), ['b']);
  assert.deepEqual(ignored("__proto__='x\nA=1'\nB=2"), ['__proto__']);
});

test('hostile texts of megabytes read like short ones', () => {
  const units = [
    "A='x\\'y\n",
    'A="',
    "A='\\' ",
    'A=`\\`',
    '`\\"\'',
    ' ',
    '\n',
    'A',
    'export ',
    "A=\n\n\n'",
    'A="a" "b" #\\"',
    'A: ',
    "A='' #'\n",
  ];
  for (const unit of units) {
    const short = unit.repeat(60);
    agrees(short);
    assert.deepEqual(ours(unit.repeat(Math.ceil(2_000_000 / unit.length))), ours(short), unit);
  }
});

test('no text of a value is kept beside the file', () => {
  const text = 'KEY=hunter2-secret\nQUOTED="hunter2-secret"\n';
  const { file: _, ...rest } = read(text);
  const shown = JSON.stringify(rest, (key, value: unknown) => (key === 'file' ? undefined : value));
  assert.match(shown, /QUOTED/);
  assert.doesNotMatch(shown, /hunter2/);
});
