import type { Key, Node, ObjectNode } from '../parse/tree.ts';
import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const duplicateJsonKey: Rule = {
  id: 'duplicate-json-key',
  severity: 'warning',
  summary: 'the same key stands twice in one object, so the first one counts for nothing',
  why: 'OpenClaw takes the last of two equal keys without a word. The first block is not merged into it: it is gone for the gateway, and from the file as well as soon as OpenClaw writes it. An error where a whole block is lost that says something else than the one that counts.',
  facts: ['1.2'],
  onBrokenSyntax: true,
  tag: 'unnecessary',
  *check({ home }) {
    for (const source of [home.config, ...home.included, ...home.stores]) {
      for (const { first, last } of source?.parsed.duplicates ?? []) {
        const lost = losesABlock(source!.parsed.root, first, last);
        yield {
          at: first,
          message: `${code(first.value)} is written again further down in the same object; this one is ignored${lost ? ', and what it says is lost' : ''}`,
          help: 'merge the two into one',
          related: [{ at: last, message: `the ${code(last.value)} that OpenClaw uses` }],
          ...(lost && { severity: 'error' as const }),
        };
      }
    }
  },
};

function losesABlock(root: Node | undefined, first: Key, last: Key): boolean {
  const owner = root && ownerOf(root, first);
  const value = (key: Key) => owner?.entries.find((entry) => entry.key === key)?.value;
  const [ignored, used] = [value(first), value(last)];
  return ignored?.kind === 'object' && ignored.entries.length > 0 && used !== undefined && !isWithin(ignored, used);
}

/** The object that contains a key; keys are compared by place. */
function ownerOf(node: Node, key: Key): ObjectNode | undefined {
  if (node.offset > key.offset || node.offset + node.length < key.offset) return undefined;
  if (node.kind === 'array') return firstOf(node.items, key);
  if (node.kind !== 'object') return undefined;
  if (node.entries.some((entry) => entry.key === key)) return node;
  return firstOf(
    node.entries.map(({ value }) => value),
    key,
  );
}

function firstOf(nodes: readonly Node[], key: Key): ObjectNode | undefined {
  for (const node of nodes) {
    const found = ownerOf(node, key);
    if (found) return found;
  }
  return undefined;
}

/** Whether everything in a value is also in another one. */
function isWithin(node: Node, other: Node): boolean {
  if (node.kind === 'object')
    return (
      other.kind === 'object' &&
      node.effective().every(({ key, value }) => {
        const same = other.get(key.value);
        return same !== undefined && isWithin(value, same);
      })
    );
  if (node.kind === 'array')
    return (
      other.kind === 'array' &&
      node.items.length === other.items.length &&
      node.items.every((item, i) => isWithin(item, other.items[i]!))
    );
  return node.kind !== 'scalar' || (other.kind === 'scalar' && node.value === other.value);
}
