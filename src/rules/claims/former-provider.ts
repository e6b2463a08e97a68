import { type KnownProvider, knownProvider } from '../../catalog/catalog.ts';
import { compare } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';

/** The current name of a former provider that this release lacks and the home does not define. */
export function formerProvider(provider: string, { providers, target, behaviour }: Routing): KnownProvider | undefined {
  if (providers.origin(provider) !== 'legacy' || behaviour.providerIdAliases.has(provider)) return undefined;
  const known = knownProvider(provider)!;
  return target.release && compare(target.release, known.since!) < 0 ? undefined : known;
}
