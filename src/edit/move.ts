import { type Entry, type Node, nodeAt, type ObjectNode, type Path } from '../parse/tree.ts';
import { textAt } from '../text/file.ts';
import { applyEdits } from './apply.ts';
import type { Edit } from './edit.ts';
import { entryText, insertAt, insertInto, wrapped } from './entries.ts';
import { ownLine } from './gaps.ts';
import { removal } from './removal.ts';
import { keyText, styleOf } from './style.ts';

/**
 * Moves an entry to another path of the same file, keeping its value as written; undefined if the target is taken or
 * lies in another file.
 * @param text of the value, if it is to be another one
 */
export function move(root: Node, owner: ObjectNode, entry: Entry, path: Path, text?: string): Edit[] | undefined {
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
  if (inner.length === 0)
    return [{ at: entry.key, text: key }, ...(text === undefined ? [] : [{ at: entry.value, text }])];
  const start = entry.key.offset;
  const length = entry.value.offset + entry.value.length - start;
  const whole = text ?? textAt(entry.value);
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

/** The text of a value, ready to be inserted elsewhere: indentation is relative to its key. */
export function valueText({ key, value }: Entry, text = textAt(value)): string {
  const indent = ownLine(value.file.text, key.offset) ?? '';
  return indent === '' ? text : text.replaceAll(`\n${indent}`, '\n');
}

/** The same without some of its entries, by the objects that have them. */
export function textWithout(entry: Entry, gone: ReadonlyMap<ObjectNode, readonly Entry[]>): string {
  const { file, offset, length } = entry.value;
  const text = applyEdits(
    file.text,
    [...gone].flatMap(([owner, entries]) => removal(owner, ...entries)),
  );
  return valueText(entry, text.slice(offset, offset + length + text.length - file.text.length));
}
