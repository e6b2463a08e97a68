import { renameKey } from '../edit/edit.ts';
import { rules } from './index.ts';
import { code, didYouMean } from './phrases.ts';
import type { Rule } from './rule.ts';

export const clawlintConfig: Rule = {
  id: 'clawlint-config',
  severity: 'warning',
  summary: "clawlint's own config says something that clawlint does not understand",
  why: "A `clawlint.json` beside the config or in a folder above it says which release of OpenClaw to answer for and what is to become of a rule's findings: `off`, `info`, `warning` or `error`. `--release` goes before it, and it goes before `meta.lastTouchedVersion` of the config. What it says amiss counts as not said.",
  onBrokenSyntax: true,
  *check({ home: { project } }) {
    if (!project) return;
    yield* project.problems;
    const ids = rules.map(({ id }) => id);
    for (const [id, { at }] of project.levels)
      if (!ids.includes(id))
        yield {
          at,
          message: `no rule is called ${code(id)}`,
          ...(didYouMean(id, ids, (near) => renameKey(at, near)) ?? { help: 'see `clawlint rules`' }),
        };
  },
};
