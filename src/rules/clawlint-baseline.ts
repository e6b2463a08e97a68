import { code, didYouMean } from './phrases.ts';
import type { Rule } from './rule.ts';

/** @param all the ids of all rules, this one included */
export const clawlintBaseline = (all: () => readonly string[]): Rule => ({
  id: 'clawlint-baseline',
  severity: 'warning',
  summary: 'the baseline permits more than there is, or says something that clawlint does not understand',
  why: 'A `clawlint.baseline.json` beside the config, written by `clawlint baseline`, says how many findings of each rule there were in each file. They are not reported until there is one more. What has been put right since is to be taken out, or the next mistake of that kind stays hidden.',
  facts: [],
  onBrokenSyntax: true,
  *check({ home: { baseline } }) {
    if (!baseline) return;
    yield* baseline.problems;
    const ids = all();
    for (const { rule, entry } of baseline.permitted)
      if (!ids.includes(rule))
        yield {
          at: entry.key,
          message: `no rule is called ${code(rule)}`,
          ...(didYouMean(rule, ids, (near) => ({ at: entry.key, text: JSON.stringify(near) })) ?? {
            help: 'see `clawlint rules`',
          }),
        };
  },
});
