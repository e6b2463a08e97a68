import type { Entry, ObjectNode } from '../../parse/tree.ts';
import { isFrom, isUpTo } from '../../release/releases.ts';
import { has, hasWords, type Refinement, saidIn } from './refinement.ts';
import { refused, together } from './together.ts';

/** Web hooks and spoken conversations. Source: facts 8.8. */
export const ofHooks: readonly Refinement[] = [
  together('hooks', '2026.8.1', function* (node) {
    const mappings = node.get('mappings');
    if (mappings?.kind !== 'array' || node.open || hasWords(node, 'defaultSessionKey')) return;
    for (const [i, each] of mappings.items.entries()) {
      if (each.kind !== 'object' || each.open) continue;
      const mode = each.entry('sessionMode');
      const action = each.get('action');
      if (!mode || saidIn(mode.value) !== 'persistent' || (action && saidIn(action) !== 'agent')) continue;
      if (!hasWords(each, 'sessionKey') && !has(each, 'transform'))
        yield refused(
          each.entry('sessionKey')?.key ?? mode.key,
          ['hooks', 'mappings', i, 'sessionKey'],
          'a persistent session needs a name',
          'add `sessionKey` here, or `hooks.defaultSessionKey`',
        );
    }
  }),
];

export const ofTalk: readonly Refinement[] = [
  together('{talk,talk.realtime}', '2026.3.28', function* (node, { release }, { path, key }) {
    const providers = node.get('providers');
    if (providers?.kind !== 'object' || providers.effective().length < 2 || hasWords(node, 'provider') || node.open)
      return;
    if (keptIn(providers, release).length !== 1)
      yield refused(
        key ?? node,
        [...path, 'provider'],
        'there are several providers, and none is chosen',
        'add `provider`',
      );
  }),
  together('{talk,talk.realtime}', '2026.3.28', function* (node, { release }, { path }) {
    const providers = node.get('providers');
    const provider = node.get('provider');
    if (providers?.kind !== 'object' || providers.open) return;
    const known = keptIn(providers, release).map((entry) => entry.key.value);
    const name = saidIn(provider)?.trim().toLowerCase();
    if (provider?.kind === 'scalar' && name && known.length > 0 && !known.includes(name))
      yield { kind: 'unknown-name', at: provider, what: 'provider', path: [...path, 'provider'], known };
  }),
];

/** Some releases of spring built `talk` anew as they read it, and left out the providers about which nothing is said. */
const keptIn = (providers: ObjectNode, release: string | undefined): readonly Entry[] =>
  isFrom(release, '2026.4.7') && isUpTo(release, '2026.4.29')
    ? providers.effective().filter(({ value }) => value.kind === 'object' && value.entries.length > 0)
    : providers.effective();
