import type { Severity } from '../rules/rule.ts';

/** How bad a finding is; `never` is worse than any. */
export const RANK: Readonly<Record<Severity | 'never', number>> = { info: 0, warning: 1, error: 2, never: 3 };
