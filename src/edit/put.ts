import { type ArrayNode, type Node, nodeAt, type ObjectNode, type Path } from '../parse/tree.ts';
import type { File } from '../text/file.ts';
import type { Edit } from './edit.ts';
import { insertAt } from './entries.ts';
import { commaAfter, indentOf, ownLine } from './gaps.ts';
import { removal, removalOfItems } from './removal.ts';
import { keyText, quoted, type Style, styleOf } from './style.ts';

/** In characters: longer values get one line per part. */
const SHORT = 60;

/** Levels of objects and lists: no config comes near, and what is deeper would exhaust the stack. */
const DEEPEST = 100;

/** Why a path cannot be edited, as the end of a sentence that begins with the path. */
export interface Obstacle {
  readonly obstacle: string;
}

/**
 * The edits that put a value at a path, in the document's style: in place of what is there, at the end of an object, or
 * behind the last item of a list.
 */
export function putAt(root: Node, path: Path, value: unknown): Edit[] | Obstacle {
  const unwritable = path.length > DEEPEST ? DEEP : obstacleIn(value);
  if (unwritable) return unwritable;
  const found = nodeAt(root, path);
  if (found && found.kind !== 'missing') return replaced(found, value);
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const owner = nodeAt(root, path.slice(0, depth));
    if (owner === undefined) continue;
    if (owner.kind === 'array') return depth === path.length - 1 ? added(owner, path[depth]!, value) : NO_ITEM;
    if (owner.kind !== 'object') return { obstacle: 'leads through a value that is no object' };
    if (owner.open || !mayGrow(owner)) return MIXED;
    const inserted = insertAt(root, path, plainText(value, styleOf(owner.file)));
    return inserted?.edits ?? MIXED;
  }
  return MIXED;
}

/** The edits that take out what is at a path. */
export function takeAt(root: Node, path: Path): Edit[] | Obstacle {
  const owner = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1)!;
  if (owner?.kind === 'array') {
    const item = owner.items[Number(last)];
    if (!item) return ABSENT;
    return item.file === owner.file ? removalOfItems(owner, item) : MIXED;
  }
  const gone = owner?.kind === 'object' ? owner.entries.filter(({ key }) => key.value === String(last)) : [];
  if (owner?.kind !== 'object' || gone.length === 0) return ABSENT;
  const isOwn = gone.every(({ key, value }) => key.file === owner.file && value.file === owner.file);
  return isOwn ? removal(owner, ...gone) : MIXED;
}

/** What cannot be written as it was meant. */
export function obstacleIn(value: unknown, left = DEEPEST): Obstacle | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) return ROUNDED;
  if (typeof value !== 'object' || value === null) return undefined;
  if (left === 0) return DEEP;
  for (const each of Object.values(value)) {
    const found = obstacleIn(each, left - 1);
    if (found) return found;
  }
  return undefined;
}

const DEEP: Obstacle = { obstacle: 'is nested too deeply' };
const ROUNDED: Obstacle = {
  obstacle: 'holds a number of so many digits that the last ones get lost; put it in quotes',
};
const MIXED: Obstacle = { obstacle: 'is put together from several files, or not closed; change it by hand' };
const ABSENT: Obstacle = { obstacle: 'is not there' };
const NO_ITEM: Obstacle = { obstacle: 'leads through an item that the list does not have' };

function replaced(node: Node, value: unknown): Edit[] | Obstacle {
  if (!isOfOneFile(node)) return MIXED;
  const { file, offset } = node;
  const margin = indentOf(file, offset);
  return [{ at: node, text: plainText(value, styleOf(file)).replaceAll('\n', `\n${margin}`) }];
}

function added(list: ArrayNode, index: string | number, value: unknown): Edit[] | Obstacle {
  const { file, items } = list;
  if (Number(index) !== items.length) return NO_ITEM;
  if (list.open || !isOfOneFile(list)) return MIXED;
  const text = plainText(value, styleOf(file));
  const last = items.at(-1);
  if (!last) return replaced(list, [value]);
  const end = last.offset + last.length;
  const margin = ownLine(file.text, last.offset);
  const put =
    margin === undefined ? ` ${text}` : `${styleOf(file).eol}${margin}${text.replaceAll('\n', `\n${margin}`)}`;
  const comma = commaAfter(file.text, end, list.offset + list.length);
  const at = (offset: number) => ({ file, offset, length: 0 });
  return comma === undefined ? [{ at: at(end), text: `,${put}` }] : [{ at: at(comma + 1), text: `${put},` }];
}

/** Whether its keys, and what its last one has, are written where it is. */
const mayGrow = ({ entries, file }: ObjectNode): boolean =>
  entries.every(({ key }) => key.file === file) && (entries.at(-1)?.value.file ?? file) === file;

/** Whether nothing in it comes from another file. */
function isOfOneFile(node: Node, file: File = node.file): boolean {
  if (node.file !== file) return false;
  if (node.kind === 'array') return node.items.every((item) => isOfOneFile(item, file));
  return node.kind !== 'object' || entriesOfOneFile(node, file);
}

const entriesOfOneFile = ({ entries }: ObjectNode, file: File): boolean =>
  entries.every(({ key, value }) => key.file === file && isOfOneFile(value, file));

/** A value as the document would write it; its lines are indented relative to the first. */
export function plainText(value: unknown, style: Style): string {
  if (typeof value === 'string') return quoted(value, style.value);
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => plainText(item, style))
    : Object.entries(value).map(([key, inside]) => `${keyText(key, style)}:${style.gap}${plainText(inside, style)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  const row = parts.join(`,${style.gap}`);
  const flat = isList ? `[${row}]` : `{${style.gap}${row}${style.gap}}`;
  if (flat.length < SHORT && !flat.includes('\n')) return flat;
  const { eol, indent, trailingComma } = style;
  const lines = parts.map((part) => `${eol}${indent}${part.replaceAll('\n', `\n${indent}`)}`).join(',');
  return `${open}${lines}${trailingComma ? ',' : ''}${eol}${close}`;
}
