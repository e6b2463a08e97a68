import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CompletionItem, Range, TextEdit } from 'vscode-languageserver-types';
import { completion } from '../server/features/completion.ts';
import { type Source, sourceAt, sourcesOf } from '../server/homes/documents.ts';
import { CheckedHome } from '../server/homes/home.ts';
import { DEFAULTS } from '../server/homes/settings.ts';
import { disk } from '../src/disk/disk.ts';
import { applyEdits } from '../src/edit/apply.ts';
import { type Files, overlay } from '../src/files.ts';
import { parseAnyJson } from '../src/parse/json.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import type { Key, Node } from '../src/parse/tree.ts';
import { File } from '../src/text/file.ts';
import { FIXTURES } from './fixtures.ts';

/** A document as it is while somebody types, and where the cursor is. */
interface HalfTyped {
  readonly what: string;
  readonly text: string;
  readonly offset: number;
}

function* halfTyped(text: string, root: Node): Iterable<HalfTyped> {
  const without = (what: string, from: number, to: number): HalfTyped => ({
    what,
    text: text.slice(0, from) + text.slice(to),
    offset: from,
  });
  for (const { node, key } of values(root)) {
    const [start, end] = [node.offset, node.offset + node.length];
    yield without('no value', start, end);
    if (node.kind === 'scalar' && typeof node.value === 'string') {
      yield without('an empty string', start + 1, end - 1);
      yield without('half a string', start + 1 + (node.value.length >> 1), end - 1);
      yield without('half a string that is not closed', start + 1 + (node.value.length >> 1), end);
    }
    if (!key) continue;
    yield without('no entry', key.offset, end);
    yield without('a key that is not closed', key.offset + 1, end);
    yield without('half a key before its value', key.offset + key.length - 2, key.offset + key.length - 1);
  }
}

function* values(node: Node): Iterable<{ node: Node; key?: Key }> {
  for (const item of node.kind === 'array' ? node.items : []) yield* [{ node: item }, ...values(item)];
  for (const { key, value } of node.kind === 'object' ? node.entries : [])
    yield* [{ node: value, key }, ...values(value)];
}

const problems = ({ kind, file }: Source, text: string): string[] =>
  (kind === 'store' ? parseAnyJson : parseJson5)(new File(file.path, text)).errors.map(({ message }) => message);
const open = (config: string, files: Files) =>
  new CheckedHome(config, files, { version: '0', files, now: () => 0 }, () => DEFAULTS);

for (const name of readdirSync(join(FIXTURES, 'homes')))
  test(`what is taken where somebody types in ${name} makes the document whole again`, () => {
    const config = join(FIXTURES, 'homes', name, 'openclaw.json');
    for (const source of sourcesOf(open(config, disk).result)) {
      if (source.kind === 'dotenv' || !source.parsed.root || source.parsed.errors.length > 0) continue;
      for (const { what, text, offset } of halfTyped(source.file.text, source.parsed.root)) {
        const home = open(config, overlay(new Map([[source.file.path, text]]), disk));
        const shown: Source = sourceAt(home.result, source.file.path)!;
        for (const item of completion(home, shown, offset, true).slice(0, 3)) {
          const label = `${what}: ${item.label} at ${JSON.stringify(`${text.slice(Math.max(0, offset - 40), offset)}|${text.slice(offset, offset + 40)}`)}`;
          const { range } = item.textEdit as TextEdit;
          assert.ok(
            range.start.line === range.end.line &&
              offsetAt(shown.file, range.start) <= offset &&
              offset <= offsetAt(shown.file, range.end),
            label,
          );
          assert.deepEqual(
            problems(source, taken(item, shown.file)).filter(
              (message) => !/^the value of `.*` is missing$/.test(message),
            ),
            [],
            label,
          );
        }
      }
    }
  });

const offsetAt = (file: File, { line, character }: Range['start']): number =>
  file.offset({ line: line + 1, column: character + 1 });

/** The document with an item taken, and each choice of its snippet left as it comes. */
function taken({ textEdit, additionalTextEdits = [], insertTextFormat }: CompletionItem, file: File): string {
  const plain = (text: string) =>
    insertTextFormat === 2 ? text.replace(/\$\{\d\|(\w+)[^}]*\}|\$\d/g, '$1').replace(/\\([$}\\])/g, '$1') : text;
  const edits = [{ ...(textEdit as TextEdit), newText: plain((textEdit as TextEdit).newText) }, ...additionalTextEdits];
  return applyEdits(
    file.text,
    edits.map(({ range, newText }) => ({
      at: {
        file,
        offset: offsetAt(file, range.start),
        length: offsetAt(file, range.end) - offsetAt(file, range.start),
      },
      text: newText,
    })),
  );
}
