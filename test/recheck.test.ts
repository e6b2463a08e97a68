import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check, type Result } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';
import { type Files, memory, overlay } from '../src/files.ts';
import type { Node, ScalarNode } from '../src/parse/tree.ts';
import { recheck } from '../src/recheck/recheck.ts';
import { rules } from '../src/rules/index.ts';
import type { Diagnostic } from '../src/rules/rule.ts';
import { type Place, ReadMarks } from '../src/text/file.ts';
import { FIXTURES, scenarios } from './fixtures.ts';
import { homes } from './homes.ts';

// What the editor is told after a key is what a check of the whole home would say.
const HOMES = [
  ...rules.flatMap(({ id }) => scenarios(join(FIXTURES, id)).map(({ name, cwd }) => [`${id}/${name}`, cwd] as const)),
  ...readdirSync(join(FIXTURES, 'homes')).map((name) => [`homes/${name}`, join(FIXTURES, 'homes', name)] as const),
];
const told = { rechecked: 0, all: 0 };

for (const [name, folder] of HOMES)
  test(`${name}: each value typed anew`, () => typeAnew(disk, join(folder, 'openclaw.json')));
for (const [name, files] of homes())
  if (!name.startsWith('homes/'))
    test(`${name}: each value typed anew`, () => typeAnew(memory(files), 'openclaw.json'));
for (const [what, text] of [
  ['a comment', `{ /* ${'x'.repeat(1e7)} */ "gateway": { "port": 1 } }`],
  ['a value', `{ "gateway": { "customBindHost": "${'x'.repeat(1e7)}" } }`],
] as const)
  test(`${what} of ten million characters is typed in`, () => {
    const before = check(memory({ 'openclaw.json': text }), { watch: new ReadMarks() });
    assert.ok(recheck(before, text.replace('xxx', 'xyxx')));
  });
test('many values are read by nobody but the schema', () =>
  assert.ok(told.rechecked > told.all / 10, `${told.rechecked} of ${told.all}`));

function typeAnew(files: Files, config: string): void {
  const at = (text: string | undefined, watch: boolean): Result =>
    check(text === undefined ? files : overlay(new Map([[config, text]]), files), {
      config,
      now: 0,
      ...(watch && { watch: new ReadMarks() }),
    });
  const before = at(undefined, true);
  const root = before.routing.home.config?.parsed.root;
  if (!root) return;
  assert.deepEqual(
    before.diagnostics.map(plain),
    at(undefined, false).diagnostics.map(plain),
    'to watch changes nothing',
  );
  const { text: was } = before.routing.home.config!.file;
  for (const value of scalars(root))
    for (const typed of wishes(value))
      compare(was.slice(0, value.offset) + typed + was.slice(value.offset + value.length));
  for (let at = 0; at <= was.length; at += 11 + (at % 7))
    for (const typed of [' ', '\t\n\t', '// b\n', 'x']) compare(was.slice(0, at) + typed + was.slice(at));
  for (const [
    n,
    {
      index,
      0: { length },
    },
  ] of [...was.matchAll(/\s+|\/\/.*|\/\*[^]*?\*\//g)].entries())
    for (const typed of was[index] === '/' ? ['', '\n', '/*', '*/', 'apiKey', 'OPENAI_API_KEYS'] : [n % 3 ? '' : ' '])
      for (const from of [index, index + 2])
        if (from <= index + length) compare(was.slice(0, from) + typed + was.slice(index + length));

  function compare(text: string): void {
    const again = recheck(before, text);
    told.all++;
    if (!again) return;
    told.rechecked++;
    const moved = again.diagnostics.map(({ at, related, ...rest }) =>
      plain({
        ...rest,
        at: again.place(at),
        ...(related && { related: related.map((each) => ({ ...each, at: again.place(each.at) })) }),
      }),
    );
    assert.deepEqual(moved, at(text, false).diagnostics.map(plain), text);
  }
}

/** Half a word, a longer one, none, one of another kind, and what other places take. */
function wishes({ file, offset, length }: ScalarNode): string[] {
  const was = file.text.slice(offset, offset + length);
  const quote = was[0]!;
  if (quote !== '"' && quote !== "'") return [`${was}0`, '0', '-1.5', 'true', '"7"', 'x'];
  const inner = was.slice(1, -1);
  return [
    inner.slice(0, -1),
    `${inner}x`,
    '',
    'openai',
    'openai-completions',
    'ollama/llama3',
    'http://localhost:1234/v1',
    'a/b',
    '${NOT_SET}',
    'api_key',
    '2026.2.26',
    ' ',
    'OPENAI_API_KEYS',
  ]
    .filter((each) => each !== inner)
    .map((each) => quote + each + quote)
    .concat('12');
}

function scalars(node: Node): ScalarNode[] {
  if (node.kind === 'object') return node.entries.flatMap(({ value }) => scalars(value));
  if (node.kind === 'array') return node.items.flatMap(scalars);
  return node.kind === 'scalar' ? [node] : [];
}

/** What a client sees of a finding, with the places as they stand in the text. */
const plain = ({ at, rule, severity, message, help, related }: Omit<Diagnostic, 'fix'>) => ({
  rule,
  severity,
  message,
  help,
  ...where(at),
  related: related?.map((each) => ({ message: each.message, ...where(each.at) })),
});
const where = ({ file, offset, length }: Place) => ({
  path: file.path,
  ...file.position(offset),
  end: file.position(offset + length),
  text: file.text.slice(offset, offset + length),
});
