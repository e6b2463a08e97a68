import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import JSON5 from 'json5';
import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { readName } from '../src/parse/json5/escape.ts';
import { parseAnyJson5, parseJson5 } from '../src/parse/json5.ts';
import { type Node, nodeAt, type Path, toValue, writePath } from '../src/parse/tree.ts';
import { File } from '../src/text/file.ts';
import { outline } from './outline.ts';
import { runs, THOROUGH } from './thorough.ts';

console.warn = () => {}; // json5 warns about U+2028 in strings

const parse = (text: string) => parseJson5(new File('openclaw.json', text));

/** What OpenClaw reads: JSON.parse first, JSON5 then; undefined when both refuse. */
function oracle(text: string): { value: unknown } | undefined {
  for (const read of [JSON.parse, JSON5.parse]) {
    try {
      return { value: read(text) };
    } catch {}
  }
  return undefined;
}

function assertAsOpenClaw(text: string): void {
  const expected = oracle(text);
  const { root, errors } = parse(text);
  assert.deepEqual(
    outline(parseAnyJson5(new File('openclaw.json', text))),
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

const config = `{
  // routing
  "meta": { "lastTouchedVersion": "2026.9.6" },
  "auth": {
    "profiles": {
      "anthropic:subscription": { "provider": "anthropic", "mode": "oauth" },
      "anthropic:api": {
        "provider": "anthropic",
        "mode": "api_key"
      },
      "openai:work": {
        "provider": "openai",
        "mode": "api_key"
      }
    },
    "order": {
      "anthropic": ["anthropic:subscription", "anthropic:api"]
    }
  },
  "models": {
    "mode": "merge",
    "providers": {
      "ollama": {
        "baseUrl": "http://localhost:11434",
        "api": "ollama",
        "models": [
          {
            "id": "qwen3:14b",
            "reasoning": false,
            "maxTokens": 8192
          },
          {
            "id": "llama4",
            "contextWindow": 131072
          }
        ]
      }
    }
  },
  "agents": {
    "defaults": {
      "model": {
        "primary": "anthropic/claude-opus-4-5",
        "fallbacks": [
          "openai/gpt-5.5",
          "ollama/qwen3:14b"
        ]
      },
      "heartbeat": null
    }
  }
}
`;
const json = config.replace(/ *\/\/.*\n/, '');
const relaxed = config
  .replace(/"([a-z]\w*)":/gi, '$1:')
  .replace(/"/g, "'")
  .replace(/([^,{[\s])\n/g, (all, char) => (char === '}' && all === '}' ? all : `${char},\n`))
  .replace('},\n$', '}')
  .replace(/\},\n$/, '}\n')
  .replace('// routing,', '// routing');

test('the corners of JSON5', () => {
  const texts = [
    '',
    ' ',
    '// x',
    '/* x */',
    '/*',
    '/**/1',
    '/***/1',
    '1//',
    '1/',
    '/',
    '// a\u20281',
    '//\r1',
    'null',
    'true',
    'nul',
    'nullx',
    'tru\\u0065',
    'True',
    'undefined',
    '{}',
    '[]',
    '[,]',
    '{,}',
    '[1,]',
    '{a:1,}',
    '[1,,]',
    '[1 2]',
    '{a 1}',
    '{a:}',
    '{a}',
    '{:1}',
    '{a:1 b:2}',
    '{a::1}',
    '[1:2]',
    '{true:1,null:2,NaN:3,Infinity:4,class:5,if:6}',
    '{__proto__:1}',
    '{"__proto__":{"a":1},a:2}',
    '{constructor:1}',
    '{a:1,a:2,"a":3}',
    '{$:1,_:2,a1:3}',
    '{1a:1}',
    '{1:1}',
    '{a-b:1}',
    '{\\u0061b\\u0063:1}',
    '{a\\u{62}:1}',
    '{\\u0030:1}',
    '{a\\u0030:1}',
    '{\\u002d:1}',
    '{a\\x41:1}',
    '{\\u00:1}',
    '{é:1,日本:2,𝒳:3}',
    '{\ud800:1}',
    '{a\u200d:1}',
    '{\u200d:1}',
    '{\\ud835\\udcb3:1}',
    '{\u1e943:1}',
    '{\ud83a\udd22:1}',
    '{\u{1e940}:1}',
    '{\u{32000}:1}',
    '{ᲀ:1,Ᲊ:2}',
    '0',
    '-0',
    '+0',
    '00',
    '01',
    '1.',
    '.5',
    '.',
    '+.5',
    '-.5',
    '5.e3',
    '.e3',
    '1e5',
    '1E+5',
    '1e',
    '1e+',
    '1_000',
    '0x',
    '0xF',
    '-0XfF',
    '0x1g',
    '0x1.5',
    '1.5.5',
    '1e400',
    '-1e400',
    '1-2',
    'Infinity',
    '+Infinity',
    '-Infinity',
    'NaN',
    '-NaN',
    '+NaN',
    '- 1',
    '--1',
    '+',
    'Infinit',
    '-Infinityx',
    '12345678901234567890',
    '0x1fffffffffffff1',
    '"a',
    "'a\"b'",
    '"a\'b"',
    '"\\\'"',
    '"\\"',
    '"\\v\\f\\b\\n\\r\\t\\0"',
    '"\\01"',
    '"\\1"',
    '"\\8"',
    '"\\x41\\u0041"',
    '"\\x4"',
    '"\\u004"',
    '"\\q\\/\\\\"',
    '"\\\n"',
    '"\\\r\n"',
    '"\\\r"',
    '"\\\u2028"',
    '"\u2028\u2029"',
    '"\t\0\u0001"',
    '"\n"',
    '"\r"',
    '"\\ud800"',
    '"\ud800"',
    '"\\ud83d\\ude00"',
    '"😀"',
    '"\\😀"',
    '""',
    "''",
    '\ufeff{}',
    '{}\ufeff',
    '\u00a0[\u3000\u202f\u1680\u2000\u205f1]',
    '\v\f[]',
    '\u0085[]',
    '\u180e[]',
    '\u200b[]',
    '{} {}',
    '{}}',
    '[]]',
    '[}',
    '{]',
    '1 2',
    '{}x',
    'x{}',
    '"a":1',
    '`a`',
    '“a”',
    '#a\n{}',
    '{a:1;}',
    '{a=1}',
    '\0',
    '"a"x',
    '[1"a"]',
    '{a"b":1}',
    '[/*a*/1/*b*/,/*c*/]',
    '{a/**/:/**/1//\n}',
    '{/**/}',
    '[1/2]',
  ];
  for (const text of texts) {
    assertAsOpenClaw(text);
    assertAsOpenClaw(`{ k: ${text} }`);
    assertAsOpenClaw(`[${text}]`);
  }
});

test('every character as a key, inside a key and after a number', () => {
  for (let point = 0; point < 0x20000; point += THOROUGH || point < 0x600 ? 1 : 37) {
    const char = String.fromCodePoint(point);
    for (const text of [`{${char}:1}`, `{a${char}:1}`, `[1${char}]`]) assertAsOpenClaw(text);
  }
});

const space = fc.constantFrom('', ' ', '\n', '/* x */', '// y\n', '\t', '\u00a0');
const scalar = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.string().map((text) => `'${text.replace(/['\\\n\r]/g, '\\$&')}'`),
  fc.double().map(String),
  fc.constantFrom('null', 'true', '+1', '.5', '5.', '0xAf', '-Infinity', "'\\x41\\\n'", '1e400'),
);
const name = fc.oneof(
  scalar.filter((text) => /^["']/.test(text)),
  fc.constantFrom('a', 'b', 'null', '$x', '__proto__', 'é', '\\u0061'),
);
const document = fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, tie('array'), tie('object')),
  array: fc
    .tuple(fc.array(fc.tuple(space, tie('value'), space).map((parts) => parts.join(''))), fc.constantFrom('', ','))
    .map(([items, comma]) => `[${items.join()}${items.length ? comma : ''}]`),
  object: fc
    .tuple(
      fc.array(
        fc.tuple(space, name, space, tie('value'), space).map(([a, key, b, value, c]) => `${a}${key}${b}:${value}${c}`),
      ),
      fc.constantFrom('', ','),
    )
    .map(([items, comma]) => `{${items.join()}${items.length ? comma : ''}}`),
})).value;

function visit(node: Node, act: (node: Node) => void): void {
  act(node);
  if (node.kind === 'object') for (const entry of node.entries) visit(entry.value, act);
  if (node.kind === 'array') for (const item of node.items) visit(item, act);
}

test('random JSON5: verdict and value are json5’s, and every node’s text is its value', () => {
  fc.assert(
    fc.property(document, (text) => {
      assertAsOpenClaw(text);
      const { root } = parse(text);
      assert.ok(root);
      visit(root, (node) =>
        assert.deepStrictEqual(JSON5.parse(text.slice(node.offset, node.offset + node.length)), toValue(node)),
      );
    }),
    { numRuns: runs(400) },
  );
});

const characters = fc.constantFrom(...'{}[]:,"\'\\/*#-+.0aeEx \n\t“”`;=<é\u2028\ufeff\0');
test('a real config with random slips of the finger: verdict and value are json5’s', () => {
  const slip = fc.record({ at: fc.nat(config.length), kind: fc.nat(2), char: characters });
  fc.assert(
    fc.property(fc.constantFrom(config, relaxed), fc.array(slip, { minLength: 1, maxLength: 3 }), (text, slips) => {
      for (const { at, kind, char } of slips)
        text = text.slice(0, at) + (kind === 0 ? '' : char) + text.slice(kind === 1 ? at : at + 1);
      assertAsOpenClaw(text);
    }),
    { numRuns: runs(4000) },
  );
});

test('random tokens: verdict and value are json5’s', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    "'",
    '"',
    'a',
    '1',
    '-',
    '.',
    '0x',
    'e5',
    'NaN',
    'null',
    '\\',
    '\\u0041',
    '\n',
    ' ',
    '/*',
    '*/',
    '//',
    '#',
    'é',
    '__proto__',
    '`',
    '“',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (list) => assertAsOpenClaw(list.join(''))),
    { numRuns: runs(4000) },
  );
});

test('on plain JSON, places are those of jsonc-parser', () => {
  const compare = (ours: Node, theirs: JsonNode): void => {
    assert.deepEqual([ours.offset, ours.length], [theirs.offset, theirs.length]);
    if (ours.kind === 'array') ours.items.forEach((item, i) => compare(item, theirs.children![i]!));
    if (ours.kind !== 'object') return;
    ours.entries.forEach(({ key, value }, i) => {
      const [theirKey, theirValue] = theirs.children![i]!.children!;
      assert.deepEqual([key.offset, key.length, key.value], [theirKey!.offset, theirKey!.length, theirKey!.value]);
      compare(value, theirValue!);
    });
  };
  compare(parse(json).root!, parseTree(json)!);
  fc.assert(
    fc.property(fc.json(), fc.nat(4), (text, indent) => {
      const pretty = JSON.stringify(JSON.parse(text), null, indent);
      compare(parse(pretty).root!, parseTree(pretty)!);
    }),
  );
});

test('keys that stand twice', () => {
  const wide = `{${Array.from({ length: 12 }, (_, i) => `k${i % 11}:${i}`).join()}}`;
  for (const [text, pairs] of [
    ['{a:1,b:2,"a":3,a:4}', [[1, 15]]],
    ['{a:1}', []],
    [wide, [[1, wide.lastIndexOf('k0')]]],
  ] as const)
    assert.deepEqual(
      parse(text).duplicates.map(({ first, last }) => [first.offset, last.offset]),
      pairs,
    );
});

test('comments have places', () => {
  const text = '// a\n{/* b */}';
  assert.deepEqual(
    parse(text).comments.map(({ offset, length }) => text.slice(offset, offset + length)),
    ['// a', '/* b */'],
  );
});

// What survives of a broken text.

/** path → value of every scalar. */
function leaves(root: Node | undefined): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: Node, path: Path): void => {
    if (node.kind === 'object') for (const { key, value } of node.entries) walk(value, [...path, key.value]);
    else if (node.kind === 'array') node.items.forEach((item, i) => walk(item, [...path, i]));
    else if (node.kind === 'scalar') found.set(writePath(path), JSON.stringify(node.value));
  };
  if (root) walk(root, []);
  return found;
}

/** The text with `change` applied to each match of a pattern in turn. */
const broken = (text: string, pattern: RegExp, change: (match: string) => string): string[] =>
  [...text.matchAll(pattern)].map(
    (match) => text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length),
  );

const STRING = `(?:"[^"\\n]*"|'[^'\\n]*')`;
const KEY = `(?:${STRING}|[\\w$]+)`;
/** fault, how to make it, the least share of surviving leaves in percent, and whether it is a local one */
const faults: [string, (text: string) => string[], number, boolean][] = [
  ['missing comma', (text) => broken(text, /,(?=\s*["'\w{])/g, () => ''), 100, true],
  ['missing colon', (text) => broken(text, new RegExp(`(?<=[{,\\s]${KEY}):(?= )`, 'g'), () => ''), 99.5, true],
  [
    'value not typed yet',
    (text) => broken(text, new RegExp(`(?<=\\n *${KEY}: )(?:${STRING}|[\\w.]+),?(?=\\n)`, 'g'), () => ''),
    95,
    true,
  ],
  [
    'value not typed yet, comma',
    (text) => broken(text, new RegExp(`(?<=\\n *${KEY}: )(?:${STRING}|[\\w.]+)(?=,?\\n)`, 'g'), () => ''),
    95,
    true,
  ],
  [
    'new key above, no quote yet',
    (text) => broken(text, new RegExp(`\\n +(?=${KEY}:)`, 'g'), (space) => `${space}"mo${space}`),
    99.5,
    false,
  ],
  [
    'new bare key above',
    (text) => broken(text, new RegExp(`\\n +(?=${KEY}:)`, 'g'), (space) => `${space}mo${space}`),
    99.5,
    true,
  ],
  [
    'new quoted key above',
    (text) => broken(text, new RegExp(`\\n +(?=${KEY}:)`, 'g'), (space) => `${space}"mo"${space}`),
    99.5,
    true,
  ],
  [
    'unterminated string',
    (text) => broken(text, new RegExp(`(?<=(?:: |\\n +))${STRING}(?=,?\\n)`, 'g'), (match) => match.slice(0, -1)),
    95,
    false,
  ],
  ['double comma', (text) => broken(text, /,/g, () => ',,'), 100, true],
  ['extra opener', (text) => broken(text, /[{[](?=\n)/g, (match) => match + match), 97, false],
  ['missing closer line', (text) => broken(text, /\n *[}\]],?(?=\n)/g, () => ''), 98, false],
  ['extra closer', (text) => broken(text, /\n *[}\]],?(?=\n[^$])/g, (match) => match + match), 99.5, false],
  [
    'extra closer on the line',
    (text) => broken(text, /(?<=\n *)[}\]](?=,?\n[^$])/g, (match) => match + match),
    99.5,
    false,
  ],
  [
    'wrong closer',
    (text) => broken(text, /(?<=\n *)[}\]](?=,?\n)/g, (match) => (match === '}' ? ']' : '}')),
    99.5,
    false,
  ],
  ['missing opener', (text) => broken(text, new RegExp(`(?<=${KEY}: )\\{(?=\\n)`, 'g'), () => ''), 99.5, false],
  ['closing quote of a key missing', (text) => broken(text, /(?<=[{,\s]["'][\w:]+)["'](?=: )/g, () => ''), 99.5, false],
  ['opening quote missing', (text) => broken(text, /(?<=: )["'](?=[a-z])/g, () => ''), 98, true],
];

for (const [fault, make, least, local] of faults)
  test(`${fault}: at least ${least} % of the leaves survive`, () => {
    for (const text of [json, relaxed]) {
      const whole = leaves(parse(text).root);
      const texts = make(text).filter((one) => !oracle(one));
      if (text === json) assert.ok(texts.length > 4, 'the fault can be made');
      let kept = 0;
      for (const one of texts) {
        const { root, errors, structureCertain } = parse(one);
        const left = leaves(root);
        for (const [path, value] of whole) if (left.get(path) === value) kept++;
        assert.ok(errors.length <= 2, `${errors.map(({ message }) => message).join(', ')} in\n${one}`);
        assert.equal(structureCertain, local, one);
      }
      const share = (100 * kept) / (texts.length * whole.size);
      assert.ok(!texts.length || share >= least, `${share.toFixed(1)} % of ${texts.length}`);
    }
  });

test('every beginning of a config is read, and what is complete is there', () => {
  for (const text of [json, relaxed])
    for (let end = 0; end < text.length - 2; end++) {
      const part = text.slice(0, end);
      const { root, errors } = parse(part);
      assert.ok(errors.length > 0 && errors.length <= 2, part);
      const left = leaves(root);
      for (const { path, stop } of ends(text)) if (stop < end) assert.ok(left.has(path), `${path} in ${part}`);
    }
});

const memo = new Map<string, { path: string; stop: number }[]>();
function ends(text: string): { path: string; stop: number }[] {
  if (!memo.has(text)) {
    const list: { path: string; stop: number }[] = [];
    const walk = (node: Node, path: Path): void => {
      if (node.kind === 'object') for (const { key, value } of node.entries) walk(value, [...path, key.value]);
      else if (node.kind === 'array') node.items.forEach((item, i) => walk(item, [...path, i]));
      else list.push({ path: writePath(path), stop: node.offset + node.length });
    };
    walk(parse(text).root!, []);
    memo.set(text, list);
  }
  return memo.get(text)!;
}

// What is said.

/** `line:column message` of each error. */
const said = (text: string): string[] =>
  parse(text).errors.map(({ at, message }) => {
    const { line, column } = at.file.position(at.offset);
    return `${line}:${column} ${message}`;
  });

const messages: [string, string[], boolean][] = [
  ['{a: 1\nb: 2}', ['1:6 a comma is missing'], true],
  ['{a: 1,, b: 2}', ['1:7 an extra comma'], true],
  ['{a 1}', ['1:3 a colon is missing after this key'], true],
  ['{a: , b: }', ['1:2 the value of `a` is missing', '1:7 the value of `b` is missing'], true],
  ['{a-b: 1, 2c: 3}', ['1:2 the key `a-b` needs quotes', '1:10 the key `2c` needs quotes'], true],
  ['{a: True, b: None}', ['1:5 `True` is not a value of JSON5', '1:14 `None` is not a value of JSON5'], true],
  ['{a: sk-secret-secret, b: anthropic:work}', ['1:5 text without quotes', '1:26 text without quotes'], true],
  ['{a: 1_000}', ['1:5 JSON5 has no such number'], true],
  [
    '{"a": “x”, “b”: "y”}',
    [
      '1:7 typographic quotes cannot enclose a string',
      '1:12 typographic quotes cannot enclose a string',
      '1:19 a typographic quote cannot close a string',
    ],
    true,
  ],
  ['{a: `x`}', ['1:5 backticks cannot enclose a string'], true],
  ['{\n# one\na: 1, # two\n}', ['2:1 `#` starts no comment in JSON5', '3:7 `#` starts no comment in JSON5'], true],
  ['{a: "\\u12"}', ['1:6 JSON5 has no such escape in a string'], true],
  [
    '{a: 1; b = 2, c => 3}',
    [
      '1:6 entries are separated by `,`, not `;`',
      '1:10 a key and its value are separated by `:`, not `=`',
      '1:17 a key and its value are separated by `:`, not `=>`',
    ],
    true,
  ],
  ['```json\n{a: 1}\n```\n', ['1:1 a Markdown fence is not part of the config'], true],
  ['{a: "say "hi" now"}', ['1:10 text follows the closing quote'], false],
  ['{a: "one\ntwo three\nfour", b: 1}', ['1:5 a string cannot run over the end of a line'], false],
  ['{a: 1} {b: 2}', ['1:8 a second root object; JSON5 allows one'], false],
  ['{a: 1} x', ['1:8 text after the end of the config'], false],
  ['{a: 1}}', ['1:7 this `}` closes nothing'], false],
  [
    'module.exports = {a: 1};',
    ['1:1 text before the opening bracket of the config', '1:24 text after the end of the config'],
    false,
  ],
  ['"a": 1,\n"b": 2', ['1:1 the `{` around the whole config is missing'], false],
  ['{a: {b: [1', ['1:9 the file ends before 3 brackets are closed'], false],
  ['{a: [1, 2}', ['1:5 this `[` is never closed'], false],
  ['{\n  a: {\n    b: 1\n  c: 2\n}', ['2:6 this `{` is never closed'], false],
  ['{a: 1 /* b: 2}', ['1:7 a comment is never closed'], false],
  ['{\n<<<<<<< HEAD\na: 1,\n=======\na: 2,\n>>>>>>> other\n}', ['2:1 git left a merge conflict here'], false],
  ['', ['1:1 the file is empty'], false],
  ['// a\n', ['1:1 the file holds only comments'], false],
  ['\ufffd\ufffd{\0}\0', ['1:1 the file is not UTF-8; it looks like UTF-16'], false],
  ['{\0\n\0}\0', ['1:1 the file is not UTF-8; it looks like UTF-16'], false],
  ['SQLite format 3 and more than that\0', ['1:35 the file is binary, not text'], false],
];
for (const [text, expected, sound] of messages)
  test(`said about ${JSON.stringify(text)}`, () => {
    assert.equal(oracle(text), undefined);
    assert.deepEqual(said(text), expected);
    assert.equal(parse(text).structureCertain, sound);
  });

test('a fix makes its error go away', () => {
  const fixable = messages.flatMap(([text]) =>
    parse(text)
      .errors.filter((error) => error.fix)
      .map((error) => ({ text, error })),
  );
  assert.ok(fixable.length > 12);
  for (const { text, error } of fixable) {
    let fixed = text;
    for (const { at, text: by } of [...error.fix!.edits].sort((a, b) => b.at.offset - a.at.offset))
      fixed = fixed.slice(0, at.offset) + by + fixed.slice(at.offset + at.length);
    assert.ok(parse(fixed).errors.length < parse(text).errors.length, fixed);
  }
});

test('messages keep the house rules and show no string', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...faults.flatMap(([, make]) => make(json.replaceAll(/: "[^"]*"/g, ': "s3cret s3cret"')))),
      (text) => {
        for (const { message, help } of parse(text).errors) {
          assert.match(message, /^(?:[a-z`]|JSON5)/);
          assert.doesNotMatch(`${message}\n${help ?? ''}`, /s3cret|invalid|\.$/im);
        }
      },
    ),
  );
});

test('a value half typed stands for anything', () => {
  const { root } = parse('{ a: , b: sonn, c: 1 }');
  assert.deepEqual(
    ['a', 'b', 'c'].map((key) => nodeAt(root, [key])?.kind),
    ['missing', 'missing', 'scalar'],
  );
});

test('what is never closed is open', () => {
  const { root } = parse('{\n  a: {\n    b: 1\n  c: {}\n}');
  assert.deepEqual(
    ['a', 'c'].map((key) => (root as { get(key: string): { open: boolean } }).get(key).open),
    [true, false],
  );
});

test('deep, long and hostile texts are read', () => {
  const size = 200_000;
  for (const piece of [
    '[',
    '{',
    '{"a":',
    '{a:[',
    ']',
    '[{}',
    '"',
    '"\n',
    '\\',
    '/*',
    '/',
    '#\n',
    '“',
    '`',
    '```\n',
    ',',
    ':',
    'a ',
    '<<<<<<<\n=======\n',
    '\0',
    '"abc\n',
    '"a: "x" ',
    '"]}\n',
    "'",
    '\r',
    '{\n',
    '"a":\n',
    '"a" "b" ',
  ])
    for (const start of ['', '{', '"', '[\n '])
      assert.ok(parse(start + piece.repeat(size / piece.length)).errors.length > 0);
  const deep = parse('['.repeat(100_000) + ']'.repeat(100_000));
  assert.deepEqual([deep.errors.length, deep.tooDeep?.offset], [0, 1000]);
  assert.deepEqual(nodeAt(deep.root, Array(1000).fill(0))?.kind, 'missing');
  assert.equal(nodeAt(deep.root, Array(1000).fill(0))?.length, 2 * 99_000);
  assert.equal(parse(`[${'{"a":"b"},'.repeat(size)}]`).errors.length, 0);
  assert.equal(parse(`[${'1 '.repeat(size)}]`).errors.length, 100);
});

test('a character starts and continues an unquoted key where it does for json5', () => {
  const reads = (text: string): boolean => {
    try {
      JSON5.parse(`{${text}:0}`);
      return true;
    } catch {
      return false;
    }
  };
  const differing = [];
  for (let point = 0x80; point < 0x20000; point++) {
    const character = String.fromCodePoint(point);
    if (/\p{Surrogate}|\s/u.test(character)) continue;
    for (const name of [character, `a${character}`])
      if (reads(name) !== (readName(name) === name)) differing.push(`${point.toString(16)} in ${name}`);
  }
  assert.deepEqual(differing, []);
});
