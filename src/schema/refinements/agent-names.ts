import { nodeAt } from '../../parse/tree.ts';
import { agentId } from '../agent-id.ts';
import { type Look, type Refinement, saidIn } from './refinement.ts';
import { unknown } from './unknown.ts';

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

/**
 * @param isEmptyMain without any agent there is one called `main`; older releases did not look then
 * @param ignored the default agent is taken instead
 */
function agent(
  at: string,
  since: string,
  until: string | undefined,
  isKnown: IsKnown,
  isEmptyMain: boolean,
  ignored?: true,
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
      if (!isKnown(name, known))
        yield { ...unknown(node, path, 'agent', [...known.values()]), ...(ignored && { ignored }) };
    },
  };
}

type IsKnown = (name: string, roster: ReadonlyMap<string, string>) => boolean;

const byId: IsKnown = (name, roster) => roster.has(agentId(name));
/** As it is written. */
const byWord: IsKnown = (name, roster) => [...roster.values()].includes(name);

/** Names of agents that have to be there. Source: facts 8.9. */
export const agentNames: readonly Refinement[] = [
  agent('agents.defaults.{heartbeat,systemAgent}.agentId', '2026.8.2', undefined, byId, true),
  agent('talk.agentId', '2026.8.2', undefined, byId, true),
  agent('bindings[].agentId', '2026.8.2', undefined, (name, roster) => name === 'main' || byId(name, roster), true),
  agent('bindings[].agentId', '2026.5.28', '2026.8.1', byId, false),
  agent('bindings[].agentId', '2026.1.29', '2026.5.27', byId, false, true),
  agent('broadcast.*[]', '2026.8.2', undefined, byWord, true),
  agent('broadcast.*[]', '2026.2.26', '2026.8.1', byWord, false),
  agent('broadcast.*.agents[]', '2026.8.2', undefined, byWord, true),
];
