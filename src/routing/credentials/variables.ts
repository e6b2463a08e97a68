import { providerVariables } from '../../catalog/catalog.ts';
import type { Behaviour } from '../../release/behaviour.ts';
import { authProviderOf, isLaterAlias } from './context.ts';

/** The variables that a release reads for a provider's key, in its order (facts 5.4, P3); those of another, if it shares them. */
export function variablesRead(provider: string, behaviour: Behaviour): readonly string[] {
  const { unreadVariables, formerVariables } = behaviour;
  if (isLaterAlias(provider, { behaviour })) return [];
  if (!formerVariables.has(provider) && providerVariables(provider).length === 0) {
    const owner = authProviderOf(provider, { behaviour });
    if (owner !== provider) return variablesRead(owner, behaviour);
  }
  return (
    formerVariables.get(provider)?.split(',') ??
    providerVariables(provider).filter(
      (name) => !unreadVariables.has(name) && !unreadVariables.has(`${provider}/${name}`),
    )
  );
}
