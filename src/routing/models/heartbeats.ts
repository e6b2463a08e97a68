import type { Environment } from '../../env/environment.ts';
import { type Node, nodeAt } from '../../parse/tree.ts';
import type { Behaviour } from '../../release/releases.ts';
import type { Place } from '../../text/file.ts';
import { type Agent, agentNamed } from './agents.ts';
import { anthropicSignal } from './anthropic-defaults.ts';
import { readText } from './model-setting.ts';

/** A turn that OpenClaw starts by itself, again and again. */
export interface Heartbeat {
  readonly agent: Agent;
  /** as written, or what OpenClaw takes: `30m` */
  readonly every: string;
  /** the setting; undefined: none is written */
  readonly at: Place | undefined;
}

/**
 * The agents whose heart beats: those with a `heartbeat` of their own; else the one the defaults name; else, since
 * 2026.8.1, every agent if the defaults have a `heartbeat`, which OpenClaw adds if it sees an Anthropic key or login;
 * else the one that answers for the home. Without `every` it is 30 minutes, an hour with an Anthropic login. Source:
 * facts 5.3; packages of 2026.4.15, 2026.8.2 and 2026.9.6.
 */
export function heartbeats(
  root: Node | undefined,
  agents: readonly Agent[],
  environment: Environment,
  facts: Behaviour,
): readonly Heartbeat[] {
  const shared = nodeAt(root, ['agents', 'defaults', 'heartbeat']);
  const hasDefaults = nodeAt(root, ['agents', 'defaults'])?.kind === 'object';
  const signal = hasDefaults ? anthropicSignal(root, environment, facts) : undefined;
  return enrolled().flatMap((agent): Heartbeat[] => {
    const own = readText(nodeAt(agent.node, ['heartbeat', 'every'])) ?? readText(nodeAt(shared, ['every']));
    const every = own?.text.trim() ?? (signal?.mode === 'oauth' ? '1h' : '30m');
    return isOff(every) ? [] : [{ agent, every, at: own?.at }];
  });

  function enrolled(): readonly Agent[] {
    const own = withOwn(agents);
    return own.length > 0 ? own : byDefaults(shared, signal !== undefined, agents, facts);
  }
}

const withOwn = (agents: readonly Agent[]): readonly Agent[] =>
  agents.filter(({ node }) => nodeAt(node, ['heartbeat']) !== undefined);

/** Whose heart beats while no agent has a `heartbeat` of its own. */
function byDefaults(
  shared: Node | undefined,
  signal: boolean,
  agents: readonly Agent[],
  facts: Behaviour,
): readonly Agent[] {
  const answering = agents.filter(({ isDefault }) => isDefault);
  if (facts.agentsKey === 'list') return answering;
  const named = readText(nodeAt(shared, ['agentId']))?.text;
  if (named?.trim()) return [agentNamed(agents, named)].flatMap((agent) => agent ?? []);
  return shared || signal ? agents : answering;
}

/** The agents that would beat by the defaults' `heartbeat`, had no other agent one of its own. */
export function heartbeatsLost(root: Node | undefined, agents: readonly Agent[], facts: Behaviour): readonly Agent[] {
  const shared = nodeAt(root, ['agents', 'defaults', 'heartbeat']);
  const own = withOwn(agents);
  if (shared?.kind !== 'object' || own.length === 0 || isOff(readText(nodeAt(shared, ['every']))?.text.trim() ?? '30m'))
    return [];
  return byDefaults(shared, false, agents, facts).filter((agent) => !own.includes(agent));
}

const isOff = (every: string): boolean => every === '' || /^0+(?:\.0*)?\s*[a-z]*$/i.test(every);
