import type { Order } from '../../routing/credentials/configured-orders.ts';
import type { Routing } from '../../routing/routing.ts';

/** The lists of `auth.order` whose key is not a provider and is not used anywhere else in the home. */
export function strangeOrders(routing: Routing): readonly Order[] {
  const unknown = routing.orders.filter(({ provider }) => !routing.providers.origin(provider));
  const used = unknown.length === 0 ? undefined : usedProviders(routing);
  return unknown.filter(({ provider }) => !used!.has(provider));
}

export function usedProviders({ profiles, refs }: Routing): ReadonlySet<string> {
  const named = [...profiles.declared.values(), ...[...profiles.stored.values()].flat()];
  return new Set(
    [...named, ...refs.map(({ resolved }) => ({ provider: resolved?.provider }))].flatMap(
      ({ provider }) => provider ?? [],
    ),
  );
}
