import type { Result } from '../../src/check.ts';
import { display } from '../../src/cli/output.ts';
import { toAgent } from '../../src/report/formats/lines.ts';
import { toJson } from '../../src/report/json.ts';
import type { Diagnostic } from '../../src/rules/rule.ts';

/** Findings, worst first, a line each. */
export function findingLines(result: Result, diagnostics: readonly Diagnostic[] = result.diagnostics): string {
  const sorted = ['error', 'warning', 'info'].flatMap((level) =>
    diagnostics.filter(({ severity }) => severity === level),
  );
  return toAgent(toJson([{ ...result, diagnostics: sorted }], display));
}
