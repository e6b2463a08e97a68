import { providerVariables } from '../../catalog/catalog.ts';
import type { Behaviour } from '../../release/behaviour.ts';

/** The variables that a release reads for a provider's key, in its order (facts 5.4, P3). */
export function variablesRead(provider: string, { unreadVariables, formerVariables }: Behaviour): readonly string[] {
  return (
    formerVariables.get(provider)?.split(',') ??
    providerVariables(provider).filter(
      (name) => !unreadVariables.has(name) && !unreadVariables.has(`${provider}/${name}`),
    )
  );
}
