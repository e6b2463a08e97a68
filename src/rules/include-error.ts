import type { Rule } from './rule.ts';

export const includeError: Rule = {
  id: 'include-error',
  severity: 'error',
  summary: 'an `$include` names a file that OpenClaw cannot include',
  why: 'The gateway does not start. Included files must lie in the folder of the config (or in one that OPENCLAW_INCLUDE_ROOTS names), be regular files of at most 2 MiB and no hard links, and be nested at most 10 deep.',
  facts: ['1.3'],
  onBrokenSyntax: true,
  refusesStart: true,
  *check({ home }) {
    yield* home.includeProblems;
  },
};
