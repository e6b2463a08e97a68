import { putting, taking, together } from '../edit/offer.ts';
import type { Order } from '../routing/credentials/configured-orders.ts';
import { isBorrowed } from '../routing/credentials/profiles.ts';
import type { Routing } from '../routing/routing.ts';
import type { StoredProfile } from '../store/store.ts';
import { once } from '../text/memo.ts';
import { isMissing } from './claims/missing-credentials.ts';
import { logIn } from './commands.ts';
import { advice, code, listed } from './phrases.ts';
import type { Rule, Suggestion } from './rule.ts';

export const profileDeclaredNotStored: Rule = {
  id: 'profile-declared-not-stored',
  severity: 'info',
  summary: 'a profile is declared, but no store holds a credential for it',
  why: '`auth.profiles` gives a credential its name and place; it does not create one. Alone it does no harm: keys of the environment still work. Together with an `auth.order` that lists nothing else, it leaves the provider without a credential.',
  facts: ['3.3', '3.6', 'H27'],
  *check(routing) {
    const { profiles, home } = routing;
    if (!profiles.complete && profiles.stores.length === 0) return;
    const told = once(() => inBlockedOrders(routing));
    for (const profile of profiles.declared.values()) {
      if (
        profiles.stored.has(profile.id) ||
        profile.mode === 'aws-sdk' ||
        !profile.provider ||
        isBorrowed(profile.id) ||
        told().has(profile.id)
      )
        continue;
      const [order, instead] = storedInstead(profile.id, routing);
      const store = `store one with ${code(profile.mode === 'oauth' ? logIn(profile.provider, routing.target.release) : 'openclaw models auth add')}`;
      yield {
        at: profile.key,
        message: `${profiles.complete ? 'no credential is stored' : 'no store that was found here holds a credential'} for profile ${code(profile.id)}`,
        ...advice(
          instead.length > 0
            ? `${store}, remove the profile, or let the order name what is stored: ${listed(instead, 'and')}`
            : `${store}, or remove the profile`,
          removed(profile.id, routing),
          ...(order && instead.length > 0
            ? [putting('let the order name what is stored', home.root, ['auth', 'order', order.key.value], instead)]
            : []),
        ),
        severity: profiles.complete ? 'warning' : 'info',
      };
    }
  },
};

/** The order that names a profile and nothing stored, and the stored ones of its provider. */
function storedInstead(id: string, { orders, profiles }: Routing): [order: Order | undefined, ids: string[]] {
  const order = orders.find(
    ({ items }) => items.some((item) => item.id === id) && items.every((item) => !profiles.stored.has(item.id)),
  );
  const isOf = ({ provider, dropped }: StoredProfile) => !dropped && provider === order?.provider;
  return [order, order ? [...profiles.stored].flatMap(([id, each]) => (each.some(isOf) ? [id] : [])) : []];
}

/** From the orders, too; an order that is left empty would keep all credentials out. */
const removed = (id: string, { home: { root }, orders }: Routing): Suggestion =>
  together('remove the profile', [
    taking('', root, ['auth', 'profiles', id]),
    ...orders.flatMap(({ key, items, at }) =>
      items.flatMap((item) =>
        item.id === id
          ? [
              taking('', root, [
                'auth',
                'order',
                key.value,
                ...(items.length > 1 ? [at.items().findIndex((each) => each.offset === item.at.offset)] : []),
              ]),
            ]
          : [],
      ),
    ),
  ]);

/**
 * Profiles missing from an order without a usable one, which missing-provider-credential and auth-order-blocks-env-key
 * report.
 */
function inBlockedOrders(routing: Routing): ReadonlySet<string> {
  if (routing.orders.length === 0) return new Set();
  const blocked = routing.turns().filter((turn) => {
    const { blocked: why, skipped } = turn.credentials;
    return (
      why?.reason === 'explicit_order' &&
      why.certain &&
      (skipped.some(({ reason }) => reason === 'blocked_by_auth_order') || isMissing(turn, routing, true))
    );
  });
  return new Set(
    blocked.flatMap(({ credentials: { order } }) =>
      order.skipped.flatMap(({ id, reason }) => (reason === 'profile_missing' ? [id] : [])),
    ),
  );
}
