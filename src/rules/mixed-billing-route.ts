import { putting, taking } from '../edit/offer.ts';
import type { Attempt } from '../routing/credentials/types.ts';
import type { Routing } from '../routing/routing.ts';
import type { Turn } from '../routing/turns.ts';
import { advice, code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const mixedBillingRoute: Rule = {
  id: 'mixed-billing-route',
  severity: 'warning',
  summary: 'after a subscription the same provider goes on with a key that is paid by use',
  why: 'OpenClaw tries logins before tokens before keys, and moves to the next on a rate limit, an overload or an exhausted plan, without a word in the conversation. Users found out from their bills. Many want exactly this, so it is said, not blamed. An order that you wrote yourself is left alone where another model of the chain is paid by use anyway. True of every release so far; a key written into the provider joins in since 2026.8.1.',
  facts: ['3.3', '7.1'],
  *check(routing) {
    if (routing.profiles.stored.size === 0) return;
    const seen = new Set<string>();
    if (![...routing.profiles.stored.values()].flat().some(({ type }) => type === 'oauth' || type === 'token')) return;
    const all = routing.turns();
    const byUse = new Set(all.filter(paysByUse).map((turn) => turn.agent));
    for (const turn of all) {
      const { candidate, credentials, agent } = turn;
      const start = credentials.attempts.findIndex(({ billing }) => billing === 'subscription');
      const key =
        start < 0
          ? undefined
          : credentials.attempts
              .slice(start + 1)
              .find(({ billing, onlyWithoutProfiles }) => billing === 'metered' && !onlyWithoutProfiles);
      const plan = credentials.attempts[start];
      if (!plan || !key || seen.has(candidate.provider)) continue;
      if (!plan.certain || !key.certain) continue;
      if (credentials.order.explicit && key.kind === 'profile' && byUse.has(agent)) continue;
      seen.add(candidate.provider);
      yield finding(turn, plan, key, routing);
    }
  },
};

/** Whether a model's first credential is paid by use. */
const paysByUse = ({ credentials: { attempts } }: Turn): boolean => attempts[0]?.billing === 'metered';

function finding(
  { candidate, credentials: { order } }: Turn,
  plan: Attempt,
  key: Attempt,
  { orders, home: { root } }: Routing,
): Finding {
  const own = orders.find((each) => each.provider === candidate.provider);
  const list = `auth.order.${candidate.provider}`;
  const at = key.kind !== 'profile' ? key.at : order.explicit ? order.at : key.profile?.declared?.key;
  const help =
    key.kind !== 'profile'
      ? 'remove the key'
      : order.explicit
        ? `remove ${code(key.label)} from the order`
        : `list only ${code(plan.label)} in ${code(list)}`;
  const path = ['auth', 'order', own?.key.value ?? candidate.provider];
  const index = own?.items.findIndex(({ id }) => id === key.label) ?? -1;
  const changes =
    key.kind !== 'profile'
      ? []
      : order.explicit
        ? [taking(help, own && index >= 0 ? root : undefined, [...path, index])]
        : [putting(help, own ? undefined : root, path, [plan.label])];
  return {
    at: at ?? candidate.at!,
    message: `when the subscription ${code(plan.label)} fails, requests go on with ${code(key.label)}, which is paid by use`,
    ...advice(`${help} if that must not happen`, ...changes),
  };
}
