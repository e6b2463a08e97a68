import { knownProvider, knownProviderIds } from '../catalog/catalog.ts';
import { renameKey } from '../edit/edit.ts';
import { once } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { strangeOrders, usedProviders } from './claims/strange-orders.ts';
import { code, meant } from './phrases.ts';
import { makerOf } from './provider-help.ts';
import type { Rule } from './rule.ts';

export const orderProviderKeyUnknown: Rule = {
  id: 'order-provider-key-unknown',
  severity: 'warning',
  summary: 'a key of `auth.order` is the name of no provider',
  why: 'OpenClaw looks an order up by the id of the provider, in any case of letters, and by nothing else. A list under another name is never read, and the provider it was meant for gets its profiles in OpenClaw’s own order. `openclaw config validate` accepts it.',
  facts: ['3.3'],
  *check(routing) {
    const { providers, orders } = routing;
    const strange = strangeOrders(routing);
    const named = strange.length === 0 ? [] : [...new Set([...providers.names, ...usedProviders(routing)])];
    const written = new Set(orders.map(({ provider }) => provider));
    for (const { provider, key } of strange) {
      const near = makerOf(provider) ?? suggest(provider, named) ?? suggest(provider, current());
      yield {
        at: key,
        message: `${code(key.value)} is the name of no provider; OpenClaw never reads this order`,
        ...(near === undefined
          ? {
              perhapsNewer: true,
              help: `write the id of the provider, as in ${code('provider/model')}, or remove the list`,
            }
          : written.has(near)
            ? { help: `put its profiles into the list of ${code(near)}, and take this one out` }
            : meant(near, [renameKey(key, near)])),
      };
    }
  },
};

const current = once(() => knownProviderIds().filter((id) => knownProvider(id)?.kind !== 'legacy'));
