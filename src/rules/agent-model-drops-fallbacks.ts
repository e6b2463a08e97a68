import { defaultsModel } from '../routing/models/default-model.ts';
import { code, listed } from './phrases.ts';
import type { Rule } from './rule.ts';

export const agentModelDropsFallbacks: Rule = {
  id: 'agent-model-drops-fallbacks',
  severity: 'warning',
  summary: 'an agent names its own model and so loses the fallbacks of the defaults',
  why: 'A `model` of an agent that names a primary, as a string or in `{ primary }`, replaces the whole chain of `agents.defaults.model`: the agent has no fallbacks at all, and a turn fails with its one model. Only `{ fallbacks }` without a primary, or no `model`, inherits. An explicit `fallbacks: []` says that this is meant, and reads the same in every release (2026.4.25 took a missing list for every model it knew). Real turns of 2026.9.6 never ask the fallback; reports go back to 2026.2.',
  facts: ['6.3', 'H22'],
  *check({ agents, names }) {
    const inherited = defaultsModel(names)?.fallbacks?.filter(({ text }) => text.trim() !== '') ?? [];
    if (inherited.length === 0) return;
    for (const { id, model } of agents) {
      if (!model?.primary || model.fallbacks) continue;
      const list = inherited.map(({ text }) => text);
      yield {
        at: model.primary.at,
        message: `the model of agent ${code(id)} has no fallbacks; those of ${code('agents.defaults.model')} (${listed(list, 'and')}) do not count for it`,
        help: `give it ${code(`fallbacks: [${list.map((each) => JSON.stringify(each)).join(', ')}]`)}, or ${code('fallbacks: []')} if it is to have none`,
        related: [{ at: inherited[0]!.at, message: 'the fallbacks of the defaults' }],
      };
    }
  },
};
