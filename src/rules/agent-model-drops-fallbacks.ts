import { putting, together } from '../edit/offer.ts';
import { nodeAt } from '../parse/tree.ts';
import { chain, type Dropped } from '../routing/models/chain.ts';
import { defaultsModel } from '../routing/models/default-model.ts';
import { advice, code, listed } from './phrases.ts';
import type { Rule } from './rule.ts';

const isLost = ({ reason }: Dropped): boolean => reason === 'overridden' || reason === 'other-provider';

export const agentModelDropsFallbacks: Rule = {
  id: 'agent-model-drops-fallbacks',
  severity: 'warning',
  summary: 'an agent names its own model and so loses the fallbacks of the defaults',
  why: 'A `model` of an agent that names a primary, as a string or in `{ primary }`, replaces the whole chain of `agents.defaults.model`: the agent has no fallbacks at all, and a turn fails with its one model. Only `{ fallbacks }` without a primary, or no `model`, inherits. An explicit `fallbacks: []` says that this is meant, and reads the same in every release. Real turns of 2026.9.6 never ask the fallback.',
  facts: ['6.3', 'H22'],
  *check({ agents, names, home: { root } }) {
    const inherited = defaultsModel(names)?.fallbacks?.filter(({ text }) => text.trim() !== '') ?? [];
    if (inherited.length === 0) return;
    const alone = agents.flatMap((agent) => {
      const { id, path, model } = agent;
      // older releases keep them, for a model of the same provider
      if (!model?.primary || model.fallbacks) return [];
      const { dropped, candidates } = chain(names, agent);
      return dropped.some(isLost)
        ? [{ id, path, at: model.primary.at, text: model.primary.text, last: candidates[1] }]
        : [];
    });
    const [first, ...others] = alone;
    if (!first) return;
    const { last } = first;
    const list = inherited.map(({ text }) => text);
    // the agent's own model is no fallback of itself
    const advised = list.filter((text) => others.length > 0 || text !== first.text);
    const giving = (title: string, of: (own: string) => readonly string[]) =>
      together(
        title,
        alone.map(({ path = [], text }) => {
          const at = [...path, 'model'];
          const fallbacks = of(text);
          return nodeAt(root, at)?.kind === 'object'
            ? putting(title, root, [...at, 'fallbacks'], fallbacks)
            : putting(title, root, at, { primary: text, fallbacks });
        }),
      );
    const inherit = code(`fallbacks: [${advised.map((each) => JSON.stringify(each)).join(', ')}]`);
    const none = code('fallbacks: []');
    const [subject, object] =
      others.length === 0
        ? [`the model of agent ${code(first.id)} has`, 'it']
        : [
            `the models of agents ${listed(
              alone.map(({ id }) => id),
              'and',
            )} have`,
            'each',
          ];
    yield {
      at: first.at,
      message: `${subject} no fallbacks${last ? ` but ${code(`${last.provider}/${last.model}`)}` : ''}; those of ${code('agents.defaults.model')} (${listed(list, 'and')}) do not count for ${others.length === 0 ? 'it' : 'them'}`,
      ...advice(
        `give ${object} ${advised.length > 0 ? inherit : 'fallbacks of its own'}, or ${none} if ${others.length === 0 ? 'it' : 'one'} is to have none`,
        ...(advised.length > 0 ? [giving(`write ${inherit}`, (own) => advised.filter((each) => each !== own))] : []),
        giving(`write ${none}`, () => []),
      ),
      related: [
        { at: inherited[0]!.at, message: 'the fallbacks of the defaults' },
        ...others.map(({ id, at }) => ({ at, message: `the model of ${code(id)}` })),
      ],
    };
  },
};
