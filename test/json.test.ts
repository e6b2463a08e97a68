import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { parseAnyJson, parseJson } from '../src/parse/json.ts';
import { type Node, nodeAt, toValue } from '../src/parse/tree.ts';
import { File } from '../src/text/file.ts';
import { outline } from './outline.ts';
import { runs } from './thorough.ts';

const parse = (text: string) => parseJson(new File('auth-profiles.json', text));

function assertAsJsonParse(text: string): void {
  let expected: { value: unknown } | undefined;
  try {
    expected = { value: JSON.parse(text) };
  } catch {}
  const { root, errors } = parse(text);
  assert.deepEqual(
    outline(parseAnyJson(new File('auth-profiles.json', text))),
    outline(parse(text)),
    `the short cut agrees: ${JSON.stringify(text)}`,
  );
  assert.equal(
    errors.length === 0,
    expected !== undefined,
    `${JSON.stringify(text)}: ${errors[0]?.message ?? 'accepted'}`,
  );
  if (expected) assert.deepStrictEqual(toValue(root!), expected.value, JSON.stringify(text));
}

const store = `{
  "version": 1,
  "profiles": {
    "anthropic:work": { "type": "api_key", "provider": "anthropic", "keyRef": { "source": "env", "id": "A" } },
    "openai:\\u0061": { "type": "oauth", "expires": -1.5e3, "scopes": ["a", true, null] }
  }
}
`;

test('the corners of JSON', () => {
  const texts = [
    '',
    ' ',
    'null',
    'true',
    'nullx',
    'True',
    '{}',
    '[]',
    '[,]',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    "{'a':1}",
    "'a'",
    '[1 2]',
    '{"a" 1}',
    '{"a":}',
    '{"a"}',
    '{"__proto__":1}',
    '{"a":1,"a":2}',
    '0',
    '-0',
    '+1',
    '01',
    '-01',
    '1.',
    '.5',
    '-',
    '-a',
    '1e5',
    '1E+05',
    '1e',
    '1e+',
    '0x1',
    '1e400',
    'NaN',
    'Infinity',
    '-Infinity',
    '1.5.5',
    '1-2',
    '1_0',
    '12345678901234567890',
    '"a',
    '"',
    '"\\"',
    '"\\v"',
    '"\\0"',
    '"\\x41"',
    '"\\u0041"',
    '"\\u004"',
    '"\\uD800"',
    '"\ud800"',
    '"\\\n"',
    '"\t"',
    '"\u001f"',
    '"\u007f"',
    '"\u2028"',
    '"\n"',
    '"\\/\\b\\f\\n\\r\\t\\\\"',
    '"\\é"',
    '"\0"',
    '\ufeff{}',
    '{}\ufeff',
    '\u00a0{}',
    '\v{}',
    '\f{}',
    '\u2028{}',
    '\r\n{}\t',
    '// a\n{}',
    '{/* a */}',
    '/*',
    '/',
    '#',
    '{} {}',
    '{}}',
    '[}',
    '“a”',
    '`a`',
    '[1;2]',
    '{"a"=1}',
    '\0',
    '"a"x',
    '"a""b"',
    '["a"1]',
    '[tru]',
    '[nul,1]',
  ];
  for (const text of texts)
    for (const whole of [text, `[${text}]`, `{"k":${text}}`, `{"k":1,${text}:1}`]) assertAsJsonParse(whole);
});

test('random JSON, and JSON with random slips of the finger: verdict and value are JSON.parse’s', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(3), (text, indent) =>
      assertAsJsonParse(JSON.stringify(JSON.parse(text), null, indent)),
    ),
  );
  const characters = fc.constantFrom(...'{}[]:,"\'\\/*#-+.0aeEu \n\t\f“`;<é\u2028\ufeff\0');
  const slip = fc.record({ at: fc.nat(store.length), kind: fc.nat(2), char: characters });
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 2 }), (slips) => {
      let text = store;
      for (const { at, kind, char } of slips)
        text = text.slice(0, at) + (kind === 0 ? '' : char) + text.slice(kind === 1 ? at : at + 1);
      assertAsJsonParse(text);
    }),
    { numRuns: runs(4000) },
  );
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"',
    'a',
    '1',
    '-',
    '.',
    'e5',
    'null',
    '\\',
    '\n',
    ' ',
    '//',
    '/*',
    '*/',
    "'",
    '\ufeff',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 10 }), (list) => assertAsJsonParse(list.join(''))),
    { numRuns: runs(4000) },
  );
});

test('places are those of jsonc-parser', () => {
  const compare = (ours: Node, theirs: JsonNode): void => {
    assert.deepEqual([ours.offset, ours.length], [theirs.offset, theirs.length]);
    if (ours.kind === 'array') ours.items.forEach((item, i) => compare(item, theirs.children![i]!));
    if (ours.kind === 'object')
      ours.entries.forEach(({ value }, i) => compare(value, theirs.children![i]!.children![1]!));
  };
  compare(parse(store).root!, parseTree(store)!);
});

const messages: [string, string[], boolean][] = [
  [
    '// mine\n{"a": 1, /* x */ "b": 2}',
    ['1:1 strict JSON does not allow comments', '2:10 strict JSON does not allow comments'],
    true,
  ],
  ['{"a": [1, 2,], "b": 3,}', ['1:12 there is a comma too many', '1:22 there is a comma too many'], true],
  [
    "{'a': 'b', c: 1}",
    ['1:2 strings stand in double quotes', '1:7 strings stand in double quotes', '1:12 the key `c` needs quotes'],
    true,
  ],
  ['{"a": True, "b": .5}', ['1:7 `True` is not a value of strict JSON', '1:18 strict JSON has no such number'], true],
  ['\ufeff{"a": 1}', ['1:1 the file starts with a byte order mark'], true],
  [
    '{"a": "b\tc", "d": "\\x41"}',
    ['1:7 the string has a control character', '1:19 the string has an escape that JSON does not know'],
    true,
  ],
  ['{"a": 1\n"b": 2}', ['1:8 a comma is missing'], true],
  ['{\n  "a": "b,\n  "c": 1\n}', ['2:8 a string has no closing quote'], false],
  ['{\n  "a": {\n    "b": 1\n  "c": 2\n}', ['2:8 this `{` is never closed'], false],
  ['{} {}', ['1:4 a second root object; strict JSON allows one'], false],
  ['', ['1:1 the file is empty'], false],
];
for (const [text, expected, sound] of messages)
  test(`said about ${JSON.stringify(text)}`, () => {
    assert.throws(() => JSON.parse(text));
    const { errors, structureCertain } = parse(text);
    assert.deepEqual(
      errors.map(({ at, message }) => {
        const { line, column } = at.file.position(at.offset);
        return `${line}:${column} ${message}`;
      }),
      expected,
    );
    assert.equal(structureCertain, sound);
    for (const { fix } of errors) {
      if (!fix) continue;
      let fixed = text;
      for (const { at, text: by } of [...fix.edits].reverse())
        fixed = fixed.slice(0, at.offset) + by + fixed.slice(at.offset + at.length);
      assert.ok(parse(fixed).errors.length < errors.length, fixed);
    }
  });

test('a broken store keeps its other profiles', () => {
  const { root } = parse(store.replace('"type": "api_key",', '"type": api_key'));
  assert.equal(nodeAt(root, ['profiles', 'anthropic:work', 'type'])?.kind, 'missing');
  assert.deepEqual(toValue(nodeAt(root, ['profiles', 'anthropic:work', 'keyRef', 'id'])!), 'A');
  assert.deepEqual(toValue(nodeAt(root, ['profiles', 'openai:a', 'expires'])!), -1500);
});

test('every beginning of a store is read', () => {
  for (let end = 0; end < store.length - 2; end++) assert.ok(parse(store.slice(0, end)).errors.length > 0);
});

test('deep, long and hostile texts are read', () => {
  for (const piece of [
    '[',
    '{',
    '{"a":',
    ']',
    '"',
    '"\n',
    '\\',
    '/*',
    '//\n',
    "'",
    "'\n",
    '“',
    '`',
    ',',
    ':',
    'a ',
    '\0',
    '\ufeff',
    '"]}\n',
  ])
    assert.ok(parse(piece.repeat(200_000 / piece.length)).errors.length > 0);
  const deep = parse('['.repeat(100_000) + ']'.repeat(100_000));
  assert.deepEqual([deep.errors.length, deep.tooDeep?.offset], [0, 1000]);
});
