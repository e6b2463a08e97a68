import { taking } from '../edit/offer.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const emptyAuthOrder: Rule = {
  id: 'empty-auth-order',
  severity: 'warning',
  summary: 'an empty `auth.order` list switches all profiles of its provider off',
  why: 'An explicit order owns the choice. An empty one selects no profile, and neither a stored credential nor a key in `.env` is used: the turn fails.',
  facts: ['3.3', '3.6'],
  *check({ orders, providers, home: { root } }) {
    for (const order of orders)
      if (
        order.at.node.kind === 'array' &&
        order.at.node.items.length === 0 &&
        !providers.get(order.provider)?.at.get('apiKey')
      )
        yield {
          at: order.at,
          message: `an empty order leaves ${code(order.provider)} without any credential, stored or in ${code('.env')}`,
          ...advice(
            'remove the list to let OpenClaw choose, or name the profiles to use',
            taking('remove the list', root, ['auth', 'order', order.key.value]),
          ),
        };
  },
};
