import type { Parsed } from '../src/parse/parsed.ts';
import type { Node } from '../src/parse/tree.ts';

/** A reading as plain data: every node and key with its place, and what else there is to say. */
export const outline = ({ root, errors, structureCertain, duplicates, comments }: Parsed) => ({
  root: root && node(root),
  errors: errors.map(({ at, message }) => [at.offset, message]),
  structureCertain,
  duplicates: duplicates.length,
  comments: comments.map(({ offset, length }) => [offset, length]),
});

function node(at: Node): unknown {
  const { kind, offset, length } = at;
  if (kind === 'object')
    return {
      kind,
      offset,
      length,
      open: at.open,
      entries: at.entries.map(({ key, value }) => [key.offset, key.length, key.value, node(value)]),
      seen: at.effective().length,
    };
  if (kind === 'array') return { kind, offset, length, open: at.open, items: at.items.map(node) };
  return kind === 'scalar' ? { kind, offset, length, value: at.value } : { kind, offset, length };
}
