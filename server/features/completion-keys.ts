import type { CompletionItem } from 'vscode-languageserver-types';
import { keyText, quoted, type Style, styleOf, uncommented } from '../../src/edit/style.ts';
import { type Node, ObjectNode } from '../../src/parse/tree.ts';
import type { Schema } from '../../src/schema/schema.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { rangeOf } from '../protocol/positions.ts';
import { between, commaBefore, typedOf } from './commas.ts';
import { candidatesFor } from './completion-names.ts';
import type { Spot } from './cursor.ts';
import { schemaFor } from './schema-for.ts';

/** What may precede a key. */
const MAY_FOLLOW = /(?:^|[\s,}\]]|(?<!\$)\{|\*\/)$/;

const PROPERTY = 10;
const REFERENCE = 18;

/** Where completion was requested. */
export interface Asked {
  readonly home: CheckedHome;
  readonly source: Exclude<Source, { kind: 'dotenv' }>;
  readonly offset: number;
  /** the client supports snippets */
  readonly snippets: boolean;
}

/** In an empty document: the root keys, with the braces they need. */
export function completeDocument(asked: Asked): CompletionItem[] {
  const {
    source: { file },
    offset,
  } = asked;
  const before = file.text.slice(0, offset);
  const isFree =
    [before, file.text.slice(offset)].every((text) => uncommented(text).trim() === '') && !/\/\/[^\n]*$/.test(before);
  if (!isFree) return [];
  const items = completeKeys({ at: 'gap', path: [], owner: new ObjectNode(file, offset, 0, []) }, asked);
  const { eol, indent } = styleOf(file);
  return items.map((item) => ({
    ...item,
    textEdit: { ...item.textEdit!, newText: `{${eol}${indent}${item.textEdit!.newText}${eol}}` },
  }));
}

/** The keys an object may still have, required ones first; for a map, the names that make sense. */
export function completeKeys(
  spot: Exclude<Spot, { at: 'value' }>,
  { home, source, offset, snippets }: Asked,
): CompletionItem[] {
  const { result } = home;
  const owner = spot.owner as ObjectNode;
  const path = spot.at === 'key' ? spot.path.slice(0, -1) : spot.path;
  const schema = schemaFor(source, path, result);
  if (!schema || (spot.at === 'gap' && !MAY_FOLLOW.test(source.file.text.slice(0, offset)))) return [];
  const style = styleOf(source.file);
  const written = spot.at === 'key' ? spot.key : undefined;
  const place = written ? typedOf(written, offset, source.parsed) : { file: source.file, offset, length: 0 };
  const used = new Set(owner.entries.filter(({ key }) => key !== written).map(({ key }) => key.value));
  const hasValue =
    spot.at === 'key' &&
    (spot.entry.value.kind !== 'missing' ||
      /^\s*:/.test(source.file.text.slice(spot.key.offset + spot.key.length, spot.key.offset + spot.key.length + 50)));
  const commas = between(owner, place);

  const items: CompletionItem[] = [];
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    if (used.has(name)) continue;
    const required = schema.required?.includes(name) ?? false;
    add(
      name,
      PROPERTY,
      of,
      `${required ? 0 : 1}`,
      [of.since && `since ${of.since}`, required && 'required'].filter(Boolean).join(', '),
      of.description,
    );
  }
  const names = schema.propertyNames?.refersTo ?? schema.propertyNames?.names;
  if (names && typeof schema.additionalProperties === 'object') {
    const of = schema.additionalProperties;
    for (const { text, detail, rank } of candidatesFor(names, path, result.routing))
      if (!used.has(text)) add(text, REFERENCE, of, `0${rank}`, detail);
  }
  return items;

  function add(name: string, kind: 10 | 18, of: Schema, rank: string, detail?: string, words?: string): void {
    const key = keyText(name, style);
    const value = hasValue ? '' : `: ${snippets ? valueSnippet(of, style) : plainValue(of, style)}${commas.after}`;
    items.push({
      label: name,
      kind,
      sortText: `${rank}${name}`,
      filterText: key,
      insertTextFormat: snippets && !hasValue ? 2 : 1,
      textEdit: {
        range: rangeOf(place),
        newText: `${snippets && !hasValue ? key.replace(/[\\$}]/g, '\\$&') : key}${value}`,
      },
      ...(detail && { detail }),
      ...(words && { documentation: words }),
      ...commaBefore(commas, place),
    });
  }
}

function valueSnippet({ type, enum: values }: Schema, { value: quote }: Style): string {
  const kinds = typeof type === 'string' ? [type] : (type ?? []);
  if (kinds.includes('string') || values) return `${quote}$1${quote}`;
  if (kinds.includes('object')) return '{$1}';
  if (kinds.includes('array')) return '[$1]';
  return kinds.includes('boolean') ? '${1|true,false|}' : '$1';
}

const plainValue = (schema: Schema, { value: quote }: Style): string =>
  schema.type === 'object'
    ? '{}'
    : schema.type === 'array'
      ? '[]'
      : schema.type === 'boolean'
        ? 'true'
        : schema.type === 'string'
          ? quoted('', quote)
          : '';

export const isMissing = (node: Node | undefined): boolean => node === undefined || node.kind === 'missing';
