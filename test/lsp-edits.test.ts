import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { rename } from '../server/features/rename.ts';
import { sourceAt } from '../server/homes/documents.ts';
import { CheckedHome } from '../server/homes/home.ts';
import { DEFAULTS } from '../server/homes/settings.ts';
import { check } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';
import { applyEdits } from '../src/edit/apply.ts';
import { insertAt } from '../src/edit/entries.ts';
import { type Files, overlay } from '../src/files.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { type Node, nodeAt, type Path, toValue } from '../src/parse/tree.ts';
import { symbolsOf } from '../src/symbols.ts';
import { File } from '../src/text/file.ts';
import { FIXTURES, text } from './fixtures.ts';

const homes = readdirSync(join(FIXTURES, 'homes'));
const configOf = (name: string) => join(FIXTURES, 'homes', name, 'openclaw.json');

const TEXTS = [
  ...homes.map((name) => text(configOf(name))),
  '{}',
  '{ }',
  '{\n}',
  '{ "a": {} }',
  "{ a: { b: 'x' } }",
  '{\n\t"a": {\n\t\t"b": 1 // last\n\t}\n}\n',
  '{\r\n  "a": {\r\n    "b": 1,\r\n  },\r\n}\r\n',
  '{ "a": { "b": 1, /* , */ } /* , */ }',
  "{\n  a: { 'b': [\n    1,\n  ] }\n}",
];

test('a value is put where it belongs, and not a byte elsewhere changes', () => {
  for (const before of TEXTS) {
    const root = parseJson5(new File('x', before)).root!;
    for (const path of [...objectsIn(root)].flatMap((each): Path[] => [
      [...each, 'a new-key'],
      [...each, 'some', 'where', 'deep'],
    ])) {
      if (nodeAt(root, path.slice(0, -1)) === undefined && nodeAt(root, path.slice(0, -2)) !== undefined) continue;
      const added = insertAt(root, path, { x: '1', 'y-z': '"two"' })!;
      const after = applyEdits(before, added.edits);
      const parsed = parseJson5(new File('x', after));
      assert.deepEqual(parsed.errors, [], after);
      assert.deepEqual(toValue(nodeAt(parsed.root, path)!), { x: 1, 'y-z': 'two' }, after);
      const whole = toValue(parsed.root!) as object;
      assert.deepEqual(without(whole, path), toValue(root), after);
      let left = after;
      for (const { at, text: put } of [...added.edits].sort((a, b) => a.at.offset - b.at.offset)) {
        assert.equal(at.length, 0, 'nothing is replaced');
        assert.equal(left.slice(at.offset, at.offset + put.length), put);
        left = left.slice(0, at.offset) + left.slice(at.offset + put.length);
      }
      assert.equal(left, before);
    }
  }
});

test('what is added ends its lines as the document does', () => {
  for (const eol of ['\n', '\r\n']) {
    const before = ['{', '  "a": {},', '  "b": {', '    "c": 1', '  }', '}', ''].join(eol);
    const root = parseJson5(new File('x', before)).root!;
    for (const path of [['a', 'n'], ['b', 'n'], ['n'], ['n', 'm']]) {
      const after = applyEdits(
        before,
        insertAt(root, path, { one: '"a text that is long"', two: '"so that it gets a line"', three: '"of its own"' })!
          .edits,
      );
      assert.deepEqual(
        after.split(eol).filter((line) => /[\r\n]/.test(line)),
        [],
        after,
      );
    }
  }
});

function* objectsIn(node: Node, path: Path = []): Iterable<Path> {
  if (node.kind === 'array') for (const [i, item] of node.items.entries()) yield* objectsIn(item, [...path, i]);
  if (node.kind !== 'object') return;
  yield path;
  for (const { key, value } of node.entries) yield* objectsIn(value, [...path, key.value]);
}

/** The value without the key at the end of a path, and without the objects that were made for it. */
function without(value: object, path: Path): object {
  const copy = structuredClone(value);
  const owners = path.map((_, i) => path.slice(0, i).reduce<any>((at, step) => at?.[step], copy));
  for (let i = path.length - 1; i >= 0; i--) {
    delete owners[i][path[i]!];
    if (Object.keys(owners[i]).length > 0 || path[i] === 'a new-key' || path[i] === 'some') break;
  }
  return copy;
}

const NEW = {
  provider: 'some-where',
  profile: 'some:body',
  model: 'some-model-1',
  alias: 'some-name',
  agent: 'some_one',
  variable: 'SOME_NAME',
  secretProvider: 'some_source',
};

let renamed = 0;
for (const name of homes)
  test(`each name of ${name} can be given another, or is refused, and means the same`, () => {
    const config = configOf(name);
    const home = new CheckedHome(config, disk, { version: '0', files: disk, now: () => 0 }, () => DEFAULTS);
    const { routing } = home.result;
    const outcome = (files: Files) => {
      const { diagnostics, routing: now } = check(files, { config, now: 0 });
      return {
        rules: diagnostics.map(({ rule }) => rule).filter((rule) => rule !== 'env-var-name-typo'),
        refs: now.refs.map(({ resolved }) => resolved?.via),
        names: symbolsOf(now).length,
      };
    };
    const before = outcome(disk);
    for (const use of symbolsOf(routing)) {
      const source = sourceAt(home.result, use.at.file.path)!;
      const edit = rename(home, source, use.at.offset + 1, NEW[use.kind], (path) => path);
      if ('refused' in edit) continue;
      renamed++;
      assert.deepEqual(outcome(overlay(applied(edit, home), disk)), before, `${use.kind} ${use.name}`);
    }
  });

test('there was something to rename', () => assert.ok(renamed > 50, String(renamed)));

function applied({ changes = {} }: WorkspaceEdit, home: CheckedHome): Map<string, string> {
  return new Map(
    Object.entries(changes).map(([path, edits]) => {
      const { file } = sourceAt(home.result, path)!;
      const offset = ({ line, character }: TextEdit['range']['start']) =>
        file.offset({ line: line + 1, column: character + 1 });
      return [
        path,
        applyEdits(
          file.text,
          edits.map(({ range, newText }) => ({
            at: { file, offset: offset(range.start), length: offset(range.end) - offset(range.start) },
            text: newText,
          })),
        ),
      ];
    }),
  );
}
