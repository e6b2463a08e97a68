import { taking, together } from '../edit/offer.ts';
import { isBorrowed } from '../routing/credentials/profiles.ts';
import type { Routing } from '../routing/routing.ts';
import { once } from '../text/memo.ts';
import { isMissing } from './claims/missing-credentials.ts';
import { advice, code } from './phrases.ts';
import type { Rule, Suggestion } from './rule.ts';

export const profileDeclaredNotStored: Rule = {
  id: 'profile-declared-not-stored',
  severity: 'info',
  summary: 'a profile is declared, but no store holds a credential for it',
  why: '`auth.profiles` gives a credential its name and place; it does not create one. Alone it does no harm: keys of the environment still work. Together with an `auth.order` that lists nothing else, it leaves the provider without a credential.',
  facts: ['3.3', '3.6'],
  *check(routing) {
    const { profiles } = routing;
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
      yield {
        at: profile.key,
        message: `${profiles.complete ? 'no credential is stored' : 'no store that was found here holds a credential'} for profile ${code(profile.id)}`,
        ...advice(
          `store one with \`openclaw models auth ${profile.mode === 'oauth' ? `login --provider ${profile.provider}` : 'add'}\`, or remove the profile`,
          removed(profile.id, routing),
        ),
        severity: profiles.complete ? 'warning' : 'info',
      };
    }
  },
};

/** From the orders, too. */
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
                at.items().findIndex((each) => each.offset === item.at.offset),
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
