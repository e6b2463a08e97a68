import { authProvider } from '../catalog/catalog.ts';
import { rewrite } from '../edit/edit.ts';
import type { DeclaredProfile } from '../routing/credentials/profiles.ts';
import type { Routing } from '../routing/routing.ts';
import { suggest } from '../text/nearest.ts';
import { strangeOrders } from './order-provider-key-unknown.ts';
import { advice, code, meant, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const profileProviderMismatch: Rule = {
  id: 'profile-provider-mismatch',
  severity: 'error',
  summary: 'a profile belongs to another provider than the one it is used for',
  why: 'OpenClaw compares the `provider` of the profile, not its id: a profile of another provider is dropped from the order with the code `provider_mismatch`, without a word. Some ids share credentials (`claude-cli` uses those of `anthropic`); those are not reported. Seen on 2026.9.6.',
  *check(routing) {
    for (const { finding } of mismatches(routing)) yield finding;
  },
};

/** Each profile that is used for another provider than its own, with what there is to say about it. */
export function* mismatches(routing: Routing): Iterable<{ id: string; finding: Finding }> {
  const reported = new Set<string>();
  for (const profile of routing.profiles.declared.values()) {
    const finding = unknownProvider(profile, routing) ?? storedElsewhere(profile, routing);
    if (!finding) continue;
    reported.add(profile.id);
    yield { id: profile.id, finding };
  }
  // under a name that is no provider's, the name is the mistake
  const strange = new Set(strangeOrders(routing));
  for (const order of routing.orders.filter((each) => !strange.has(each)))
    for (const { id, at } of order.items) {
      const profile = routing.profiles.declared.get(id);
      const stored = routing.profiles.stored.get(id)?.[0];
      const provider = profile?.provider ?? stored?.provider;
      if (!provider || reported.has(id) || same(provider, order.provider)) continue;
      const where = profile
        ? (profile.at.get('provider') ?? profile.key)
        : (stored!.entry.get('provider') ?? stored!.at);
      const legacy = routing.providers.origin(provider) === 'legacy';
      yield {
        id,
        finding: {
          at,
          message: `profile ${code(id)} belongs to ${code(provider)}, so the order of ${code(order.provider)} cannot use it; OpenClaw drops it`,
          help: legacy
            ? `run \`openclaw doctor --fix\`, which moves profiles of ${code(provider)} to its present name, or take it out`
            : `take it out, or give the profile the provider ${code(order.provider)}`,
          related: [{ at: where, message: `its provider is ${code(provider)}` }],
          // older releases rewrite these ids themselves, and `doctor` moves them
          ...(legacy && { severity: 'warning' as const }),
        },
      };
    }
}

const same = (a: string, b: string): boolean => authProvider(a) === authProvider(b);

/** A provider nobody defines, one letter off one that this home configures. */
function unknownProvider(profile: DeclaredProfile, { providers }: Routing): Finding | undefined {
  const at = profile.at.get('provider');
  if (!profile.provider || !at || providers.origin(profile.provider)) return undefined;
  const near = suggest(profile.provider, providers.names);
  if (!near) return undefined;
  const key = providers.get(near)?.key;
  return {
    at,
    message: `profile ${code(profile.id)} is for ${code(profile.provider)}, but no provider has that name; nothing uses the profile`,
    ...meant(near, [rewrite(at, near)]),
    ...(key && { related: [{ at: key, message: `the provider ${code(near)}` }] }),
  };
}

function storedElsewhere(profile: DeclaredProfile, { profiles }: Routing): Finding | undefined {
  const stored = profiles.stored
    .get(profile.id)
    ?.find(({ provider }) => provider && profile.provider && !same(provider, profile.provider));
  const at = profile.at.get('provider');
  if (!stored || !at) return undefined;
  return {
    at,
    message: `profile ${code(profile.id)} is declared for ${code(profile.provider!)} but stored for ${code(stored.provider!)}; OpenClaw drops it`,
    ...advice(
      `write ${code(stored.provider!)}, or log in again for ${code(profile.provider!)}`,
      writingAt(at, stored.provider!),
    ),
    related: [
      {
        at: stored.entry.get('provider') ?? stored.at,
        message: `the stored credential is for ${code(stored.provider!)}`,
      },
    ],
    // a store that this release does not read may be out of date
    ...(!profiles.complete && { severity: 'warning' as const }),
  };
}
