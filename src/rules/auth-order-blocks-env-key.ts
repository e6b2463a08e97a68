import { taking } from '../edit/offer.ts';
import type { Skipped } from '../routing/credentials/types.ts';
import type { Routing } from '../routing/routing.ts';
import type { Turn } from '../routing/turns.ts';
import { advice, code, listed } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const authOrderBlocksEnvKey: Rule = {
  id: 'auth-order-blocks-env-key',
  severity: 'error',
  summary: 'an order that names no usable profile also keeps the key in `.env` or in the config from being used',
  why: 'An explicit order is the whole choice: where no profile of it can be used, no other credential is asked, and a turn fails with `Explicit auth order for … has no usable profiles`. Without the order OpenClaw would take the key. Since 2026.8.1; earlier releases used the key. `openclaw config validate` and `openclaw doctor` say nothing.',
  facts: ['3.6', 'H17'],
  *check(routing) {
    if (
      !routing.behaviour.emptyOrderBlocksEnvironment ||
      (routing.orders.length === 0 && routing.profiles.stores.every(({ orders }) => orders.length === 0))
    )
      return;
    const seen = new Set<number>();
    for (const turn of routing.turns()) {
      const { blocked, skipped, order } = turn.credentials;
      if (blocked?.reason !== 'explicit_order' || !blocked.at) continue;
      const certain = blocked.certain && routing.behaviour.certain;
      const named = order.skipped.filter(({ reason }) => reason !== 'excluded_by_auth_order');
      // empty lists, unknown ids and unreadable profiles belong to other rules
      if (
        named.length === 0 ||
        (!certain &&
          !named.every(({ id, reason }) => reason === 'profile_missing' && routing.profiles.declared.has(id)))
      )
        continue;
      const keys = skipped.filter(({ reason }) => reason === 'blocked_by_auth_order');
      if (keys.length === 0 || seen.has(blocked.at.offset)) continue;
      seen.add(blocked.at.offset);
      yield finding(turn, keys, blocked.at, certain, routing);
    }
  },
};

function finding(
  { candidate: { provider }, credentials: { order } }: Turn,
  keys: readonly Skipped[],
  at: Finding['at'],
  certain: boolean,
  { orders, home }: Routing,
): Finding {
  const key = listed(
    keys.map(({ label }) => label),
    'and',
  );
  const whole =
    order.source === 'store' ? `the order kept in the store for ${code(provider)}` : code(`auth.order.${provider}`);
  const own = orders.find((each) => each.provider === provider);
  const clear =
    order.source === 'store'
      ? `clear the order with \`openclaw models auth order clear --provider ${provider}\``
      : `remove ${code(`auth.order.${provider}`)} to use the key`;
  return {
    at,
    message: certain
      ? `no profile in ${whole} can be used, and so ${key} is not used either: ${code(provider)} has no credential`
      : `unless a profile in ${whole} is stored, ${key} is not used either`,
    ...advice(
      `${clear}, or store one of the profiles`,
      ...(order.source === 'store' || !own
        ? []
        : [taking(clear.replace(' to use the key', ''), home.root, ['auth', 'order', own.key.value])]),
    ),
    related: keys.flatMap((each) => (each.at ? [{ at: each.at, message: 'the key that is passed over' }] : [])),
    severity: certain ? 'error' : 'warning',
  };
}
