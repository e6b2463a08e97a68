import type { CompletionItem } from 'vscode-languageserver-types';
import { quoted, styleOf } from '../../src/edit/style.ts';
import type { Path } from '../../src/parse/tree.ts';
import { scalarOf } from '../../src/parse/tree.ts';
import { NEWEST } from '../../src/release/releases.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { configShape } from '../../src/schema/config.ts';
import { fittingAt } from '../../src/schema/refinements/fitting.ts';
import { allowedValues, type Schema } from '../../src/schema/walk.ts';
import type { Place } from '../../src/text/file.ts';
import type { Source } from '../homes/documents.ts';
import { rangeOf } from '../protocol/positions.ts';
import { between, commaBefore, isUnclosed, typedOf } from './commas.ts';
import { type Asked, isMissing } from './completion-keys.ts';
import { type Candidate, candidatesFor } from './completion-names.ts';
import type { Spot } from './cursor.ts';
import { schemaFor } from './schema-for.ts';

const ENUM = 13;
const REFERENCE = 18;
const VARIABLE = 6;
const SNIPPET = 15;
const BRACKETS = [
  ['object', '{ }', '{$1}'],
  ['array', '[ ]', '[$1]'],
] as const;

/** Inside `${`: variable names. Undefined if no reference is being typed. */
export function completeVariable(spot: Spot, { home, source, offset }: Asked): CompletionItem[] | undefined {
  const node = spot.at === 'value' ? spot.node : undefined;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const { text } = source.file;
  const open = /\$\{([A-Za-z_]\w*)?$/.exec(text.slice(node.offset, offset));
  if (!open) return undefined;
  const rest = /^\w*\}?/.exec(text.slice(offset, node.offset + node.length))![0];
  const start = offset - (open[1]?.length ?? 0);
  const range = rangeOf({ file: source.file, offset: start, length: offset - start + rest.length });
  const closing = isUnclosed(node, offset, source.parsed) ? text[node.offset]! : '';
  return candidatesFor('variable', [], home.result.routing).map(({ text: name, detail, rank }) => ({
    label: name,
    kind: VARIABLE,
    sortText: `${rank}${name}`,
    ...(detail && { detail }),
    textEdit: { range, newText: `${name}}${closing}` },
  }));
}

/** The values that the schema lists, and the names that fit here. */
export function completeValue(spot: Spot, { home, source, offset, snippets }: Asked): CompletionItem[] {
  const { result } = home;
  const node = spot.at === 'value' ? spot.node : undefined;
  if (node?.kind === 'object' || node?.kind === 'array' || (node?.kind === 'scalar' && offset < node.offset)) return [];
  const path: Path = spot.at === 'gap' ? [...spot.path, 0] : spot.path;
  const schema = schemaFor(source, path, result);
  if (!schema) return [];
  const style = styleOf(source.file);
  const place: Place =
    node && node.length > 0 ? typedOf(node, offset, source.parsed) : { file: source.file, offset, length: 0 };
  const inList = spot.at !== 'key' && spot.owner?.kind === 'array';
  const isNew = isMissing(node) || place.length === 0;
  const commas =
    isNew && spot.at !== 'key' && spot.owner ? between(spot.owner, place) : { after: '', before: undefined };
  const written = node?.kind === 'scalar' ? source.file.text[node.offset] : undefined;
  const quote = written === "'" || written === '"' ? written : style.value;
  const gap = spot.at === 'value' && isNew && spot.key && source.file.text[place.offset - 1] === ':' ? ' ' : '';
  const taken =
    inList && spot.owner?.kind === 'array'
      ? new Set(spot.owner.items.filter((item) => item !== node).map((item) => scalarOf(item)))
      : new Set();

  const items: CompletionItem[] = [];
  const fitting = storedTypes(path, result.routing);
  for (const value of values(schema))
    add(
      String(value),
      typeof value === 'string' ? quoted(value, quote) : String(value),
      ENUM,
      fitting.has(value) ? '0' : '1',
      fitting.has(value) ? 'as it is stored' : undefined,
    );
  const typed = node?.kind === 'scalar' ? source.file.text.slice(node.offset + 1, offset) : '';
  for (const { text, detail, rank } of [
    ...names(path, schema, typed, result.routing),
    ...secrets(schema, source, result.routing),
    ...unlisted(path, source, result.routing),
  ])
    if (!taken.has(text)) add(text, quoted(text, quote), REFERENCE, String(rank), detail);
  if (spot.at === 'value' && isNew && snippets && isSelection(schema))
    add(
      'primary and fallbacks',
      `{ ${style.key || ''}primary${style.key || ''}: ${quote}$1${quote}, ${style.key}fallbacks${style.key}: [${quote}$2${quote}] }`,
      SNIPPET,
      '9',
      undefined,
      true,
    );
  else if (isNew && snippets)
    for (const [type, label, text] of BRACKETS)
      if ([schema.type].flat().includes(type)) add(label, text, SNIPPET, '9', undefined, true);
  return items;

  function add(
    label: string,
    text: string,
    kind: 6 | 13 | 15 | 18,
    rank: string,
    detail?: string,
    isSnippet = false,
  ): void {
    items.push({
      label,
      kind,
      sortText: `${rank}${label}`,
      filterText: isSnippet ? label : text,
      ...(isSnippet && { insertTextFormat: 2 }),
      ...(detail && { detail }),
      textEdit: { range: rangeOf(place), newText: `${gap}${text}${commas.after}` },
      ...commaBefore(commas, place),
    });
  }
}

function values(schema: Schema): readonly (string | number | boolean | null)[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return allowedValues(schema);
  return schema.type === 'boolean' ? [true, false] : [];
}

/** @param typed what stands before the cursor */
function names(path: Path, schema: Schema, typed: string, routing: Routing): readonly Candidate[] {
  const ref = schema.refersTo === 'model' ? /^.*?\/.*@/.exec(typed)?.[0] : undefined;
  if (ref !== undefined)
    return candidatesFor('profile', ['order', ref.slice(0, ref.indexOf('/'))], routing).map((each) => ({
      ...each,
      text: ref + each.text,
    }));
  return schema.refersTo ? candidatesFor(schema.refersTo, path, routing) : [];
}

/** Variables are substituted only in the config. */
const secrets = (schema: Schema, { kind }: Source, routing: Routing): readonly Candidate[] =>
  schema.writeOnly && kind === 'config'
    ? candidatesFor('variable', [], routing).map((each) => ({ ...each, text: `\${${each.text}}` }))
    : [];

/** Channels, plugins and searches of the release. */
const unlisted = (path: Path, { kind }: Source, { home, target, installed }: Routing): readonly Candidate[] =>
  kind === 'config' && home.root?.kind === 'object'
    ? fittingAt(path, {
        root: home.root,
        release: target.release ?? NEWEST,
        shape: configShape(target.release ?? NEWEST, undefined, installed?.schema),
        isInstalled: installed !== undefined,
        plugins: installed?.plugins,
      }).map((text) => ({ text, rank: 1 }))
    : [];

/** The types under which this `mode`'s profile is stored. */
function storedTypes(path: Path, { profiles }: Routing): ReadonlySet<unknown> {
  const [section, list, id, key] = path;
  const stored =
    section === 'auth' && list === 'profiles' && key === 'mode' ? (profiles.stored.get(String(id)) ?? []) : [];
  return new Set(stored.map(({ type }) => type));
}

/** A place for a model, or a model with fallbacks. */
const isSelection = ({ properties }: Schema): boolean =>
  properties !== undefined && 'primary' in properties && 'fallbacks' in properties;
