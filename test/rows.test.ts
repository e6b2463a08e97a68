import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAnyJson5, parseJson5 } from '../src/parse/json5.ts';
import { type Entry, type Node, nodeAt } from '../src/parse/tree.ts';
import { document } from '../src/schema/sections.ts';
import { walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';
import { outline } from './outline.ts';

// Long lists of models are read and checked by a short cut (src/parse/rows.ts, src/row-shape.ts). It may never be seen.
const COUNT = 400;
const plain = {
  id: 'glm-5',
  name: 'GLM 5',
  reasoning: true,
  input: ['text'],
  cost: { input: 0.5, output: 2, cacheRead: 0.1, cacheWrite: 0 },
  contextWindow: 131072,
  maxTokens: 8192,
};
const odd = fc.constantFrom<unknown>(
  '',
  'text',
  '${KEY}',
  '//',
  'audio',
  0,
  -1,
  1.5,
  1e21,
  true,
  null,
  [],
  ['text'],
  ['text', 'image'],
  ['audio'],
  {},
  { input: 'free' },
  [{ id: 'x' }],
);
const row = fc.oneof(
  {
    arbitrary: fc
      .record({
        id: fc.stringMatching(/^[a-z/.-]{1,12}$/),
        contextWindow: fc.integer({ min: 1, max: 1e6 }),
        reasoning: fc.boolean(),
      })
      .map((own) => ({ ...plain, ...own })),
    weight: 20,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...Object.keys(plain), 'contextwindow', 'compat'), odd)
      .map(([key, value]) => Object.defineProperty({ ...plain }, key, { value, enumerable: true })),
    weight: 4,
  },
  { arbitrary: fc.constantFrom<unknown>({}, 'glm-5', null, [plain], { name: 'x', id: 'y' }), weight: 1 },
);
/** What a person may do to the text: the row that repeats a key, has a comment, other quotes, is laid out otherwise. */
const twist = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.replace(/"name"/, '"id"'),
  (text) => text.replace(/\{/, '{ // note\n'),
  (text) => text.replace(/"input":/, '/* */ "input":'),
  (text) => text.replaceAll('"', "'"),
  (text) => text.replaceAll(/"(\w+)":/g, '$1:'),
  (text) => text.replace(/\}$/, ',}'),
  (text) => text.replace(/"id": *"/, '"id": "\\u0024'),
);

const config = fc
  .tuple(
    fc.array(row, { minLength: COUNT, maxLength: COUNT, size: 'max' }),
    fc.constantFrom(0, 2),
    twist,
    fc.integer({ min: 2, max: 40 }),
  )
  .map(([rows, indent, change, every]) => {
    const texts = rows
      .map((value) => JSON.stringify(value, null, indent))
      .map((text, index) => (index % every === 1 ? change(text) : text));
    return `{ "models": { "providers": { "zai": { "baseUrl": "https://api.z.ai/v1", "models": [\n${texts.join(',\n')}\n] } } } }`.padEnd(
      70_000,
    );
  });

test('rows are read as the reader of the whole language reads them, and the schema says the same of them', () => {
  fc.assert(
    fc.property(
      config,
      fc.constantFrom(undefined, '2026.1.30', '2026.9.6'),
      fc.boolean(),
      (text, release, everyName) => {
        const [quick, whole] = [
          parseJson5(new File('openclaw.json', text)),
          parseAnyJson5(new File('openclaw.json', text)),
        ];
        assert.deepEqual(said(quick.root!, release, everyName), said(whole.root!, release, everyName));
        assert.deepEqual(outline(quick), outline(whole));
      },
    ),
    { numRuns: 60 },
  );
});

test('a single value of a row is where it is in the text', () => {
  const text = `[\n${Array.from({ length: COUNT }, (_, i) => JSON.stringify({ ...plain, id: `m${i * i}`, contextWindow: 10 ** (i % 7), reasoning: i % 3 === 0 })).join(',\n')}]`;
  const { root } = parseJson5(new File('models.json', text));
  for (const at of [1, 7, 399]) {
    const item = nodeAt(root, [at]);
    assert.ok(item?.kind === 'object' && item.row, 'the short cut is taken');
    for (const name of ['id', 'contextWindow', 'reasoning']) {
      const { key, value }: Entry = item.entry(name)!;
      assert.equal(text.slice(key.offset, key.offset + key.length), `"${name}"`);
      assert.deepEqual(
        value.kind === 'scalar' && value.value,
        JSON.parse(text.slice(value.offset, value.offset + value.length)),
      );
    }
    assert.equal(item.entry('cost')?.value.kind, 'object');
  }
});

function said(root: Node, release: string | undefined, everyName: boolean): unknown {
  const { problems, symbols, secrets } = walk(root, document(), release, everyName);
  const place = ({ offset, length }: { offset: number; length: number }) => [offset, length];
  return [
    problems.map((each) => [each.kind, each.path, 'at' in each ? place(each.at) : place(each.key)]),
    symbols.map(({ kind, text, at }) => [kind, text, place(at)]),
    secrets.map(({ path }) => path),
  ];
}
