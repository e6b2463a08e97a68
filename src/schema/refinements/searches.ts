import { entriesOf, type Key, type Node, nodeAt, type ObjectNode, type Path } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { own } from '../../text/own.ts';
import { isBrought, isLoading, mayBring, pluginsOf } from './plugin-names.ts';
import { type Complaint, type Look, type Refinement, saidIn } from './refinement.ts';
import { unknown } from './unknown.ts';
import { WEB_SEARCH } from './web-search.ts';

/** The first release that takes the entry of a plugin that is not there for one; 2026.5.2 refuses the file. */
const ENTRY_FROM = '2026.5.18';

const isInstalled = (plugin: string, { root }: Look): boolean =>
  nodeAt(root.get('plugins'), ['installs', plugin]) !== undefined;

/** Searches of the web: which there are, and where their settings went. Source: facts 8.9, 8.8. */
export const searches: readonly Refinement[] = [
  {
    at: 'tools.web.search.provider',
    since: '2026.5.2',
    *finds({ node, path }, look) {
      const name = saidIn(node)?.trim();
      if (node.kind !== 'scalar' || name === undefined) return;
      const plugin = own(WEB_SEARCH, name);
      if (plugin !== undefined && isBrought(plugin, look)) return;
      const plugins = pluginsOf(look);
      const isNamed = plugins.has(name) || (plugin !== undefined && plugins.has(plugin));
      const isEntryEnough = !look.release || compare(look.release, ENTRY_FROM) >= 0;
      if (plugin !== undefined && isNamed && (isEntryEnough || isInstalled(plugin, look))) return;
      yield {
        ...unknown(node, path, 'search', searchesOf(look)),
        ...(plugin !== undefined && { plugin }),
        ...((isNamed || (plugin === undefined ? mayBring(look) : isLoading(look))) && name !== '' && { unsure: true }),
      };
    },
  },
  {
    at: 'tools.web.search',
    since: '2026.5.28',
    *finds({ node, path }, { release }) {
      for (const { key, value } of entriesOf(node))
        if (key.value !== 'apiKey' || !release || compare(release, '2026.8.1') >= 0)
          yield* moved(key, value, node as ObjectNode, path);
    },
  },
];

/** Searches that a release has or that can be installed, its own first. */
export function searchesOf(look: Look): readonly string[] {
  const all = Object.entries(WEB_SEARCH);
  const isOwn = ([, plugin]: readonly [string, string]) => isBrought(plugin, look);
  return [...all.filter(isOwn), ...all.filter((each) => !isOwn(each))].map(([name]) => name);
}

/** Searches that came when settings were with the plugins already. */
const NEVER_THERE = new Set(['parallel', 'parallel-free']);

/** Settings of one search, which went to its plugin. */
function* moved(key: Key, value: Node, owner: ObjectNode, path: Path): Iterable<Complaint> {
  const isKey = key.value === 'apiKey';
  const provider = owner.get('provider');
  const name = isKey ? (provider ? saidIn(provider)?.trim() : 'brave') : key.value;
  const plugin = own(WEB_SEARCH, name ?? '');
  if (!isKey && (plugin === undefined || NEVER_THERE.has(key.value) || value.kind !== 'object')) return;
  yield {
    kind: 'retired-key',
    key,
    value,
    owner,
    path: [...path, key.value],
    until: isKey ? '2026.7.35' : '2026.5.27',
    replacedBy: `plugins.entries.${plugin ?? '<plugin>'}.config.webSearch${isKey ? '.apiKey' : ''}`,
    ...(plugin !== undefined && { schema: { sameValue: true } }),
  };
}
