import { membersOf, nodeAt } from '../../parse/tree.ts';
import { perObject } from '../../text/memo.ts';
import { agentId } from '../agent-id.ts';
import { type Look, type Refinement, saidIn } from './refinement.ts';
import { unknown } from './unknown.ts';

/** The agents of a file, as OpenClaw compares them, and as they are written; undefined while that is uncertain. */
const rosterOf = perObject(({ root }: Look): Roster | undefined => {
  const agents = root.get('agents');
  const [entries, list] = [nodeAt(agents, ['entries']), nodeAt(agents, ['list'])];
  const of = entries ?? list;
  if (of && (of.kind === 'scalar' || of.kind === 'missing' || of.open)) return undefined;
  const names = membersOf(of).map(([step, each]) => (typeof step === 'string' ? step : saidIn(nodeAt(each, ['id']))));
  if (names.includes(undefined)) return undefined;
  return roster(names as string[]);
});

interface Roster {
  /** as OpenClaw compares them → as they are written */
  readonly byId: ReadonlyMap<string, string>;
  readonly written: ReadonlySet<string>;
  readonly known: readonly string[];
}

function roster(names: readonly string[]): Roster {
  const byId = new Map(names.map((name) => [agentId(name), name]));
  return { byId, written: new Set(byId.values()), known: [...byId.values()] };
}

/** Without any agent there is one. */
const MAIN = roster(['main']);

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
      const all = rosterOf(look);
      const name = saidIn(node);
      if (!all || name === undefined || node.kind !== 'scalar') return;
      if (all.byId.size === 0 && !isEmptyMain) return;
      const some = all.byId.size > 0 ? all : MAIN;
      if (!isKnown(name, some)) yield { ...unknown(node, path, 'agent', some.known), ...(ignored && { ignored }) };
    },
  };
}

type IsKnown = (name: string, roster: Roster) => boolean;

const byId: IsKnown = (name, { byId }) => byId.has(agentId(name));
/** As it is written. */
const byWord: IsKnown = (name, { written }) => written.has(name);

/** Names of agents that have to be there. Source: facts 8.9. */
export const agentNames: readonly Refinement[] = [
  agent('agents.defaults.{heartbeat,systemAgent}.agentId', '2026.8.1', undefined, byId, true),
  agent('talk.agentId', '2026.8.1', undefined, byId, true),
  agent('bindings[].agentId', '2026.8.1', undefined, (name, roster) => name === 'main' || byId(name, roster), true),
  agent('bindings[].agentId', '2026.5.28', '2026.7.35', byId, false),
  agent('bindings[].agentId', '2026.1.29', '2026.5.27', byId, false, true),
  agent('broadcast.*[]', '2026.8.1', undefined, byWord, true),
  agent('broadcast.*[]', '2026.2.26', '2026.7.35', byWord, false),
  agent('broadcast.*.agents[]', '2026.8.1', undefined, byWord, true),
];
