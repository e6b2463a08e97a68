import { credentialContext } from '../routing/credentials/context.ts';
import { resolveOrder } from '../routing/credentials/resolve-order.ts';
import { chain } from '../routing/models/chain.ts';
import type { Place } from '../text/file.ts';
import { code, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const orderExceedsRotationLimit: Rule = {
  id: 'order-exceeds-rotation-limit',
  severity: 'info',
  summary: 'an order with more than two profiles, of which a rate limit reaches only two',
  why: 'Where the model has fallbacks, a turn that meets a rate limit or an overload changes the profile of a provider once, then goes on to the next model: the third profile waits for another turn. A real turn of 2026.9.6 with three keys that are all limited asks the first ten times, the second once, then the fallback. A refused key (401) does go through all of them, and so does a chain without fallbacks. Since 2026.4.',
  facts: ['7.1', 'H21'],
  *check(routing) {
    const { agents, names, orders, target, behaviour } = routing;
    if (!behaviour.rotation.limited || !orders.some(({ items }) => items.length > 2)) return;
    const seen = new Set<Place>();
    for (const agent of agents) {
      const { candidates } = chain(names, agent);
      const context = credentialContext(routing, agent.scope === undefined ? undefined : agent.id);
      for (const { provider, model } of candidates.slice(0, -1)) {
        const { source, profiles } = resolveOrder(provider, context, { model });
        const third = profiles[2];
        if (source !== 'config' || !third || seen.has(third.at)) continue;
        seen.add(third.at);
        const rest = profiles.length === 3 ? `${code(third.id)} is` : `${code(third.id)} and what follows are`;
        yield {
          at: third.at,
          message: `${rest} not tried when the first two are rate-limited: ${release(target)} changes the profile once, then takes the next model`,
          help: 'move it to a provider id of its own and put that among the fallbacks',
        };
      }
    }
  },
};
