import type { ArrayNode, Entry, Key, Node, ObjectNode, Path } from '../../src/parse/tree.ts';
import type { Place } from '../../src/text/file.ts';
import type { Source } from '../homes/documents.ts';
import { touches } from '../protocol/positions.ts';

/**
 * Where a cursor is in a tree. `path` leads to the value under the cursor, or whose key is under it; in a `gap`, where
 * something could be typed, to the enclosing object or list.
 */
export type Spot =
  | { readonly at: 'key'; readonly path: Path; readonly key: Key; readonly entry: Entry; readonly owner: ObjectNode }
  | {
      readonly at: 'value';
      readonly path: Path /** what is there, or follows the colon */;
      readonly node: Node;
      readonly key: Key | undefined;
      readonly owner: ObjectNode | ArrayNode | undefined;
    }
  | { readonly at: 'gap'; readonly path: Path; readonly owner: ObjectNode | ArrayNode };

/** @param base the path of the root */
export function spotAt(root: Node, offset: number, base: Path = []): Spot | undefined {
  const path: (string | number)[] = [...base];
  let node = root;
  let end = root.file.text.length;
  let key: Key | undefined;
  let owner: ObjectNode | ArrayNode | undefined;
  for (;;) {
    if (node.kind !== 'object' && node.kind !== 'array')
      return touches(node, offset) ? { at: 'value', path, node, key, owner } : undefined;
    const last = endOf(node, end);
    if (offset <= node.offset || offset > last || (offset === last && !node.open))
      return touches(node, offset) ? { at: 'value', path, node, key, owner } : undefined;
    owner = node;
    const child = node.kind === 'object' ? inObject(node, offset, last) : inArray(node, offset, last);
    if (!child) return { at: 'gap', path, owner };
    path.push(child.step);
    if ('spot' in child)
      return child.spot === 'key'
        ? { at: 'key', path, key: child.entry.key, entry: child.entry, owner: node as ObjectNode }
        : { at: 'value', path, node: child.entry.value, key: child.entry.key, owner };
    node = child.value;
    key = child.key;
    end = child.end;
  }
}

type Child = { step: string | number } & (
  | { value: Node; key: Key | undefined; end: number }
  | { spot: 'key' | 'value'; entry: Entry }
);

/** An unclosed bracket extends to the end of its parent. */
const endOf = (node: ObjectNode | ArrayNode, end: number): number =>
  node.open ? Math.max(end, node.offset + node.length) : node.offset + node.length;

function inObject({ entries }: ObjectNode, offset: number, end: number): Child | undefined {
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]!;
    const { key, value } = entry;
    if (key.offset > offset) continue;
    const step = key.value;
    if (touches(key, offset)) return { step, spot: 'key', entry };
    if (value.kind === 'missing' && value.length === 0)
      return isBehindColon(key, offset) ? { step, spot: 'value', entry } : undefined;
    const next = entries[i + 1]?.key.offset ?? end;
    if (reaches(value, offset, next)) return { step, value, key, end: next };
    return offset < value.offset ? { step, spot: 'value', entry } : undefined;
  }
  return undefined;
}

function inArray({ items }: ArrayNode, offset: number, end: number): Child | undefined {
  for (let i = items.length - 1; i >= 0; i--) {
    const value = items[i]!;
    if (value.offset > offset) continue;
    const next = items[i + 1]?.offset ?? end;
    return reaches(value, offset, next) ? { step: i, value, key: undefined, end: next } : undefined;
  }
  return undefined;
}

const reaches = (node: Node, offset: number, next: number): boolean =>
  touches(node, offset) ||
  ((node.kind === 'object' || node.kind === 'array') && node.open && offset > node.offset && offset <= next);

/** Whether only a colon and blanks are between a key and an offset. */
const isBehindColon = ({ file, offset, length }: Place, at: number): boolean =>
  /^\s*:[^\S\n\r]*$/.test(file.text.slice(offset + length, Math.min(at, offset + length + 200)));

/** The position in a source; paths are those of the whole config. */
export function spotIn(source: Source, offset: number): Spot | undefined {
  return source.kind === 'dotenv' || !source.parsed.root
    ? undefined
    : spotAt(source.parsed.root, offset, source.kind === 'config' ? source.base : []);
}
