import { putting } from '../edit/offer.ts';
import { authProviderOf } from '../routing/credentials/context.ts';
import { advice, code, listed } from './phrases.ts';
import type { Rule } from './rule.ts';

export const authOrderStoreMismatch: Rule = {
  id: 'auth-order-store-mismatch',
  severity: 'info',
  summary: 'an order kept in the credential store replaces the one in `auth.order`',
  why: '`openclaw models auth order set` writes an order into the store of an agent. It wins over `auth.order`, and nothing says so: who edits the config changes nothing. `openclaw models auth order clear` takes it away.',
  facts: ['3.3', '4.1'],
  *check(routing) {
    const { orders, profiles, agents, home } = routing;
    if (orders.length === 0) return;
    for (const { agent, orders: kept } of profiles.stores)
      for (const { provider, ids } of kept) {
        const wanted = authProviderOf(provider.value, routing);
        const order = orders.find((each) => authProviderOf(each.provider, routing) === wanted);
        if (
          !order ||
          ids.length === 0 ||
          (ids.length === order.items.length && ids.every((id, i) => id === order.items[i]!.id))
        )
          continue;
        const isOnly = agents.length < 2;
        const of = agent === undefined ? '' : ` --agent ${agent}`;
        yield {
          at: order.key,
          message: `the store ${agent === undefined ? 'of all agents' : `of agent ${code(agent)}`} keeps another order for ${code(order.provider)}, which is the one that counts: ${listed(ids, 'and')}`,
          ...advice(
            `run \`openclaw models auth order clear --provider ${order.provider}${of}\` to let this one count${isOnly ? ', or write that order here' : ''}`,
            ...(isOnly ? [putting('write that order here', home.root, ['auth', 'order', order.provider], ids)] : []),
          ),
          related: [{ at: provider, message: 'the order in the store' }],
        };
      }
  },
};
