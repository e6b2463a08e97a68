import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodeAction, Range } from 'vscode-languageserver-types';
import { actions } from '../server/features/actions.ts';
import { sourceAt, sourcesOf } from '../server/homes/documents.ts';
import { CheckedHome } from '../server/homes/home.ts';
import { DEFAULTS } from '../server/homes/settings.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { disk } from '../src/disk/disk.ts';
import { applyEdits } from '../src/edit/apply.ts';
import { type Files, overlay } from '../src/files.ts';
import type { Node } from '../src/parse/tree.ts';
import { rules } from '../src/rules/index.ts';
import type { Diagnostic } from '../src/rules/rule.ts';
import { File } from '../src/text/file.ts';
import { FIXTURES, scenarios } from './fixtures.ts';

interface Style {
  readonly text: (value: string) => string;
  readonly key: (name: string) => string;
  readonly eol: string;
  readonly indent: string;
  /** behind the last of several */
  readonly comma: string;
}

const single = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
const bare = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : single(name));
const STYLES: { readonly [name: string]: Style } = {
  'JSON of one line': { text: JSON.stringify, key: JSON.stringify, eol: ' ', indent: '', comma: '' },
  'JSON with tabs and CR LF': { text: JSON.stringify, key: JSON.stringify, eol: '\r\n', indent: '\t', comma: '' },
  JSON5: { text: single, key: bare, eol: '\n', indent: '  ', comma: ',' },
};

function write(node: Node, style: Style, depth = 1): string {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? style.text(node.value) : String(node.value);
  if (node.kind === 'missing') return '';
  const line = (level: number): string => style.eol + style.indent.repeat(level);
  const [open, close] = node.kind === 'array' ? '[]' : '{}';
  const parts =
    node.kind === 'array'
      ? node.items.map((item) => write(item, style, depth + 1))
      : node.entries.map(({ key, value }) => `${style.key(key.value)}: ${write(value, style, depth + 1)}`);
  return parts.length === 0
    ? `${open}${close}`
    : `${open}${parts.map((part) => `${line(depth)}${part}`).join(',')}${style.comma}${line(depth - 1)}${close}`;
}

const told = ({ rule, message }: Diagnostic): string => `${rule}: ${message}`;
const syntax = (found: readonly Diagnostic[]): string[] =>
  found.filter(({ rule }) => rule === 'json5-syntax' || rule === 'duplicate-json-key').map(told);

for (const { id } of rules)
  test(`${id}: each of its code actions mends its finding and gives documents that can be read, however they are written`, () => {
    for (const { name, folder, command } of scenarios(join(FIXTURES, id)).filter(({ name }) =>
      name.startsWith('bad'),
    )) {
      const { release, closedWorld } = readArguments(command.split(/\s+/).slice(1));
      const open = (files: Files) =>
        new CheckedHome(join(folder, 'openclaw.json'), files, { version: '0', files, now: () => 0 }, () => ({
          ...DEFAULTS,
          closedWorld,
          release,
        }));
      for (const [style, files] of [['as it is', disk] as const, ...restyled(open(disk))]) {
        const home = open(files);
        for (const source of sourcesOf(home.result))
          for (const action of actions(
            home,
            source,
            0,
            source.file.text.length,
            undefined,
            { shown: { related: true, tags: true, links: true }, creates: true },
            (path) => path,
          )) {
            const label = `${name}, ${style}: ${action.title}`;
            const after = open(overlay(changedBy(action, home, files), files)).result.diagnostics;
            assert.deepEqual(
              syntax(after).filter((each) => !syntax(home.result.diagnostics).includes(each)),
              [],
              label,
            );
            for (const finding of home.result.diagnostics.filter((each) => isOf(action, each)))
              assert.ok(
                times(after, finding) < times(home.result.diagnostics, finding),
                `${label} leaves ${told(finding)}`,
              );
          }
      }
    }
  });

const isOf = ({ diagnostics = [] }: CodeAction, { rule, message }: Diagnostic): boolean =>
  diagnostics.some((each) => each.code === rule && String(each.message).startsWith(message));

const times = (found: readonly Diagnostic[], finding: Diagnostic): number =>
  found.filter((each) => told(each) === told(finding)).length;

/** The same home in other writing; one that cannot be read as it is, is left so. */
function restyled({ result }: CheckedHome): [string, Files][] {
  if (syntax(result.diagnostics).length > 0) return [];
  return Object.entries(STYLES).map(([name, style]) => {
    const texts = sourcesOf(result).flatMap((source): [string, string][] => {
      const strict = source.kind === 'store' && style.comma !== '';
      return source.kind === 'dotenv' || !source.parsed.root || strict
        ? []
        : [[source.file.path, write(source.parsed.root, style)]];
    });
    return [name, overlay(new Map(texts), disk)];
  });
}

function changedBy({ edit }: CodeAction, { result }: CheckedHome, files: Files): Map<string, string> {
  const changes =
    edit!.changes ??
    Object.fromEntries(
      edit!.documentChanges!.flatMap((each) => ('edits' in each ? [[each.textDocument.uri, each.edits]] : [])),
    );
  return new Map(
    Object.entries(changes).map(([path, edits]) => {
      const file = sourceAt(result, path)?.file ?? new File(path, String(files.read(path) ?? ''));
      const offset = ({ line, character }: Range['start']) => file.offset({ line: line + 1, column: character + 1 });
      return [
        path,
        applyEdits(
          file.text,
          (edits as { range: Range; newText: string }[]).map(({ range, newText }) => ({
            at: { file, offset: offset(range.start), length: offset(range.end) - offset(range.start) },
            text: newText,
          })),
        ),
      ];
    }),
  );
}
