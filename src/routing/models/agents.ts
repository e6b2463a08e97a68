import { entriesOf, isValue, itemsOf, keyAt, type Node, nodeAt, type Path } from '../../parse/tree.ts';
import type { Behaviour } from '../../release/behaviour.ts';
import { agentId } from '../../schema/agent-id.ts';
import type { Place } from '../../text/file.ts';
import { readSelection, readText, type Selection, type Written } from './model-setting.ts';

/** The agent that a config path belongs to: `agents.entries.<id>` or `agents.list[n]`; undefined for the defaults. */
export function agentOf(path: Path): string | undefined {
  if (path[0] !== 'agents') return undefined;
  if (path[1] === 'entries') return String(path[2]);
  return path[1] === 'list' ? `list[${path[2]}]` : undefined;
}

/** One agent of a home. */
export interface Agent {
  /** normalized as OpenClaw compares it; also the name of its folder */
  readonly id: string;
  /** what `agentOf`, `ModelRef.agent` and `Alias.agent` call it; undefined for the agent of a home that names none */
  readonly scope: string | undefined;
  readonly path: Path | undefined;
  /** its key in `agents.entries`, its `id` in `agents.list`, or the item when that has none */
  readonly at: Place | undefined;
  readonly node: Node | undefined;
  /** it answers for the home if no agent is named */
  readonly isDefault: boolean;
  /** the folder it is given for its credentials, instead of `agents/<id>/agent` */
  readonly dir: Written | undefined;
  /** its own `model`; undefined if it uses the defaults' */
  readonly model: Selection | undefined;
}

const IMPLIED: Agent = {
  id: 'main',
  scope: undefined,
  path: undefined,
  at: undefined,
  node: undefined,
  isDefault: true,
  dir: undefined,
  model: undefined,
};

/**
 * The agents of a home in file order: `agents.entries`, else `agents.list`, else one called `main`, also where they are
 * empty. Of equal ids the first wins. Source: facts 4.1, 9.1, 9.2.
 */
export function readAgents(root: Node | undefined, { agentsKey }: Pick<Behaviour, 'agentsKey'>): readonly Agent[] {
  const entries = nodeAt(root, ['agents', 'entries']);
  const paths: Path[] = entries
    ? entriesOf(entries).map(({ key }) => ['agents', 'entries', key.value])
    : itemsOf(nodeAt(root, ['agents', 'list'])).map((_, index) => ['agents', 'list', index]);
  const found = paths.filter((path) => nodeAt(root, path)?.kind === 'object').map((path) => agentAt(root, path));
  if (found.length === 0) return [IMPLIED];
  const owner = ownerAmong(found, root, agentsKey);
  const ids = new Set<string>();
  return found.flatMap((agent) =>
    ids.has(agent.id) ? [] : (ids.add(agent.id), [{ ...agent, isDefault: agent === owner }]),
  );
}

/** Up to 2026.7.1 the first that is marked, else the first of all; since, the only one of either (facts 9.2). */
function ownerAmong(found: readonly Agent[], root: Node | undefined, key: Behaviour['agentsKey']): Agent | undefined {
  const marked = found.filter(({ node }) => isValue(nodeAt(node, ['default']), true));
  if (key === 'list') return marked[0] ?? found[0];
  const some = isValue(nodeAt(root, ['agents', 'ownership']), 'explicit') ? [] : marked;
  return [some, found].find((agents) => agents.length === 1)?.[0];
}

/** The agent whose id OpenClaw considers equal; without an id, the one that answers for the home. */
export const agentNamed = (agents: readonly Agent[], id: string | undefined): Agent | undefined =>
  agents.find((agent) => (id === undefined ? agent.isDefault : agent.id === agentId(id)));

function agentAt(root: Node | undefined, path: Path): Agent {
  const node = nodeAt(root, path);
  const id = readText(nodeAt(node, ['id']));
  const key = keyAt(root, path);
  return {
    id: agentId(key?.value ?? id?.text),
    scope: agentOf(path),
    path,
    at: key ?? id?.at ?? node,
    node,
    isDefault: false,
    dir: readText(nodeAt(node, ['agentDir'])),
    model: readSelection(nodeAt(node, ['model'])),
  };
}
