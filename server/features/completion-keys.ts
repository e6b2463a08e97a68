import type { CompletionItem } from 'vscode-languageserver-types';
import { type Node, ObjectNode } from '../../src/parse/tree.ts';
import type { Schema } from '../../src/schema/schema.ts';
import { rangeOf } from '../protocol/positions.ts';
import { between, typedOf, uncommented } from './commas.ts';
import type { Asked } from './completion.ts';
import { candidatesFor } from './completion-names.ts';
import type { Spot } from './cursor.ts';
import { schemaFor } from './schema-for.ts';
import { type Habits, habitsOf, keyText, quoted } from './style.ts';

/** What a key may stand behind. */
const MAY_FOLLOW = /(?:^|[\s,}\]]|(?<!\$)\{|\*\/)$/;

const PROPERTY = 10;
const REFERENCE = 18;

/** In an empty document: the keys of the whole, with the braces that they need. */
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
  const { eol, indent } = habitsOf(file);
  return items.map((item) => ({
    ...item,
    textEdit: { ...item.textEdit!, newText: `{${eol}${indent}${item.textEdit!.newText}${eol}}` },
  }));
}

/**
 * The keys that an object may still have: first those it must have, then the others; of a map the names that make
 * sense.
 */
export function completeKeys(
  spot: Exclude<Spot, { at: 'value' }>,
  { home, source, offset, snippets }: Asked,
): CompletionItem[] {
  const { result } = home;
  const owner = spot.owner as ObjectNode;
  const path = spot.at === 'key' ? spot.path.slice(0, -1) : spot.path;
  const schema = schemaFor(source, path, result);
  if (!schema || (spot.at === 'gap' && !MAY_FOLLOW.test(source.file.text.slice(0, offset)))) return [];
  const habits = habitsOf(source.file);
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
    const key = keyText(name, habits);
    const value = hasValue ? '' : `: ${snippets ? valueSnippet(of, habits) : plainValue(of, habits)}${commas.after}`;
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
      ...(commas.before && {
        additionalTextEdits: [
          { range: rangeOf({ file: source.file, offset: commas.before, length: 0 }), newText: ',' },
        ],
      }),
    });
  }
}

function valueSnippet({ type, enum: values }: Schema, { value: quote }: Habits): string {
  const kinds = typeof type === 'string' ? [type] : (type ?? []);
  if (kinds.includes('string') || values) return `${quote}$1${quote}`;
  if (kinds.includes('object')) return '{$1}';
  if (kinds.includes('array')) return '[$1]';
  return kinds.includes('boolean') ? '${1|true,false|}' : '$1';
}

const plainValue = (schema: Schema, { value: quote }: Habits): string =>
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
