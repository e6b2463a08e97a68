import { type Node, nodeAt } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';

/**
 * Whether anything here tells that a plugin is installed: the `plugins` section mentions it, clawlint's config or the
 * snapshot has it, or the state folder has its package (facts H10).
 * @param npm its package
 * @param names its id, and other names of what it brings
 */
export function isMentioned(npm: string, names: readonly string[], { home, installed }: Routing): boolean {
  const name = npm.replace(/^@[^/]+\//, '');
  const all = [...names, name, name.replace(/-provider$/, '')];
  const plugins = nodeAt(home.root, ['plugins']);
  return (
    home.project?.plugins.some(({ value }) => value === npm || all.includes(value)) === true ||
    all.some((each) => installed?.plugins.has(each)) ||
    (plugins !== undefined && says(plugins, all)) ||
    home.plugins().some((each) => all.includes(each) || each.startsWith(`openclaw-${name}-`))
  );
}

function says(node: Node, names: readonly string[]): boolean {
  if (node.kind === 'scalar')
    return typeof node.value === 'string' && names.some((name) => String(node.value).includes(name));
  if (node.kind === 'array') return node.items.some((item) => says(item, names));
  return (
    node.kind === 'object' && node.entries.some(({ key, value }) => names.includes(key.value) || says(value, names))
  );
}
