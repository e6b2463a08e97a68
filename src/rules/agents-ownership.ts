import type { Rule } from '../rule.ts';
import { type Node, type ObjectNode, nodeAt } from '../tree.ts';
import { code, release } from './words.ts';

export const agentsOwnership: Rule = {
  id: 'agents-ownership',
  severity: 'error',
  summary: 'several agents, and nothing says whose the system’s own work is',
  why: 'Since 2026.8.1 OpenClaw refuses a config with more than one agent unless `agents.ownership` is `explicit` or exactly one agent is marked `default: true`.',
  *check({ home, behaviour, target }) {
    const agents = nodeAt(home.root, ['agents']);
    if (agents?.kind !== 'object' || !behaviour.agentsNeedOwnership || !target.release) return;
    const key = agents.entry('entries') ? 'entries' : 'list';
    const roster = agents.get(key);
    const members = roster?.kind === 'object' ? roster.effective().map(({ value }) => value) : roster?.kind === 'array' ? roster.items : [];
    if (members.length < 2 || isExplicit(agents) || members.filter((member) => isDefault(member)).length === 1) return;
    yield {
      at: agents.entry(key)!.key,
      message: `${members.length} agents, but neither ${code('agents.ownership')} nor a default agent; ${release(target)} refuses to start without`,
      help: `add \`"ownership": "explicit"\` beside ${code(key)}, or mark one agent with \`"default": true\``,
    };
  },
};

const isExplicit = (agents: ObjectNode): boolean => {
  const ownership = agents.get('ownership');
  return ownership?.kind === 'missing' || (ownership?.kind === 'scalar' && ownership.value === 'explicit');
};

const isDefault = (member: Node): boolean => {
  const mark = member.kind === 'object' ? member.get('default') : undefined;
  return mark?.kind === 'scalar' && mark.value === true;
};
