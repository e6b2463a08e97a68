import type { Diagnostic } from './rule.ts';

/**
 * One cause, one finding: at a place where a rule on the right has spoken, the one on the left only repeats what
 * follows from it. test/yields.test.ts has a home for each pair.
 */
export const YIELDS: Readonly<Record<string, readonly string[]>> = {
  'missing-provider-credential': [
    'malformed-model-ref',
    'unprefixed-model-ref',
    'unresolved-alias',
    'retired-model',
    'provider-plugin-not-installed',
    'replace-mode-drops-provider',
  ],
};

/** Leaves out the findings that only repeat what follows from another one at the same place. */
export function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const said = new Map<string, Set<string>>();
  for (const diagnostic of diagnostics) {
    const key = placeOf(diagnostic);
    const rules = said.get(key);
    if (rules) rules.add(diagnostic.rule);
    else said.set(key, new Set([diagnostic.rule]));
  }
  return diagnostics.filter(
    (diagnostic) => !YIELDS[diagnostic.rule]?.some((other) => said.get(placeOf(diagnostic))!.has(other)),
  );
}

const placeOf = ({ at }: Diagnostic): string => `${at.offset} ${at.file.path}`;
