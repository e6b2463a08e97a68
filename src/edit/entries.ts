import { type Node, nodeAt, type ObjectNode, type Path } from '../parse/tree.ts';
import type { File } from '../text/file.ts';
import type { Edit } from './edit.ts';
import { commaAfter, indentOf } from './gaps.ts';
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
    return { file: owner.file, edits: insertInto(owner, [[key!, wrapped(rest, value)]]) };
  }
  return undefined;
}

/** Wraps a value in objects with one key each. */
export const wrapped = (keys: readonly string[], value: Written): Written =>
  keys.reduceRight<Written>((inner, key) => ({ [key]: inner }), value);

/** The edits that add entries to the end of an object. */
export function insertInto(owner: ObjectNode, entries: readonly (readonly [key: string, value: Written])[]): Edit[] {
  const { file, offset, length } = owner;
  const { text } = file;
  const { eol, indent, gap, trailingComma } = styleOf(file);
  const end = offset + length - 1;
  const last = owner.entries.at(-1);
  const lastEnd = last
    ? Math.max(last.key.offset + last.key.length, last.value.offset + last.value.length)
    : offset + 1;
  const isFlat = !(last ? text.slice(offset, end) : offset > 0 ? text.trim() : '\n').includes('\n');
  const margin = indentOf(file, last?.key.offset ?? offset) + (last ? '' : indent);
  const comma = commaAfter(text, lastEnd, end);
  const written = entries.map(([key, value]) => entryText(file, key, value, margin, isFlat));
  const put = (start: number, what: string): Edit => ({ at: { file, offset: start, length: 0 }, text: what });
  if (isFlat) {
    const row = written.join(`,${gap}`);
    if (!last)
      return [{ at: { file, offset: offset + 1, length: 0 }, text: `${gap}${row}${offset + 1 < end ? '' : gap}` }];
    return [comma === undefined ? put(lastEnd, `,${gap}${row}`) : put(comma + 1, `${gap}${row},`)];
  }
  const behind = offset + 1 + text.slice(offset + 1, end).trimEnd().length;
  // the blanks before the bracket stay, and count as part of what its new line begins with
  const blanks = text.slice(behind, end);
  const closing = blanks.includes('\n') ? '' : eol + withoutEnd(indentOf(file, offset), blanks);
  const after = comma !== undefined || (trailingComma && last) ? ',' : '';
  const lines = `${written.map((entry) => `${eol}${margin}${entry}`).join(',')}${after}${closing}`;
  if (!last || comma !== undefined) return [put(behind, lines)];
  return behind === lastEnd ? [put(behind, `,${lines}`)] : [put(lastEnd, ','), put(behind, lines)];
}

const withoutEnd = (text: string, end: string): string =>
  text.endsWith(end) ? text.slice(0, -end.length || undefined) : text;

/** @param margin what its line begins with */
export function entryText(file: File, key: string, value: Written, margin: string, isFlat: boolean): string {
  const style = styleOf(file);
  const { eol, gap, trailingComma } = style;
  const written = typeof value === 'string' ? value.replaceAll('\n', `\n${margin}`) : object(value);
  return `${keyText(key, style)}:${gap}${written}`;

  function object(of: Exclude<Written, string>): string {
    const deeper = margin + style.indent;
    const parts = (within: string) =>
      Object.entries(of).map(([name, inside]) => entryText(file, name, inside, within, isFlat));
    const flat = parts(margin).join(`,${gap}`);
    if (isFlat || (flat.length < SHORT && !flat.includes('\n'))) return `{${gap}${flat}${gap}}`;
    return `{${parts(deeper)
      .map((part) => `${eol}${deeper}${part}`)
      .join(',')}${trailingComma ? ',' : ''}${eol}${margin}}`;
  }
}
