import { renameKey } from '../edit/edit.ts';
import { code, didYouMean } from './phrases.ts';
import type { Rule } from './rule.ts';

/** @param all the ids of all rules, this one included */
export const clawlintConfig = (all: () => readonly string[]): Rule => ({
  id: 'clawlint-config',
  severity: 'warning',
  summary: "clawlint's own config says something that clawlint does not understand",
  why: "A `clawlint.json` beside the config or in a folder above it says which release of OpenClaw to answer for, what is to become of a rule's findings (`off`, `info`, `warning` or `error`), what exists elsewhere, and what not to look at. Options of a call go before it, and its `release` goes before `meta.lastTouchedVersion` of the config. What it says amiss counts as not said; `clawlint config` prints what counts.",
  facts: [],
  onBrokenSyntax: true,
  *check({ home: { project } }) {
    if (!project) return;
    yield* project.problems;
    const ids = all();
    const parts = project.texts.flatMap(({ whole, overrides }) => [whole, ...overrides.map(({ part }) => part)]);
    for (const { rules } of parts)
      for (const [id, { at }] of rules) {
        if (ids.includes(id)) continue;
        const others = ids.filter((each) => !rules.has(each));
        yield {
          at,
          message: `no rule is called ${code(id)}`,
          ...(didYouMean(id, others, (near) => renameKey(at, near)) ?? { help: 'see `clawlint rules`' }),
        };
      }
  },
});
