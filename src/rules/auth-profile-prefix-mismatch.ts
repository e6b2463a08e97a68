import { authProvider, knownProvider } from '../catalog/catalog.ts';
import { rewrite } from '../edit/edit.ts';
import { providerId } from '../routing/providers.ts';
import { once } from '../text/memo.ts';
import { mismatches } from './claims/mismatched-profiles.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const authProfilePrefixMismatch: Rule = {
  id: 'auth-profile-prefix-mismatch',
  severity: 'info',
  summary: 'the id of a profile begins with another provider than the one it is for',
  why: 'To OpenClaw an id is only a name: the `provider` decides, and nothing goes wrong by itself. But people read `anthropic:api` as a key of `anthropic`, and put it into that order, where OpenClaw drops it.',
  facts: ['3.1'],
  *check(routing) {
    const { profiles, providers, refs, orders } = routing;
    const reported = once(() => new Set(mismatches(routing).map(({ id }) => id)));
    const used = once(
      () =>
        new Set([
          ...providers.configured.map(({ id }) => id),
          ...orders.map(({ provider }) => provider),
          ...refs.flatMap(({ resolved }) => (resolved ? [resolved.provider] : [])),
        ]),
    );
    for (const [, { id, key, at, provider }] of profiles.declared) {
      if (!provider || !id.includes(':')) continue;
      const prefix = providerId(id.slice(0, id.indexOf(':')));
      if (prefix === provider || authProvider(prefix) === authProvider(provider) || !prefix) continue;
      if (knownProvider(prefix)?.canonical === provider) continue; // `doctor` keeps the id when it renames the provider
      if (reported().has(id)) continue;
      const inUse = used().has(prefix);
      if (!inUse && !providers.origin(prefix)) continue;
      yield {
        at: key,
        message: `profile ${code(id)} is named after ${code(prefix)} but belongs to ${code(provider)}; ${inUse ? `requests to ${code(prefix)} cannot use it` : `only requests to ${code(provider)} use it`}`,
        ...advice(
          `call it ${code(`${provider}${id.slice(id.indexOf(':'))}`)} everywhere, or set its provider to ${code(prefix)}`,
          ...(at.get('provider') && !profiles.stored.has(id)
            ? [
                {
                  title: `set its provider to ${code(prefix)}`,
                  edits: [rewrite(at.get('provider')!.node, prefix)],
                },
              ]
            : []),
        ),
        related: [{ at: at.get('provider') ?? key, message: `its provider is ${code(provider)}` }],
        ...(inUse && { severity: 'warning' as const }),
      };
    }
  },
};
