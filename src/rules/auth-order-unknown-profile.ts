import { rewrite } from '../edit/edit.ts';
import type { Order } from '../routing/credentials/configured-orders.ts';
import type { Routing } from '../routing/routing.ts';
import { code, didYouMean, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const authOrderUnknownProfile: Rule = {
  id: 'auth-order-unknown-profile',
  severity: 'warning',
  summary: '`auth.order` lists a profile that is neither declared nor stored',
  why: 'OpenClaw skips ids it does not know, so that key is never tried. If no id of the list is left, the provider has no credential at all and a turn fails with `Explicit auth order for … has no usable profiles`; or, where `auth.profiles` declares one for it, the whole order is ignored. `openclaw config validate` says nothing. Seen on 2026.9.6.',
  facts: ['3.3', '3.6'],
  *check(routing) {
    for (const order of routing.orders)
      for (const item of order.items) if (!routing.profiles.names.has(item.id)) yield finding(order, item, routing);
  },
};

function finding(order: Order, { id, at }: Order['items'][number], { profiles }: Routing): Finding {
  const prefixed = `${order.provider}:${id}`;
  const certain = !id.includes(':') && profiles.declared.has(prefixed);
  const left = order.items.some((item) => profiles.names.has(item.id));
  const known = profiles.stores.length > 0 || profiles.complete;
  const declared = [...profiles.declared.values()].some(({ provider }) => provider === order.provider);
  const rest = declared
    ? `ignores the order for ${code(order.provider)}, as nothing is left of it`
    : `finds nothing left of the order, and no credential for ${code(order.provider)}`;
  const listed = new Set(order.items.map((item) => item.id));
  const unlisted = [...profiles.names].filter((name) => !listed.has(name));
  const effect = `OpenClaw ${left ? 'skips it, so this key is never tried' : rest}`;
  return {
    at,
    message: known
      ? `no auth profile named ${code(id)} is declared or stored; ${effect}`
      : `${code('auth.profiles')} declares no ${code(id)}; unless one of that name is stored, ${effect}`,
    ...(certain
      ? { help: `write ${code(prefixed)}`, fix: writingAt(at, prefixed) }
      : (didYouMean(id, unlisted, (near) => rewrite(at, near)) ?? {
          help: profiles.complete
            ? 'remove it, or log in to make that profile'
            : 'declare it in `auth.profiles` if it is stored, or remove it',
        })),
    severity: profiles.complete ? 'error' : 'warning',
  };
}
