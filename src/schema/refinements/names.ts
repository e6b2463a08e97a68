import { nodeAt } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { agentId } from '../agent-id.ts';
import { mayBring, pluginsOf } from './plugin-names.ts';
import { type Look, type Refinement, saidIn } from './refinement.ts';
import { unknown } from './unknown.ts';

/** Names of agents and channels that have to be there. Source: facts 8.9. */

/** The agents of a file, as OpenClaw compares them, and as they are written; undefined while that is uncertain. */
function rosterOf({ root }: Look): ReadonlyMap<string, string> | undefined {
  const agents = root.get('agents');
  const [entries, list] = [nodeAt(agents, ['entries']), nodeAt(agents, ['list'])];
  const of = entries ?? list;
  if (of && (of.kind === 'scalar' || of.kind === 'missing' || of.open)) return undefined;
  const names =
    of?.kind === 'object'
      ? of.effective().map(({ key }) => key.value)
      : of?.kind === 'array'
        ? of.items.map((each) => saidIn(nodeAt(each, ['id'])))
        : [];
  if (names.includes(undefined)) return undefined;
  return new Map(names.map((name) => [agentId(name), name!]));
}

/** @param isEmptyMain without any agent there is one called `main`; older releases did not look then */
function agent(
  at: string,
  since: string,
  until: string | undefined,
  isKnown: IsKnown,
  isEmptyMain: boolean,
): Refinement {
  return {
    at,
    since,
    ...(until && { until }),
    *finds({ node, path }, look) {
      const roster = rosterOf(look);
      const name = saidIn(node);
      if (!roster || name === undefined || node.kind !== 'scalar') return;
      if (roster.size === 0 && !isEmptyMain) return;
      const known = roster.size > 0 ? roster : new Map([['main', 'main']]);
      if (!isKnown(name, known)) yield unknown(node, path, 'agent', [...known.values()]);
    },
  };
}

type IsKnown = (name: string, roster: ReadonlyMap<string, string>) => boolean;

const byId: IsKnown = (name, roster) => roster.has(agentId(name));
/** As it is written. */
const byWord: IsKnown = (name, roster) => [...roster.values()].includes(name);

const AGENTS: readonly Refinement[] = [
  agent('agents.defaults.{heartbeat,systemAgent}.agentId', '2026.8.2', undefined, byId, true),
  agent('talk.agentId', '2026.8.2', undefined, byId, true),
  agent('bindings[].agentId', '2026.8.2', undefined, (name, roster) => name === 'main' || byId(name, roster), true),
  agent('bindings[].agentId', '2026.5.28', '2026.8.1', byId, false),
  agent('broadcast.*[]', '2026.8.2', undefined, byWord, true),
  agent('broadcast.*[]', '2026.2.26', '2026.8.1', byWord, false),
  agent('broadcast.*.agents[]', '2026.8.2', undefined, byWord, true),
];

/** In the schema of releases that do not have them: a plugin for their own tests brings it. */
const NOT_BUNDLED = new Set(['qa-channel']);

/** The channels that a release brings. */
const channelsOf = ({ release, shape, isInstalled }: Look): readonly string[] => [
  ...(shape.alternatives[0]?.key('channels')?.alternatives ?? [])
    .flatMap((each) => each.names())
    .filter((name) => isInstalled || !NOT_BUNDLED.has(name)),
  'defaults',
  'modelByChannel',
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
const TARGETS = ['last', 'none', ...ALIASES, ...NEWER_ALIASES];

const CHANNELS: readonly Refinement[] = [
  {
    at: 'channels',
    since: '2026.2.26',
    *finds({ node }, look) {
      if (node.kind !== 'object') return;
      const known = channelsOf(look);
      const set = new Set(known);
      for (const { key } of node.effective()) {
        const name = key.value.trim();
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
    since: '2026.2.26',
    *finds({ node, path }, look) {
      const name = saidIn(node)?.trim().toLowerCase();
      if (node.kind !== 'scalar' || name === undefined) return;
      const owner = look.release === undefined || compare(look.release, '2026.8.1') >= 0 ? ['owner'] : [];
      const known = [
        ...owner,
        ...TARGETS,
        ...channelsOf(look).filter((each) => each !== 'defaults' && each !== 'modelByChannel'),
      ];
      const isLater =
        look.release !== undefined && compare(look.release, '2026.4.15') < 0 && NEWER_ALIASES.includes(name);
      if (!known.includes(name) || isLater)
        yield { ...unknown(node, path, 'target', known), ...(mayBring(look) && name !== '' && { unsure: true }) };
    },
  },
];

export const names: readonly Refinement[] = [...AGENTS, ...CHANNELS];
