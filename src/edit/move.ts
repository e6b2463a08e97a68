import { type ArrayNode, type Entry, type Node, nodeAt, type ObjectNode, type Path } from '../parse/tree.ts';
import { textAt } from '../text/file.ts';
import { applyEdits } from './apply.ts';
import type { Edit } from './edit.ts';
import { entryText, insertAt, insertInto, type Written, wrapped } from './entries.ts';
import { indentOf, ownLine } from './gaps.ts';
import { removal } from './removal.ts';
import { keyText, styleOf } from './style.ts';

/**
 * Moves an entry to another path of the same file, keeping its value as written; undefined if the target is taken or
 * lies in another file.
 * @param text of the value, if it is to be another one
 */
export function move(root: Node, owner: ObjectNode, entry: Entry, path: Path, text?: Written): Edit[] | undefined {
  const { file } = entry.key;
  if (entry.value.file !== file || owner.file !== file || isContinued(entry)) return undefined;
  const depth = path.findIndex((_, i) => nodeAt(root, path.slice(0, i + 1)) === undefined);
  const target = depth < 0 ? undefined : nodeAt(root, path.slice(0, depth));
  if (target?.kind !== 'object' || target.file !== file) return undefined;
  if (target !== owner) {
    const inserted = insertAt(root, path, text ?? valueText(entry));
    return inserted && [...removal(owner, entry), ...inserted.edits];
  }
  const [name, ...inner] = path.slice(depth).map(String);
  const key = keyText(name!, styleOf(file));
  if (inner.length === 0 && typeof text !== 'object')
    return [{ at: entry.key, text: key }, ...(text === undefined ? [] : [{ at: entry.value, text }])];
  const start = entry.key.offset;
  const length = entry.value.offset + entry.value.length - start;
  const indent = ownLine(file.text, entry.key.offset) ?? '';
  const whole = typeof text === 'string' ? text.replaceAll('\n', `\n${indent}`) : (text ?? textAt(entry.value));
  const value = wrapped(inner, whole);
  // a no-op on the brace that makes two such changes overlap, so that they cannot both create the key
  const brace = { at: { file, offset: owner.offset, length: 1 }, text: '{' };
  return [brace, { at: { file, offset: start, length }, text: entryText(file, name!, value, '', true) }];
}

/** Moves entries of an object into another one of the same file, which has none of their keys and is closed. */
export const moveInto = (target: ObjectNode, owner: ObjectNode, entries: readonly Entry[]): Edit[] => [
  ...removal(owner, ...entries),
  ...insertInto(
    target,
    entries.map((entry) => [entry.key.value, valueText(entry)]),
  ),
];

/** Whether a string in it goes on in the next line: other blanks there would be another string. */
export const isContinued = ({ value: { file, offset, length } }: Entry): boolean =>
  /\\\r?\n/.test(file.text.slice(offset, offset + length));

/** Puts what an entry holds into an object of the same file that has none of its keys and is closed. */
export const merge = (target: ObjectNode, owner: ObjectNode, entry: Entry): Edit[] => [
  ...removal(owner, entry),
  ...insertInto(
    target,
    entry.value.kind === 'object' ? entry.value.entries.map((each) => [each.key.value, valueText(each)]) : [],
  ),
];

/**
 * Puts the items of a list in front of those of another one of the same file; undefined where a comment stands behind
 * the last one.
 * @param text of the list, as `valueText` gives it
 */
export function join(there: ArrayNode, owner: ObjectNode, entry: Entry, text: string): Edit[] | undefined {
  const { file, offset } = there;
  const { value } = entry;
  if (there.open || value.kind !== 'array' || value.file !== file || isContinued(entry) || !isPlainEnd(value))
    return undefined;
  const items = /^\[([^]*[^\s,])[\s,]*\]$/.exec(text)?.[1];
  const lines = items?.replaceAll('\n', `\n${indentOf(file, offset)}`);
  const gap = file.text[offset + 1] === '\n' ? '' : styleOf(file).gap;
  const put = lines === undefined ? '' : there.items.length > 0 ? `${lines},${gap}` : lines;
  return [...removal(owner, entry), { at: { file, offset: offset + 1, length: 0 }, text: put }];
}

function isPlainEnd({ items, file, offset, length }: ArrayNode): boolean {
  const last = items.at(-1) ?? { offset, length: 1 };
  return /^[\s,]*\]$/.test(file.text.slice(last.offset + last.length, offset + length));
}

/** The text of a value, ready to be inserted elsewhere: indentation is relative to its key. */
export function valueText({ key, value }: Entry, text = textAt(value)): string {
  const indent = ownLine(value.file.text, key.offset) ?? '';
  return indent === '' ? text : text.replaceAll(`\n${indent}`, '\n');
}

/** The same without some of its entries, by the objects that have them. */
export const textWithout = (entry: Entry, gone: ReadonlyMap<ObjectNode, readonly Entry[]>): string =>
  textAfter(
    entry,
    [...gone].flatMap(([owner, entries]) => removal(owner, ...entries)),
  );

/** The same after edits of what is in it. */
export function textAfter(entry: Entry, edits: readonly Edit[]): string {
  const { file, offset, length } = entry.value;
  const text = applyEdits(file.text, edits);
  return valueText(entry, text.slice(offset, offset + length + text.length - file.text.length));
}
