import { rewrite } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import type { Order } from '../routing/credentials/configured-orders.ts';
import { isBorrowed } from '../routing/credentials/profiles.ts';
import type { Routing } from '../routing/routing.ts';
import { perObject } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { advice, code, didYouMean, listed, writingAt } from './phrases.ts';
import type { Finding, Rule, Suggestion } from './rule.ts';

export const authOrderUnknownProfile: Rule = {
  id: 'auth-order-unknown-profile',
  severity: 'warning',
  summary: '`auth.order` lists a profile that is neither declared nor stored',
  why: 'OpenClaw skips ids it does not know, so that key is never tried. If no id of the list is left, the provider has no credential at all and a turn fails with `Explicit auth order for … has no usable profiles`; or, where `auth.profiles` declares one for it, the whole order is ignored. `openclaw config validate` says nothing.',
  facts: ['3.3', '3.6'],
  *check(routing) {
    for (const order of routing.orders) {
      const unknown = order.items.filter(({ id }) => !routing.profiles.names.has(id));
      if (unknown.length === 0) continue;
      const context = contextOf(order, routing);
      for (const item of unknown) yield finding(item, context, without(order, item, routing));
    }
    yield* inStores(routing.profiles);
  },
};

/** Orders kept in stores: an id that is left of a profile does no harm, one that nearly is a profile was meant for it. */
function* inStores({ stores, names }: Routing['profiles']): Iterable<Finding> {
  for (const { provider, ids } of stores.flatMap(({ orders }) => orders))
    for (const id of ids) {
      const near = names.has(id) ? undefined : suggest(id, names, new Set(ids));
      if (near !== undefined)
        yield {
          at: provider,
          message: `no profile ${code(id)} is stored, which this order lists; OpenClaw skips it`,
          help: `if ${code(near)} is meant, set the order again with \`openclaw models auth order set\``,
        };
    }
}

type Item = Order['items'][number];

interface Context extends Pick<Routing, 'profiles'> {
  readonly provider: string;
  /** what the order lists */
  readonly ids: ReadonlySet<string>;
  /** profiles of the provider that are stored, and that it does not list yet */
  readonly others: readonly string[];
  /** what OpenClaw does about an unknown id */
  readonly effect: string;
}

function contextOf({ provider, items }: Order, { profiles }: Routing): Context {
  const ids = new Set(items.map(({ id }) => id));
  const others = [...(storedOf(profiles).get(provider) ?? [])].filter((name) => !ids.has(name));
  const declared = declaredProviders(profiles).has(provider);
  const rest = declared
    ? `ignores the order for ${code(provider)}, as nothing is left of it`
    : `finds nothing left of the order, and no credential for ${code(provider)}`;
  const left = items.some(({ id }) => profiles.names.has(id));
  return {
    profiles,
    provider,
    ids,
    others,
    effect: `OpenClaw ${left ? 'skips it, so this key is never tried' : rest}`,
  };
}

const declaredProviders = perObject(
  ({ declared }: Routing['profiles']) => new Set([...declared.values()].map(({ provider }) => provider)),
);

/** provider → ids of its profiles that are stored */
const storedOf = perObject(({ stored }: Routing['profiles']) => {
  const all = new Map<string | undefined, Set<string>>();
  for (const [id, each] of stored)
    for (const { provider } of each) all.set(provider, (all.get(provider) ?? new Set()).add(id));
  return all;
});

function without({ key, at: list }: Order, { at }: Item, { home: { root } }: Routing): Suggestion {
  const index = list.items().findIndex((each) => each.offset === at.offset);
  return taking('remove it', root, ['auth', 'order', key.value, index]);
}

function finding({ id, at }: Item, { profiles, provider, ids, others, effect }: Context, removed: Suggestion): Finding {
  const prefixed = `${provider}:${id}`;
  const certain = !id.includes(':') && profiles.declared.has(prefixed);
  const mayBeOfAnother = isBorrowed(id);
  const known = !mayBeOfAnother && (profiles.stores.length > 0 || profiles.complete);
  return {
    at,
    message: known
      ? `no auth profile named ${code(id)} is declared or stored; ${effect}`
      : `${code('auth.profiles')} declares no ${code(id)}; unless one of that name is stored, ${effect}`,
    ...(certain
      ? { help: `write ${code(prefixed)}`, fix: writingAt(at, prefixed) }
      : (didYouMean(id, profiles.names, (near) => rewrite(at, near), ids) ??
        advice(
          others.length > 0
            ? `remove it, or write one that is stored and not in this list: ${listed(others)}`
            : profiles.complete
              ? 'remove it, or log in to make that profile'
              : 'declare it in `auth.profiles` if it is stored, or remove it',
          removed,
          ...(others.length <= 6 ? others.map((each) => writingAt(at, each)) : []),
        ))),
    severity: profiles.complete && !mayBeOfAnother ? 'error' : 'warning',
  };
}
