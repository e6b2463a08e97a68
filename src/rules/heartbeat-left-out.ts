import { putting, taking, together } from '../edit/offer.ts';
import { keyAt, nodeAt } from '../parse/tree.ts';
import { heartbeatsLost } from '../routing/models/heartbeats.ts';
import { advice, code, listed } from './phrases.ts';
import type { Rule } from './rule.ts';

export const heartbeatLeftOut: Rule = {
  id: 'heartbeat-left-out',
  severity: 'warning',
  summary: 'one agent has a `heartbeat` of its own, so another that should have one has none',
  why: 'As soon as one agent has a `heartbeat`, only agents that have one beat; `agents.defaults.heartbeat` then only says how. Nothing warns about it: the work that heartbeats did for the other agents stops.',
  facts: ['5.3'],
  *check({ home: { root }, agents, behaviour }) {
    const lost = heartbeatsLost(root, agents, behaviour);
    const owner = agents.find(({ node }) => nodeAt(node, ['heartbeat']) !== undefined);
    const at = owner?.path && keyAt(root, [...owner.path, 'heartbeat']);
    const defaults = keyAt(root, ['agents', 'defaults', 'heartbeat']);
    if (lost.length === 0 || !owner || !at || !defaults) return;
    const names = lost.map(({ id }) => id);
    const who = listed(names, 'and');
    const give = `give ${who} ${code('"heartbeat": {}')} ${names.length === 1 ? '' : 'each '}`;
    yield {
      at,
      message: `${code(owner.id)} has a heartbeat of its own, so ${who} ${names.length === 1 ? 'has' : 'have'} none: ${code('agents.defaults.heartbeat')} says who beats only while no agent has its own`,
      ...advice(
        `${give}to have it as the defaults say, or remove this one`,
        together(
          give.trim(),
          lost.map(({ path = [] }) => putting(give, root, [...path, 'heartbeat'], {})),
        ),
        taking('remove this one', root, [...owner.path!, 'heartbeat']),
      ),
      related: [{ at: defaults, message: 'meant for all' }],
    };
  },
};
