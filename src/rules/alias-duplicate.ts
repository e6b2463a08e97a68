import { taking } from '../edit/offer.ts';
import type { Alias } from '../routing/models/aliases.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const aliasDuplicate: Rule = {
  id: 'alias-duplicate',
  severity: 'warning',
  summary: 'two models have the same alias',
  why: 'Aliases are compared without regard to case. The last definition wins without a word, so the alias no longer means the first model. An agent may give an alias of the defaults another meaning; that is not reported.',
  facts: ['6.2'],
  *check({ aliases, home: { root } }) {
    const seen = new Map<string, Alias>();
    for (const alias of aliases.all) {
      const key = `${alias.agent ?? ''}\n${alias.name}`;
      const first = seen.get(key);
      seen.set(key, alias);
      if (!first) continue;
      const without = ({ target, agent }: Alias) =>
        taking(`take it from ${code(target)}`, agent === undefined ? root : undefined, [
          'agents',
          'defaults',
          'models',
          target,
          'alias',
        ]);
      yield {
        at: alias.at,
        message: `the alias ${code(alias.name)} is taken already; it now stands for ${code(alias.target)} and no longer for ${code(first.target)}`,
        ...advice(
          `give one of the two another alias, take it from ${code(first.target)}, or take it from ${code(alias.target)}`,
          without(first),
          without(alias),
        ),
        related: [{ at: first.at, message: `the alias of ${code(first.target)}` }],
      };
    }
  },
};
