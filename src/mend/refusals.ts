import type { Result } from '../check.ts';
import { ruleNamed } from '../rules/index.ts';
import type { Diagnostic } from '../rules/rule.ts';

/** What keeps OpenClaw from starting with a home. */
export const refusals = ({ diagnostics }: Result): Diagnostic[] =>
  diagnostics.filter(({ rule, severity }) => severity === 'error' && ruleNamed(rule)?.refusesStart);
