import { taking } from '../edit/offer.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const providerIdCaseCollision: Rule = {
  id: 'provider-id-case-collision',
  severity: 'warning',
  summary: 'two providers have ids that differ only in case',
  why: 'OpenClaw trims ids of providers and compares them in lower case, so both blocks are one provider: the one that is written in lower case counts, else the later one, and the other is ignored without a word.',
  facts: ['3.2'],
  *check({ providers, home: { root } }) {
    for (const each of providers.configured) {
      const used = providers.get(each.id);
      if (!used || used === each) continue;
      yield {
        at: each.key,
        message: `${code(each.key.value)} and ${code(used.key.value)} are the same id to OpenClaw; it uses the other block and ignores this one`,
        ...advice(
          'merge the two, give one another id, or remove it',
          taking(`remove ${code(each.key.value)}`, root, ['models', 'providers', each.key.value]),
        ),
        related: [{ at: used.key, message: 'the block that counts' }],
      };
    }
  },
};
