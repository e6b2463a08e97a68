import { placeKey } from '../text/file.ts';
import { own } from '../text/own.ts';
import type { Diagnostic } from './rule.ts';

/**
 * One finding per cause: where a rule on the right has reported, the one on the left would only repeat a consequence.
 * test/yields.test.ts has a home for each pair.
 */
export const YIELDS: Readonly<Record<string, readonly string[]>> = {
  'missing-provider-credential': [
    'malformed-model-ref',
    'unprefixed-model-ref',
    'unresolved-alias',
    'retired-model',
    'model-id-suspect',
    'model-ref-unknown-provider',
    'provider-plugin-not-installed',
    'replace-mode-drops-provider',
  ],
  'plural-api-keys-ineffective': ['env-var-name-typo'],
  'malformed-secret': ['dotenv-syntax'],
  'secretref-unknown-provider': ['invalid-value'],
  'secretref-unresolvable': ['invalid-value'],
};

/** Drops findings that are only consequences of another one at the same place. */
export function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const said = new Map<string, Set<string>>();
  for (const diagnostic of diagnostics) {
    // a remark on what works today is no cause
    if (diagnostic.severity === 'info') continue;
    const key = placeKey(diagnostic.at);
    const rules = said.get(key);
    if (rules) rules.add(diagnostic.rule);
    else said.set(key, new Set([diagnostic.rule]));
  }
  return diagnostics.filter(
    (diagnostic) => !own(YIELDS, diagnostic.rule)?.some((other) => said.get(placeKey(diagnostic.at))?.has(other)),
  );
}
