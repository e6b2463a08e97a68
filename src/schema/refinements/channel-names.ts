import { itemsOf, nodeAt } from '../../parse/tree.ts';
import { isFrom, isUpTo } from '../../release/releases.ts';
import { mayBring, pluginsOf } from './plugin-names.ts';
import { isAsked, type Look, type Refinement, saidIn } from './refinement.ts';
import { FIRST } from './together.ts';
import { unknown } from './unknown.ts';

/** Settings of all channels. */
export const OF_ALL: readonly string[] = ['defaults', 'modelByChannel'];

/** In the schema of releases that do not have it: a plugin for their own tests brings it, which older ones have. */
const OF_TESTS = 'qa-channel';

/** The channels that a release brings. */
export const channelsOf = ({ release, shape, isInstalled }: Look): readonly string[] => [
  ...(shape.alternatives[0]?.key('channels')?.alternatives ?? [])
    .flatMap((each) => each.names())
    .filter((name) => isInstalled || name !== OF_TESTS || isUpTo(release, '2026.4.10')),
  ...OF_ALL,
  ...OF_CATALOG.flatMap(([name, since]) => (isFrom(release, since) && isUpTo(release, '2026.5.27') ? [name] : [])),
];

/** Channels of plugins that older releases knew by name, installed or not. */
const OF_CATALOG = [
  ['wecom', '2026.5.2'],
  ['yuanbao', '2026.5.2'],
  ['openclaw-weixin', '2026.5.12'],
] as const;

/** Other names of channels, for which OpenClaw takes them where a channel is meant. */
const ALIASES: readonly (readonly [name: string, since: string, until?: string])[] = [
  ...['imsg', 'internet-relay-chat', 'google-chat', 'gchat'].map((name) => [name, FIRST] as const),
  ...['teams', 'lark', 'zl', 'zlu', 'nc-talk', 'nc', 'twitch-chat'].map((name) => [name, '2026.4.5'] as const),
  ['bb', '2026.4.5', '2026.5.7'],
  ['weixin', '2026.5.12', '2026.5.27'],
];

/** Where a heartbeat may go. */
export const targetsOf = (look: Look): readonly string[] => [
  ...(isUpTo(look.release, '2026.7.35') ? [] : ['owner']),
  ...['last', 'none'],
  ...channelsOf(look).filter((each) => !OF_ALL.includes(each)),
  ...ALIASES.flatMap(([name, since, until]) =>
    isAsked({ since, ...(until && { until }) }, look.release) ? [name] : [],
  ),
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
      // these refuse a plugin that is to be kept out and is not there, and leave its channel alone
      const isLeftAlone = isFrom(look.release, '2026.4.24') && isUpTo(look.release, '2026.5.7');
      const denied = itemsOf(nodeAt(look.root, ['plugins', 'deny'])).map((each) => saidIn(each)?.trim());
      for (const { key } of node.effective()) {
        const name = key.value.trim();
        if (nodeAt(look.root, ['plugins', 'installs', name])) continue; // its plugin is there
        if (isLeftAlone && denied.includes(name)) continue;
        if (!name || set.has(name) || name === '$include') continue;
        // some releases of May looked for a plugin without regard to capitals, found one, and did not load it
        const isFound = isFrom(look.release, '2026.5.5') && isUpTo(look.release, '2026.5.7');
        yield {
          ...unknown(key, ['channels', key.value], 'channel', known),
          ...((mayBring(look) || (!look.isInstalled && pluginsOf(look).has(name))) && { unsure: true }),
          ...(isFound && set.has(name.toLowerCase()) && { ignored: true }),
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
