import { merge } from '../edit/move.ts';
import { removal } from '../edit/removal.ts';
import type { Entry, Key, Node, ObjectNode } from '../parse/tree.ts';
import { advice, code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

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
        const { root } = source!.parsed;
        const owner = root && ownerOf(root, first);
        const [ignored, used] = [first, last].map((key) => owner?.entries.find((entry) => entry.key === key));
        const lost = losesABlock(ignored?.value, used?.value);
        yield {
          at: first,
          message: `${code(first.value)} is written again further down in the same object; this one is ignored${lost ? ', and what it says is lost' : ''}`,
          ...(owner && ignored && used && source!.parsed.errors.length === 0
            ? mended(owner, ignored, used)
            : { help: MERGE }),
          related: [{ at: last, message: `the ${code(last.value)} that OpenClaw uses` }],
          ...(lost && { severity: 'error' as const }),
        };
      }
    }
  },
};

const MERGE = 'merge the two into one';

/** What the other one says as well is certainly not missed; which of two values is meant, the user knows. */
function mended(owner: ObjectNode, ignored: Entry, used: Entry): Partial<Finding> {
  const edits = owner.open ? [] : removal(owner, ignored);
  if (isWithin(ignored.value, used.value) && edits.length > 0)
    return { help: 'remove this one: the other says the same', fix: { title: 'remove this one', edits } };
  const [from, to] = [ignored.value, used.value];
  if (from.kind !== 'object' || to.kind !== 'object')
    return advice('remove this one, or write what it says into the other', { title: 'remove this one', edits });
  const isFree = from.entries.every(({ key }) => !to.entry(key.value));
  return advice(MERGE, { title: MERGE, edits: isFree && !to.open && !owner.open ? merge(to, owner, ignored) : [] });
}

const losesABlock = (ignored: Node | undefined, used: Node | undefined): boolean =>
  ignored?.kind === 'object' && ignored.entries.length > 0 && used !== undefined && !isWithin(ignored, used);

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
