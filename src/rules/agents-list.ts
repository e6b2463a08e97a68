import type { Edit } from '../edit/edit.ts';
import { removal } from '../edit/removal.ts';
import { keyText, styleOf } from '../edit/style.ts';
import { substitutions } from '../env/references.ts';
import { type Entry, type Node, nodeAt, type ObjectNode } from '../parse/tree.ts';
import type { Fix } from './rule.ts';

/**
 * `list: [{ id: "main", … }]` → `entries: { main: { … } }`, keeping everything else as written, including `default`
 * markers, which newer releases still read. Undefined if an agent comes from another file, or its id from
 * a variable.
 */
export function toEntries({ key, value: list }: Entry): Fix | undefined {
  if (list.kind !== 'array' || list.items.length === 0 || list.open) return undefined;
  const { file } = key;
  const replace = (offset: number, length: number, text: string): Edit => ({ at: { file, offset, length }, text });
  const style = styleOf(file);
  const edits = [
    { at: key, text: keyText('entries', style) },
    replace(list.offset, 1, '{'),
    replace(list.offset + list.length - 1, 1, '}'),
  ];
  for (const agent of list.items) {
    if (agent.kind !== 'object' || agent.file !== file || agent.open) return undefined;
    const id = agent.entry('id')!;
    if (id.value.kind !== 'scalar' || id.value.file !== file) return undefined;
    if (String(id.value.value).includes('$')) return undefined; // a key is taken as it stands, without variables
    edits.push(
      replace(agent.offset, 0, `${keyText(String(id.value.value), style)}:${style.gap}`),
      ...removal(agent, id),
    );
  }
  return { title: 'put each agent under its `id` in `entries`', edits };
}

/**
 * Whether OpenClaw since 2026.8.1 converts the list to `agents.entries` itself: objects with distinct ids in normalized
 * form and without variables, and no `entries` beside it (facts 9.1).
 */
export function isConvertedList(list: Node, agents: ObjectNode): boolean {
  if (list.kind !== 'array' || agents.entry('entries')) return false;
  const ids = list.items.map((item) => {
    const id = nodeAt(item, ['id']);
    if (id?.kind !== 'scalar' || typeof id.value !== 'string') return undefined;
    return substitutions(id.value).length > 0 || /^[a-z0-9_][a-z0-9_-]{0,63}$/.test(id.value) ? id.value : undefined;
  });
  return ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
}
