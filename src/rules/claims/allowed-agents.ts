import { rewrite } from '../../edit/edit.ts';
import { type Node, nodeAt, textOf } from '../../parse/tree.ts';
import { compare, isFrom } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { agentId } from '../../schema/agent-id.ts';
import { suggest } from '../../text/nearest.ts';
import { advice, code, meant, release, writing } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** Lists of the agents that may write to each other, and that may be started (facts 9.3). */
export function* allowedAgents(routing: Routing): Iterable<Finding> {
  const agents = nodeAt(routing.home.root, ['agents']);
  if (agents?.kind !== 'object' || agents.open) return;
  yield* writers(routing);
  yield* subagents(routing);
}

/** The last release that was read to compare these names as they are written. */
const WRITERS_TO = '2026.8.2';

function* writers({ home: { root }, agents, target }: Routing): Iterable<Finding> {
  const rules = nodeAt(root, ['tools', 'agentToAgent']);
  const enabled = nodeAt(rules, ['enabled']);
  if (
    enabled?.kind !== 'scalar' ||
    enabled.value !== true ||
    (target.release && compare(target.release, WRITERS_TO) > 0)
  )
    return;
  const all = namesIn(nodeAt(rules, ['allow']));
  const ids = agents.map(({ id }) => id);
  const alone = all.length === 1 && ids.length > 1 && !all[0]!.name.includes('*');
  const both = 'both the agent that writes and the one that is written to have to be in this list';
  for (const { at, name } of all) {
    if (ids.includes(name) || name.includes('*')) continue;
    const [, key = name] = /^agent:([^:]+)/i.exec(name) ?? [];
    const id = ids.includes(agentId(key)) ? agentId(key) : suggest(key, ids);
    if (id === undefined) continue;
    const write = `write the id of the agent, ${code(id)}`;
    yield {
      at,
      message: `no agent has this id, which is compared as it is written; ${release(target)} refuses what is sent to or by ${code(id)}`,
      ...advice(alone ? `${write}; ${both}` : write, writing(id, rewrite(at, id))),
      severity: 'warning',
    };
  }
  const [only] = all;
  if (alone && only && ids.includes(only.name))
    yield {
      at: only.at,
      message: `${both}; with one name nobody may write to another agent`,
      help: `add the others, as ${code(ids.find((id) => id !== only.name)!)}, or write ${code('"*"')} for all`,
      severity: 'warning',
    };
}

/** The first release that was read to start only agents that are there. */
const STARTED_FROM = '2026.5.28';

function* subagents({ home: { root }, agents, target }: Routing): Iterable<Finding> {
  // other programs can be agents as well
  if (nodeAt(root, ['acp']) || agents.some(({ node }) => nodeAt(node, ['runtime']))) return;
  const ids = agents.map(({ id }) => id);
  const isRefused = isFrom(target.release, STARTED_FROM);
  for (const of of [nodeAt(root, ['agents', 'defaults']), ...agents.map(({ node }) => node)])
    for (const { at, name } of namesIn(nodeAt(of, ['subagents', 'allowAgents']))) {
      const id = agentId(name);
      if (name === '*' || id === 'main' || ids.includes(id)) continue;
      const near = suggest(id, ids);
      yield {
        at,
        message: `there is no agent ${code(name)}; ${release(target)} ${isRefused ? 'does not start it as a subagent' : 'starts it with nothing but the defaults'}`,
        ...(near === undefined ? { help: 'take it out, or add it to the agents' } : meant(near, [rewrite(at, near)])),
        severity: isRefused || near !== undefined ? 'warning' : 'info',
      };
    }
}

function namesIn(list: Node | undefined): { at: Node; name: string }[] {
  const all = list?.kind === 'array' && !list.open ? list.items : [];
  return all.flatMap((at) => {
    const name = textOf(at)?.trim();
    return name && !name.includes('$') ? [{ at, name }] : [];
  });
}
