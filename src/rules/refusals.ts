import type { Home } from '../home/home.ts';
import { ruleNamed } from './index.ts';
import type { Diagnostic } from './rule.ts';

/** The findings for which OpenClaw does not start: errors in the text of the config, or of what it includes. */
export const refusals = (diagnostics: readonly Diagnostic[], { config, included }: Home): Diagnostic[] =>
  diagnostics.filter(
    ({ rule, severity, refusesStart = ruleNamed(rule)?.refusesStart, at }) =>
      severity === 'error' &&
      refusesStart &&
      [config, ...included].some((source) => source?.file.path === at.file.path),
  );
