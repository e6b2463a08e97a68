import { knownProvider } from '../catalog/catalog.ts';
import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const subscriptionTokenOnCustomProvider: Rule = {
  id: 'subscription-token-on-custom-provider',
  severity: 'warning',
  summary: 'a subscription login of Anthropic is stored for a provider id of one’s own',
  why: 'Requests with a Claude login or a set-up token need headers that OpenClaw sends for the provider `anthropic` only; under another id the token goes out as plain bearer, and Anthropic answers 401. API keys work under any id. From the documentation of custom providers, not measured: no request was sent.',
  facts: ['3.8'],
  *check({ profiles, providers }) {
    for (const { id, provider, type, at, dropped } of profiles.stores.flatMap((store) => store.profiles)) {
      if ((type !== 'token' && type !== 'oauth') || provider === undefined || dropped) continue;
      const block = providers.get(provider);
      if (
        !block ||
        knownProvider(block.id) ||
        !/^https:\/\/api\.anthropic\.com(?:[:/?#]|$)/i.test(block.at.get('baseUrl')?.text()?.trim() ?? '')
      )
        continue;
      yield {
        at,
        message: `profile ${code(id)} is a ${type === 'token' ? 'token' : 'login'} for ${code(block.id)}; Anthropic probably refuses subscriptions under an id other than ${code('anthropic')}`,
        help: `store an API key for ${code(block.id)}, or use the subscription as a profile of ${code('anthropic')}`,
        related: [{ at: block.key, message: `${code(block.id)} is defined here` }],
      };
    }
  },
};
