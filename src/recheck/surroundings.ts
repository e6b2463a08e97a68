import type { ArrayNode, Node, ObjectNode, Path } from '../parse/tree.ts';

/** What a stretch of a config lies in. */
export interface Surroundings {
  /** the objects and lists around it, from the root down */
  readonly owners: readonly (ObjectNode | ArrayNode)[];
  /** of the innermost thing around it; its last key is empty where that is no value */
  readonly path: Path;
  /** the innermost: a value, or the object or list between whose entries the stretch lies */
  readonly value: Node;
}

export function surroundings(root: Node, start: number, end: number): Surroundings {
  const owners: (ObjectNode | ArrayNode)[] = [];
  const path: (string | number)[] = [];
  for (let node = root; ; ) {
    if (node.kind !== 'object' && node.kind !== 'array') return { owners, path, value: node };
    const nodes: readonly Node[] = node.kind === 'array' ? node.items : node.entries.map(({ value }) => value);
    const at = nodes.findIndex((each) => each.offset <= start && end <= each.offset + each.length);
    if (at < 0) return { owners, path, value: node };
    owners.push(node);
    path.push(node.kind === 'array' ? at : node.entries[at]!.key.value);
    node = nodes[at]!;
  }
}
