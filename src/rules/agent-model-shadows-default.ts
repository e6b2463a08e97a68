import { taking } from '../edit/offer.ts';
import { defaultsModel, resolvePrimary } from '../routing/models/default-model.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const agentModelShadowsDefault: Rule = {
  id: 'agent-model-shadows-default',
  severity: 'info',
  summary: 'the only agent has another model than the defaults, so theirs is never used',
  why: 'The model of an agent beats `agents.defaults.model`. `/model`, `openclaw models set` and tools write either of them, so somebody who changes the default and sees the old model go on thinks the config is ignored. In homes with several agents this is the normal way to give each its own, and nothing is said.',
  facts: ['6.2'],
  tag: 'unnecessary',
  *check({ agents, names, home: { root } }) {
    const [only, ...more] = agents;
    const own = only?.model?.primary;
    const shared = defaultsModel(names);
    if (more.length > 0 || !only || !own || !shared?.primary) return;
    // its own chain is intended; without one, the loss of the fallbacks is the finding
    if (only.model!.fallbacks?.length || shared.fallbacks?.some(({ text }) => text.trim() !== '')) return;
    const [used, unused] = [
      resolvePrimary(names, own.text, only.scope),
      resolvePrimary(names, shared.primary.text, undefined),
    ];
    if (!used || !unused || (used.provider === unused.provider && used.model === unused.model)) return;
    yield {
      at: own.at,
      message: `${code(only.id)} is the only agent and has a model of its own, ${code(own.text)}, so ${code(shared.primary.text)} of ${code('agents.defaults.model')} is never used`,
      ...advice(
        'remove the model of the agent to use the default, or remove the default if the agent is meant',
        taking('remove the model of the agent', root, [...(only.path ?? []), 'model']),
        taking('remove the default', root, ['agents', 'defaults', 'model']),
      ),
      related: [{ at: shared.primary.at, message: 'the default that nobody uses' }],
    };
  },
};
