import { type Entry, entriesOf, type Node, nodeAt, ObjectNode } from '../../parse/tree.ts';
import { perKey } from '../../text/memo.ts';
import type { Agent } from './agents.ts';
import { Aliases } from './aliases.ts';
import { Owners } from './bare-model-owners.ts';
import { readModelMaps } from './model-maps.ts';
import type { Names } from './resolve.ts';

/** A home as the jobs of an agent see it. */
export interface JobView {
  /** what a job, or a setting for subagents, is looked up in: the agent's model is part of the defaults' one */
  readonly asked: Names;
  /** what the chain is made of: in some releases the agent's `models` map also stands in place of the defaults' */
  readonly chain: Names;
}

/**
 * For its jobs, what an agent says stands in `agents.defaults`: a text as the primary there, even a blank one, an
 * object's keys beside theirs, or alone where they have but a text. Source: facts H26 (`buildCronAgentDefaultsConfig`,
 * later `resolveCronAgentConfig`).
 */
export const jobView = perKey((names: Names, agent: Agent | undefined): JobView => {
  const root = withModelOf(agent, names);
  const asked = root === names.root ? names : { ...names, root };
  if (!names.facts.naming.jobMaps || nodeAt(agent?.node, ['models'])?.kind !== 'object') return { asked, chain: asked };
  const maps = readModelMaps(names.root).filter(({ agent: scope }) => scope !== undefined);
  const own = maps.find(({ agent: scope }) => scope === agent?.scope)!;
  const aliases = new Aliases([{ ...own, agent: undefined }, ...maps], names.facts);
  return { asked, chain: { ...asked, aliases, owners: new Owners(aliases, names.providers, names.facts) } };
});

function withModelOf(agent: Agent | undefined, { root, facts }: Names): Node | undefined {
  const own = agent?.node?.kind === 'object' ? agent.node.entry('model') : undefined;
  if (!own) return root;
  const path = ['agents', 'defaults', 'model'];
  const before = facts.naming.jobDefaults === 'merged' ? nodeAt(root, path) : undefined;
  const { kind } = own.value;
  if (kind === 'object') return put(root, path, own, [...entriesOf(before), ...own.value.effective()]);
  const primary = { key: { ...own.key, value: 'primary' }, value: own.value };
  return kind === 'scalar' && typeof own.value.value === 'string'
    ? put(root, path, own, [...entriesOf(before), primary])
    : root;
}

/** @returns the tree with an object of those entries at a path; of equal keys the last counts */
function put(node: Node | undefined, path: readonly string[], at: Entry, entries: readonly Entry[]): ObjectNode {
  const { file, offset, length } = node ?? at.value;
  const [step, ...rest] = path;
  if (step === undefined) return new ObjectNode(file, offset, length, entries);
  const below = nodeAt(node, [step]);
  const entry = { key: { ...at.key, value: step }, value: put(below, rest, at, entries) };
  return new ObjectNode(file, offset, length, [...entriesOf(node), entry]);
}
