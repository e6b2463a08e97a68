import { isValue, itemsOf, type Node, nodeAt } from '../parse/tree.ts';
import { saidIn } from './refinements/refinement.ts';

/**
 * The key of `plugins` that keeps a plugin out; undefined if none does, or if an item of the lists has a variable in it.
 * What holds the memory is on without being allowed (facts 8.8).
 * @param root of the config
 */
export function keptOutBy(id: string, root: Node | undefined): 'enabled' | 'entries' | 'deny' | 'allow' | undefined {
  const plugins = nodeAt(root, ['plugins']);
  if (isValue(nodeAt(plugins, ['enabled']), false)) return 'enabled';
  if (isValue(nodeAt(plugins, ['entries', id, 'enabled']), false)) return 'entries';
  if (named(nodeAt(plugins, ['deny'])).includes(id)) return 'deny';
  const allow = named(nodeAt(plugins, ['allow']));
  const isMemory = id.startsWith('memory-') || saidIn(nodeAt(plugins, ['slots', 'memory']))?.trim() === id;
  return allow.length === 0 || allow.includes(id) || allow.includes(undefined) || isMemory ? undefined : 'allow';
}

const named = (list: Node | undefined): readonly (string | undefined)[] =>
  itemsOf(list)
    .map((item) => saidIn(item)?.trim().toLowerCase())
    .filter((id) => id !== '');
