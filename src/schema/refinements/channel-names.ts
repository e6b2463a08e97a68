import { nodeAt } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { mayBring, pluginsOf } from './plugin-names.ts';
import { type Look, type Refinement, saidIn } from './refinement.ts';
import { unknown } from './unknown.ts';

/** Settings of all channels. */
export const OF_ALL: readonly string[] = ['defaults', 'modelByChannel'];

/** In the schema of releases that do not have them: a plugin for their own tests brings it. */
const NOT_BUNDLED = new Set(['qa-channel']);

/** The channels that a release brings. */
export const channelsOf = ({ release, shape, isInstalled }: Look): readonly string[] => [
  ...(shape.alternatives[0]?.key('channels')?.alternatives ?? [])
    .flatMap((each) => each.names())
    .filter((name) => isInstalled || !NOT_BUNDLED.has(name)),
  ...OF_ALL,
  ...(release !== undefined && compare(release, '2026.4.15') > 0 && compare(release, '2026.5.28') < 0
    ? OF_CATALOG
    : []),
];

/** Channels of plugins that older releases knew by name, installed or not. */
const OF_CATALOG = ['wecom', 'yuanbao', 'openclaw-weixin'];

/** Other names of channels, for which OpenClaw takes them where a channel is meant. */
const ALIASES = ['imsg', 'internet-relay-chat', 'google-chat', 'gchat'];
/** Seen since 2026.4.15. */
const NEWER_ALIASES = ['teams', 'lark'];

/** Where a heartbeat may go. */
export const targetsOf = (look: Look): readonly string[] => [
  ...(look.release === undefined || compare(look.release, '2026.8.1') >= 0 ? ['owner'] : []),
  ...['last', 'none', ...ALIASES],
  ...(look.release === undefined || compare(look.release, '2026.4.15') >= 0 ? NEWER_ALIASES : []),
  ...channelsOf(look).filter((each) => !OF_ALL.includes(each)),
];

/** Channels, and where a heartbeat goes, which have to be there. Source: facts 8.9. */
export const channelNames: readonly Refinement[] = [
  {
    at: 'channels',
    since: '2026.1.29',
    *finds({ node }, look) {
      if (node.kind !== 'object') return;
      const known = channelsOf(look);
      const set = new Set(known);
      for (const { key } of node.effective()) {
        const name = key.value.trim();
        if (nodeAt(look.root, ['plugins', 'installs', name])) continue; // its plugin is there
        if (name && !set.has(name) && name !== '$include')
          yield {
            ...unknown(key, ['channels', key.value], 'channel', known),
            ...((mayBring(look) || (!look.isInstalled && pluginsOf(look).has(name))) && { unsure: true }),
          };
      }
    },
  },
  {
    at: '{agents.defaults,agents.entries.*,agents.list[]}.heartbeat.target',
    since: '2026.1.29',
    *finds({ node, path }, look) {
      const name = saidIn(node)?.trim().toLowerCase();
      if (node.kind !== 'scalar' || name === undefined) return;
      const known = targetsOf(look);
      if (!known.includes(name))
        yield { ...unknown(node, path, 'target', known), ...(mayBring(look) && name !== '' && { unsure: true }) };
    },
  },
];
