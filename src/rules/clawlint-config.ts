import { renameKey } from '../edit/edit.ts';
import { code, didYouMean } from './phrases.ts';
import type { Rule } from './rule.ts';

/** @param all the ids of all rules, this one included */
export const clawlintConfig = (all: () => readonly string[]): Rule => ({
  id: 'clawlint-config',
  severity: 'warning',
  summary: "clawlint's own config says something that clawlint does not understand",
  why: "A `clawlint.json` beside the config or in a folder above it says which release of OpenClaw to answer for and what is to become of a rule's findings: `off`, `info`, `warning` or `error`. `--release` goes before it, and it goes before `meta.lastTouchedVersion` of the config. What it says amiss counts as not said.",
  facts: [],
  onBrokenSyntax: true,
  *check({ home: { project } }) {
    if (!project) return;
    yield* project.problems;
    const ids = all();
    for (const [id, { at }] of project.levels)
      if (!ids.includes(id))
        yield {
          at,
          message: `no rule is called ${code(id)}`,
          ...(didYouMean(id, ids, (near) => renameKey(at, near)) ?? { help: 'see `clawlint rules`' }),
        };
  },
});
