import { nodeAt } from '../../parse/tree.ts';
import { compare, isUpTo } from '../../release/releases.ts';
import { own } from '../../text/own.ts';
import { channelsOn, OWN_CHANNELS } from '../channel-plugins.ts';
import { keptOutBy } from '../kept-out.ts';
import { coreIds, isApart, isCore, mayBring, pluginsOf } from './plugin-names.ts';
import { type Complaint, type Look, type Refinement, saidIn } from './refinement.ts';
import { beside, FIRST, together } from './together.ts';
import { unknown } from './unknown.ts';

/** Commands that are taken for the plugin that brings them, since 2026.4.15. */
const OF_COMMAND: Readonly<Record<string, string>> = {
  dreaming: 'memory-core',
  pair: 'device-pair',
  path: 'oc-path',
  phone: 'phone-control',
  voice: 'talk-voice',
  wiki: 'memory-wiki',
};

/** The last release that users saw to refuse an entry of a plugin that is not there; 2026.2.26 leaves it aside. */
const ENTRIES_TO = '2026.2.19-2';

/** What belongs one level up is reported by the keys in it. */
const NO_PLUGIN = /^(?:\$include|slots|entries|load)$/;

/** Plugins: that they are there, and that they are on. Source: facts 8.8, 8.9. */
export const ofPlugins: readonly Refinement[] = [
  {
    at: 'plugins.slots.memory',
    since: '2026.1.30',
    *finds({ node, path }, look) {
      const name = saidIn(node)?.trim();
      if (node.kind !== 'scalar' || !name || name === 'none' || name === 'memory-lancedb' || isCore(name, look)) return;
      yield {
        ...unknown(node, path, 'plugin', ['memory-core', 'memory-lancedb', 'none']),
        ...((pluginsOf(look).has(name) || mayBring(look)) && { unsure: true }),
      };
    },
  },
  ...[
    // up to these releases an unknown one is refused
    ['allow', '2026.3.22'] as const,
    ['deny', '2026.5.7'] as const,
  ].map(
    ([list, refusing]): Refinement => ({
      at: `plugins.${list}[]`,
      since: FIRST,
      *finds({ node, path }, look) {
        const id = saidIn(node)?.trim();
        if (node.kind !== 'scalar' || !id || isCore(id, look) || isSwitchedOff(id, look)) return;
        const { release } = look;
        const isRefused = isUpTo(release, refusing);
        const owner = list === 'allow' ? own(OF_COMMAND, id) : undefined;
        const isCommand = owner !== undefined && isCore(owner, look) && !isRefused;
        if (isCommand && (release === undefined || compare(release, '2026.4.15') >= 0))
          yield { ...unknown(node, path, 'plugin', [owner]), instead: owner, ignored: true };
        else if (!mayBeInstalled(id, look, !isRefused))
          yield {
            ...unknown(node, path, 'plugin', coreIds(look)),
            ...(isRefused ? { unsure: true } : { ignored: true }),
          };
      },
    }),
  ),
  together('plugins.entries', FIRST, function* (node, look, { path }) {
    for (const { key } of node.effective())
      if (!NO_PLUGIN.test(key.value) && !isCore(key.value, look) && !isSwitchedOff(key.value, look))
        if (!mayBeInstalled(key.value, look))
          yield {
            ...unknown(key, [...path, key.value], 'plugin', coreIds(look)),
            ...(isUpTo(look.release, ENTRIES_TO) ? { unsure: true } : { ignored: true }),
          };
  }),
  together('plugins.entries.*', '2026.3.28', function* (node, look, found) {
    const config = node.entry('config');
    const id = found.key?.value ?? '';
    const by = config && isCore(id, look) ? keptOutBy(id, look.root) : undefined;
    if (!config || by === undefined || by === 'entries') return;
    // that the channel is not loaded is told there, and where it is it uses them
    if (by === 'allow' && isUpTo(look.release, '2026.4.9') && OWN_CHANNELS.has(id) && isOn(id, look.root)) return;
    const why = OFF_BY[by];
    yield {
      ...beside(found, config, `the plugin is off: ${why.message}`, `${why.help}, or take \`config\` away`),
      outcome: 'OpenClaw does not use these settings',
    } as Complaint;
  }),
];

const isOn = (id: string, root: Look['root']): boolean => channelsOn(root).some(({ value }) => value === id);

/** Where an id says that a plugin is not wanted, nothing is missing. */
function isSwitchedOff(id: string, { root }: Look): boolean {
  const entry = nodeAt(root, ['plugins', 'entries', id]);
  const enabled = nodeAt(entry, ['enabled']);
  return entry?.kind === 'object' && entry.entries.length === 1 && enabled?.kind === 'scalar' && !enabled.value;
}

/** The file says where a plugin comes from, or it is known that it has to be installed. */
const mayBeInstalled = (id: string, look: Look, apart = true): boolean =>
  !look.isInstalled &&
  ((apart && isApart(id, look)) ||
    nodeAt(look.root, ['plugins', 'load', 'paths']) !== undefined ||
    nodeAt(look.root, ['plugins', 'installs', id]) !== undefined);

/** Why a plugin is off, as the section of plugins says. */
const OFF_BY = {
  enabled: { message: '`plugins.enabled` is `false`', help: 'switch plugins on' },
  deny: { message: '`plugins.deny` has it', help: 'take it from `plugins.deny`' },
  allow: { message: '`plugins.allow` does not have it', help: 'add it to `plugins.allow`' },
};
