import { rewrite } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import type { Routing } from '../routing/routing.ts';
import { type Mismatch, mismatches } from './claims/mismatched-profiles.ts';
import { advice, code, meant, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const profileProviderMismatch: Rule = {
  id: 'profile-provider-mismatch',
  severity: 'error',
  summary: 'a profile belongs to another provider than the one it is used for',
  why: 'OpenClaw compares the `provider` of the profile, not its id: a profile of another provider is dropped from the order with the code `provider_mismatch`, without a word. Some ids share credentials (`claude-cli` uses those of `anthropic`); those are not reported.',
  facts: ['3.2', '3.4'],
  *check(routing) {
    for (const mismatch of mismatches(routing)) yield finding(mismatch, routing);
  },
};

function finding(mismatch: Mismatch, routing: Routing): Finding {
  const { id } = mismatch;
  if (mismatch.kind === 'in-foreign-order') return inForeignOrder(mismatch, routing);
  const { profile } = mismatch;
  const at = profile.at.get('provider')!;
  if (mismatch.kind === 'misspelt-provider') {
    const { near } = mismatch;
    const key = routing.providers.get(near)?.key;
    return {
      at,
      message: `profile ${code(id)} is for ${code(profile.provider!)}, but no provider has that name; nothing uses the profile`,
      ...meant(near, [rewrite(at, near)]),
      ...(key && { related: [{ at: key, message: `the provider ${code(near)}` }] }),
    };
  }
  const { stored } = mismatch;
  const owner = stored.provider!;
  return {
    at,
    message: `profile ${code(id)} is declared for ${code(profile.provider!)} but stored for ${code(owner)}; OpenClaw drops it`,
    ...advice(`write ${code(owner)}, or log in again for ${code(profile.provider!)}`, writingAt(at, owner)),
    related: [
      { at: stored.entry.get('provider') ?? stored.at, message: `the stored credential is for ${code(owner)}` },
    ],
    // a store that this release does not read may be outdated
    ...(!routing.profiles.complete && { severity: 'warning' as const }),
  };
}

function inForeignOrder(
  { id, at, provider, order, provenAt }: Extract<Mismatch, { kind: 'in-foreign-order' }>,
  { providers, profiles, orders, home: { root } }: Routing,
): Finding {
  const list = orders.find((each) =>
    each.items.some((item) => item.at.offset === at.offset && item.at.file === at.file),
  );
  const index = list?.at.items().findIndex((each) => each.offset === at.offset) ?? -1;
  const out = list ? [taking('take it out', root, ['auth', 'order', list.key.value, index])] : [];
  const declared = profiles.stored.has(id) ? undefined : profiles.declared.get(id)?.at.get('provider')?.node;
  const given = `give the profile the provider ${code(order)}`;
  const legacy = providers.origin(provider) === 'legacy';
  return {
    at,
    message: `profile ${code(id)} belongs to ${code(provider)}, so the order of ${code(order)} cannot use it; OpenClaw drops it`,
    ...(legacy
      ? advice(
          `run \`openclaw doctor --fix\`, which moves profiles of ${code(provider)} to its present name, or take it out`,
          ...out,
        )
      : advice(
          `take it out, or ${given}`,
          ...out,
          ...(declared ? [{ title: given, edits: [rewrite(declared, order)] }] : []),
        )),
    related: [{ at: provenAt, message: `its provider is ${code(provider)}` }],
    // older releases rewrite these ids themselves, and `doctor` migrates them
    ...(legacy && { severity: 'warning' as const }),
  };
}
