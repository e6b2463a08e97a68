import { authProvider } from '../../catalog/catalog.ts';
import type { DeclaredProfile } from '../../routing/credentials/profiles.ts';
import type { Routing } from '../../routing/routing.ts';
import type { StoredProfile } from '../../store/store.ts';
import type { Place } from '../../text/file.ts';
import { suggest } from '../../text/nearest.ts';
import { strangeOrders } from './strange-orders.ts';

/** A profile used for a provider other than its own. */
export type Mismatch = { readonly id: string } & (
  | { kind: 'misspelt-provider'; profile: DeclaredProfile; near: string }
  | { kind: 'stored-for-another'; profile: DeclaredProfile; stored: StoredProfile }
  | { kind: 'in-foreign-order'; at: Place; provider: string; order: string; provenAt: Place }
);

export function mismatches(routing: Routing): readonly Mismatch[] {
  const { profiles, orders, behaviour } = routing;
  const declared = [...profiles.declared.values()].flatMap(
    (profile) => misspelt(profile, routing) ?? storedForAnother(profile, routing) ?? [],
  );
  const reported = new Set(declared.map(({ id }) => id));
  // if the order's key is not a provider, that key is the mistake
  const strange = new Set(strangeOrders(routing));
  const listed = orders
    .filter((order) => !strange.has(order))
    .flatMap((order) =>
      order.items.flatMap(({ id, at }): Mismatch[] => {
        const profile = profiles.declared.get(id);
        const stored = profiles.stored.get(id)?.[0];
        const provider = profile?.provider ?? stored?.provider;
        if (!provider || reported.has(id) || isSame(provider, order.provider)) return [];
        if (behaviour.custody.codexLogins && order.provider === 'openai' && provider === 'openai-codex') return [];
        const provenAt = profile
          ? (profile.at.get('provider') ?? profile.key)
          : (stored!.entry.get('provider') ?? stored!.at);
        return [{ kind: 'in-foreign-order', id, at, provider, order: order.provider, provenAt }];
      }),
    );
  return [...declared, ...listed];
}

const isSame = (a: string, b: string): boolean => authProvider(a) === authProvider(b);

/** An undefined provider, one letter off one that this home configures. */
function misspelt(profile: DeclaredProfile, { providers }: Routing): Mismatch | undefined {
  const { id, provider } = profile;
  if (!provider || !profile.at.get('provider') || providers.origin(provider)) return undefined;
  const near = suggest(provider, providers.names);
  return near === undefined ? undefined : { kind: 'misspelt-provider', id, profile, near };
}

function storedForAnother(profile: DeclaredProfile, { profiles }: Routing): Mismatch | undefined {
  const { id, provider } = profile;
  const stored = profiles.stored.get(id)?.find((each) => each.provider && provider && !isSame(each.provider, provider));
  return stored && profile.at.get('provider') ? { kind: 'stored-for-another', id, profile, stored } : undefined;
}
