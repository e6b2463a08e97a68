import { type Entry, type Node, nodeAt, type ObjectNode, type Path } from '../parse/tree.ts';
import type { File, Place } from '../text/file.ts';
import type { Edit } from './edit.ts';
import { keyText, styleOf } from './style.ts';

/** In characters: longer objects get one line per key. */
const SHORT = 60;

/** A value to insert: literal text, indented relative to the key, or an object. */
export type Written = string | { readonly [key: string]: Written };

/**
 * The edits that insert a value at a path, in the document's style, creating missing objects on the way. Undefined if
 * something other than an object is in the way, or an object is not closed.
 */
export function insertAt(root: Node, path: Path, value: Written): { file: File; edits: Edit[] } | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const owner = nodeAt(root, path.slice(0, depth));
    if (owner === undefined) continue;
    if (owner.kind !== 'object' || owner.open || owner.entry(String(path[depth]))) return undefined;
    const [key, ...rest] = path.slice(depth).map(String);
    return { file: owner.file, edits: insertInto(owner, key!, wrapped(rest, value)) };
  }
  return undefined;
}

/** Wraps a value in objects with one key each. */
const wrapped = (keys: readonly string[], value: Written): Written =>
  keys.reduceRight<Written>((inner, key) => ({ [key]: inner }), value);

function insertInto(owner: ObjectNode, key: string, value: Written): Edit[] {
  const { file, offset, length } = owner;
  const { text } = file;
  const { eol, indent, trailingComma } = styleOf(file);
  const end = offset + length - 1;
  const last = owner.entries.at(-1);
  const lastEnd = last
    ? Math.max(last.key.offset + last.key.length, last.value.offset + last.value.length)
    : offset + 1;
  const isFlat = last !== undefined && !text.slice(offset, end).includes('\n');
  const margin = indentOf(file, last?.key.offset ?? offset) + (last ? '' : indent);
  const comma = commaAfter(text, lastEnd, end);
  const entry = entryText(file, key, value, margin, isFlat);
  const put = (start: number, what: string): Edit => ({ at: { file, offset: start, length: 0 }, text: what });
  if (isFlat) return [comma === undefined ? put(lastEnd, `, ${entry}`) : put(comma + 1, ` ${entry},`)];
  const behind = offset + 1 + text.slice(offset + 1, end).trimEnd().length;
  const closing = text.slice(behind, end).includes('\n') ? '' : eol + indentOf(file, offset);
  const after = comma !== undefined || (trailingComma && last) ? ',' : '';
  const line = `${eol}${margin}${entry}${after}${closing}`;
  if (!last || comma !== undefined) return [put(behind, line)];
  return behind === lastEnd ? [put(behind, `,${line}`)] : [put(lastEnd, ','), put(behind, line)];
}

/** @param margin what its line begins with */
function entryText(file: File, key: string, value: Written, margin: string, isFlat: boolean): string {
  const style = styleOf(file);
  const { eol, trailingComma } = style;
  const written = typeof value === 'string' ? value.replaceAll('\n', `\n${margin}`) : object(value);
  return `${keyText(key, style)}: ${written}`;

  function object(of: Exclude<Written, string>): string {
    const deeper = margin + style.indent;
    const parts = (within: string) =>
      Object.entries(of).map(([name, inside]) => entryText(file, name, inside, within, isFlat));
    const flat = parts(margin).join(', ');
    if (isFlat || (flat.length < SHORT && !flat.includes('\n'))) return `{ ${flat} }`;
    return `{${parts(deeper)
      .map((part) => `${eol}${deeper}${part}`)
      .join(',')}${trailingComma ? ',' : ''}${eol}${margin}}`;
  }
}

/** The indentation of an offset's line. */
const indentOf = (file: File, offset: number): string => /^[ \t]*/.exec(file.line(file.position(offset).line).text)![0];

/** Removes an entry from an object with its comma, and with its line if nothing else is on it. Comments stay. */
export function removal(owner: ObjectNode, entry: Entry): Edit[] {
  const { file } = entry.key;
  const { text } = file;
  const start = entry.key.offset;
  const end = entry.value.offset + entry.value.length;
  const comma = commaAfter(text, end, owner.offset + owner.length);
  const index = owner.entries.indexOf(entry);
  const before = comma === undefined && index > 0 ? owner.entries[index - 1]! : undefined;
  const stray = before && commaAfter(text, before.value.offset + before.value.length, start);
  const lone = stray === undefined ? [] : [{ at: { file, offset: stray, length: 1 }, text: '' }];
  return [...lone, { at: { file, ...stretch(text, start, comma === undefined ? end : comma + 1, stray) }, text: '' }];
}

/** The range to delete: the whole line if it would become blank, otherwise including the blanks on one side. */
function stretch(
  text: string,
  start: number,
  end: number,
  stray: number | undefined,
): { offset: number; length: number } {
  const head = ownLine(text, start);
  const [tail = ''] = /^[ \t]*(?:\r?\n)?/.exec(text.slice(end)) ?? [];
  if (head !== undefined && tail.endsWith('\n'))
    return { offset: start - head.length, length: end + tail.length - start + head.length };
  const blanks = stray === undefined ? 0 : /[ \t]*$/.exec(text.slice(stray + 1, start))![0].length;
  const offset = start - blanks;
  const after = stray === undefined && !tail.endsWith('\n') ? tail.length : 0;
  return { offset, length: end + after - offset };
}

/** A place, or its whole line if nothing else is on it. */
export const wholeLine = ({ file, offset, length }: Place): Place => ({
  file,
  ...stretch(file.text, offset, offset + length, undefined),
});

/**
 * Moves an entry to another path of the same file, keeping its value as written; undefined if the target is taken or
 * lies in another file.
 * @param path keys from the root down
 */
export function move(root: Node, owner: ObjectNode, entry: Entry, path: readonly string[]): Edit[] | undefined {
  const { file } = entry.key;
  if (entry.value.file !== file || owner.file !== file) return undefined;
  const depth = path.findIndex((_, i) => nodeAt(root, path.slice(0, i + 1)) === undefined);
  const target = depth < 0 ? undefined : nodeAt(root, path.slice(0, depth));
  if (target?.kind !== 'object' || target.file !== file) return undefined;
  if (target !== owner) {
    const inserted = insertAt(root, path, valueText(entry));
    return inserted && [...removal(owner, entry), ...inserted.edits];
  }
  const [name, ...inner] = path.slice(depth);
  const key = keyText(name!, styleOf(file));
  if (inner.length === 0) return [{ at: entry.key, text: key }];
  const start = entry.key.offset;
  const length = entry.value.offset + entry.value.length - start;
  const value = wrapped(inner, file.text.slice(entry.value.offset, entry.value.offset + entry.value.length));
  // a no-op on the brace that makes two such changes overlap, so that they cannot both create the key
  const brace = { at: { file, offset: owner.offset, length: 1 }, text: '{' };
  return [brace, { at: { file, offset: start, length }, text: entryText(file, name!, value, '', true) }];
}

/** The text of a value, ready to be inserted elsewhere: indentation is relative to its key. */
function valueText({ key, value }: Entry): string {
  const text = value.file.text.slice(value.offset, value.offset + value.length);
  const indent = ownLine(value.file.text, key.offset) ?? '';
  return indent === '' ? text : text.replaceAll(`\n${indent}`, '\n');
}

/** The indentation before an offset; undefined if anything else precedes it on its line. */
export function ownLine(text: string, offset: number): string | undefined {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return start === 0 || /[\n\r]/.test(text[start - 1]!) ? text.slice(start, offset) : undefined;
}

/** The offset of the comma after a value; undefined if there is none before `limit`. */
function commaAfter(text: string, from: number, limit: number): number | undefined {
  const skipped = /^(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/.exec(text.slice(from, limit))![0].length;
  return text[from + skipped] === ',' && from + skipped < limit ? from + skipped : undefined;
}
