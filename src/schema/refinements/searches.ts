import type { Key, Node, ObjectNode, Path } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { own as heldBy } from '../../text/own.ts';
import { mayBring, pluginsOf } from './plugin-names.ts';
import { type Complaint, type Look, type Refinement, saidIn } from './refinement.ts';
import { unknown } from './unknown.ts';
import { type Searches, WEB_SEARCH } from './web-search.ts';

/** Searches of the web: which there are, and where their settings went. Source: facts 8.9, 8.8. */
export const searches: readonly Refinement[] = [
  {
    at: 'tools.web.search.provider',
    since: '2026.5.18',
    *finds({ node, path }, look) {
      const name = saidIn(node)?.trim();
      if (node.kind !== 'scalar' || name === undefined) return;
      const { own, byPlugin } = searchesIn(look.release);
      if (own.includes(name)) return;
      const plugins = pluginsOf(look);
      const plugin = heldBy(byPlugin, name);
      const isNamed = plugins.has(name) || (plugin !== undefined && plugins.has(plugin));
      if (plugin !== undefined && isNamed) return;
      yield {
        ...unknown(node, path, 'search', searchesOf(look)),
        ...(plugin !== undefined && { plugin }),
        ...((plugin !== undefined || isNamed || mayBring(look)) && name !== '' && { unsure: true }),
      };
    },
  },
  {
    at: 'tools.web.search',
    since: '2026.5.28',
    *finds({ node, path }, { release }) {
      for (const { key, value } of node.kind === 'object' ? node.effective() : [])
        if (key.value !== 'apiKey' || !release || compare(release, '2026.8.2') >= 0)
          yield* moved(key, value, node as ObjectNode, path);
    },
  },
];

const searchesIn = (release: string | undefined): Searches =>
  (WEB_SEARCH.findLast(([since]) => !release || compare(since, release) <= 0) ?? WEB_SEARCH[0]!)[1];

/** Searches that a release has or that can be installed, its own first. */
export function searchesOf({ release }: Look): readonly string[] {
  const { own, byPlugin } = searchesIn(release);
  return [...own, ...Object.keys(byPlugin)];
}

/** Searches that came when settings were with the plugins already. */
const NEVER_THERE = new Set(['parallel', 'parallel-free']);

/** Settings of one search, which went to its plugin. */
function* moved(key: Key, value: Node, owner: ObjectNode, path: Path): Iterable<Complaint> {
  const { byPlugin, owners } = WEB_SEARCH.at(-1)![1];
  const name = key.value === 'apiKey' ? (saidIn(owner.get('provider'))?.trim() ?? '') : key.value;
  const plugin = heldBy(byPlugin, name) ?? heldBy(owners, name);
  if (key.value !== 'apiKey' && (plugin === undefined || NEVER_THERE.has(name) || value.kind !== 'object')) return;
  const isKey = key.value === 'apiKey';
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
