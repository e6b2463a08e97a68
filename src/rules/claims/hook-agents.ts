import { rewrite } from '../../edit/edit.ts';
import { type Node, nodeAt, type ObjectNode, textOf } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { agentId } from '../../schema/agent-id.ts';
import { suggest } from '../../text/nearest.ts';
import { code, meant, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';
import { misspeltIn } from './misspelt-keys.ts';

/** Hooks that are on, whose mappings name no agent, or one that is not there or may not be asked (facts 9.4). */
export function* hookAgents(routing: Routing): Iterable<Finding> {
  const { home, target } = routing;
  const [hooks, agents] = [nodeAt(home.root, ['hooks']), nodeAt(home.root, ['agents'])];
  const enabled = nodeAt(hooks, ['enabled']);
  if (!target.release || !isWhole(hooks) || enabled?.kind !== 'scalar' || enabled.value !== true) return;
  yield* outside(hooks, routing);
  const mappings = nodeAt(hooks, ['mappings']);
  const all = mappings?.kind === 'array' && !mappings.open ? mappings.items.filter(isWhole) : [];
  for (const mapping of all) yield* wordless(mapping, routing);
  if (agents && (!isWhole(agents) || isOpen(agents.get('entries')) || isOpen(agents.get('list')))) return;
  for (const mapping of all) yield* astray(mapping, nodeAt(hooks, ['allowedAgentIds']), routing);
  yield* mail(hooks, all, routing);
}

/** A mapping has no place but those of its keys. */
const placeOf = (mapping: ObjectNode) => (mapping.entry('match') ?? mapping.entries[0])?.key;

/** The agent that is asked where none is named; older releases take the first where none is marked. */
function ownerOf({ home: { root }, agents }: Routing, isNew: boolean): string | undefined {
  const marked = agents.find(({ isDefault }) => isDefault)?.id;
  if (!isNew) return marked ?? agents[0]?.id;
  const system = textOf(nodeAt(root, ['agents', 'defaults', 'systemAgent', 'agentId']))?.trim();
  return marked ?? agents.find(({ id }) => system && id === agentId(system))?.id;
}

/** Without the word the home is refused as a whole; a session of all may have an owner of its own. */
const isUnowned = ({ home: { root } }: Routing): boolean =>
  textOf(nodeAt(root, ['agents', 'ownership'])) === 'explicit' && !nodeAt(root, ['session', 'scope']);

/** The agents of a list, unless it has all of them or is uncertain. */
function namesIn(list: Node | undefined): ReadonlySet<string> | undefined {
  if (list?.kind !== 'array' || list.open) return undefined;
  const names = list.items.map((each) => textOf(each)?.trim());
  return names.some((name) => name === undefined || name === '*' || name.includes('$'))
    ? undefined
    : new Set(names.flatMap((name) => (name ? [agentId(name)] : [])));
}

const isWhole = (node: Node | undefined): node is ObjectNode => node?.kind === 'object' && !node.open;
const isOpen = (node: Node | undefined): boolean => node !== undefined && 'open' in node && Boolean(node.open);

/** The first release that was read to look where the folder is. */
const CONTAINED_FROM = '2026.2.26';

/** The folder may not lie elsewhere; links apart, as far as the text tells. */
function* outside(hooks: ObjectNode, { target }: Routing): Iterable<Finding> {
  const at = hooks.get('transformsDir');
  const text = textOf(at)?.trim().replaceAll('\\', '/');
  if (!at || !text || text.includes('${') || compare(target.release!, CONTAINED_FROM) < 0) return;
  const base = 'file:///home/hooks/transforms/';
  if (URL.canParse(text, base) && !/\/hooks\/transforms(?:\/|$)/.test(new URL(text, base).pathname))
    yield {
      at,
      message: `transforms are loaded from ${code('hooks/transforms')} beside the config alone, and this folder lies elsewhere; the gateway of ${release(target)} does not start with it`,
      help: `move the files to ${code('hooks/transforms')}, and remove ${code('transformsDir')}`,
    };
}

function* wordless(mapping: ObjectNode, { target, problems }: Routing): Iterable<Finding> {
  const action = textOf(mapping.get('action')) ?? 'agent';
  const key = action === 'wake' ? 'textTemplate' : action === 'agent' ? 'messageTemplate' : undefined;
  const at = placeOf(mapping);
  // what stands under another name is reported by another rule
  if (!key || !at || mapping.entry('transform') || misspeltIn(mapping, problems).has(key)) return;
  if (mapping.entries.some((each) => each.key.value !== key && key.startsWith(each.key.value))) return;
  const node = mapping.get(key);
  if (node && textOf(node)?.trim() !== '') return;
  yield {
    at: node ?? at,
    message: `this hook has nothing to say: without ${code(key)} ${release(target)} answers every request with 400`,
    help: `add ${code(key)}, such as ${code('"{{message}}"')} for the field ${code('message')} of what is sent`,
    severity: 'warning',
  };
}

/** From the first release that was read to ask for an agent where several are there and none answers for all. */
const ASKED_FROM = '2026.8.1';
/** From the first release that was read to hold a mapping without `agentId` to the list; 2026.4.15 does not. */
const HELD_FROM = '2026.5.28';

function* astray(mapping: ObjectNode, list: Node | undefined, routing: Routing): Iterable<Finding> {
  const { target, agents } = routing;
  const isNew = compare(target.release!, ASKED_FROM) >= 0;
  const written = mapping.get('agentId');
  const name = textOf(written)?.trim();
  const at = written ?? placeOf(mapping);
  if (!at || mapping.entry('transform') || name?.includes('$') || (written && name === undefined)) return;
  if (!isNew && textOf(mapping.get('action')) === 'wake') return;
  const ids = agents.map(({ id }) => id);
  const isThere = name ? ids.includes(agentId(name)) : undefined;
  const owner = ownerOf(routing, isNew);
  const near = name && !isThere ? suggest(agentId(name), ids) : undefined;
  const right = written && near !== undefined ? meant(near, [rewrite(written, near)]) : undefined;
  if (!owner && !isThere) {
    if (isNew && isUnowned(routing))
      yield {
        at,
        message: `${name ? `there is no agent ${code(name)}` : 'this hook names no agent'}, and none of the ${ids.length} agents answers for all: ${release(target)} answers every request with 400`,
        ...(right ?? { help: `write ${code(`"agentId": "${ids[0]}"`)}, or another agent` }),
        severity: 'warning',
      };
    return;
  }
  if (isThere === false)
    yield {
      at,
      message: `there is no agent ${code(name!)}; ${release(target)} gives what this hook gets to ${code(owner!)}`,
      ...(right ?? { help: `write the id of an agent, as ${code(ids[0]!)}, or add this one to the agents` }),
      severity: 'warning',
    };
  const allowed = namesIn(list);
  const asked = isThere ? agentId(name) : owner!;
  if (!allowed || allowed.has(asked) || (!name && compare(target.release!, HELD_FROM) < 0)) return;
  yield {
    at,
    message: `what this hook gets goes to ${code(asked)}, which ${code('hooks.allowedAgentIds')} does not have: ${release(target)} answers every request with 400`,
    help: name
      ? `add ${code(asked)} to the list`
      : `add ${code(asked)} to the list, or an ${code('agentId')} of it here`,
    related: [{ at: list!, message: 'the list' }],
    severity: 'warning',
  };
}

/** Mail is a mapping of its own, without an agent, unless one stands here for it. */
function* mail(hooks: ObjectNode, all: readonly ObjectNode[], routing: Routing): Iterable<Finding> {
  const { target, agents } = routing;
  const presets = hooks.get('presets');
  const preset = presets?.kind === 'array' ? presets.items.find((each) => textOf(each) === 'gmail') : undefined;
  if (!preset || compare(target.release!, ASKED_FROM) < 0 || ownerOf(routing, true) || !isUnowned(routing)) return;
  if (all.some((each) => !/^(?!\/*gmail\/*$)/.test(textOf(nodeAt(each, ['match', 'path']))?.trim() ?? ''))) return;
  yield {
    at: preset,
    message: `this preset names no agent, and none of the ${agents.length} agents answers for all: ${release(target)} answers each mail with 400`,
    help: `name the agent with ${code('agents.defaults.systemAgent.agentId')}, or write a mapping for ${code('gmail')} with ${code('agentId')}`,
    severity: 'warning',
  };
}
