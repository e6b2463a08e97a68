import { knownProvider } from '../catalog/catalog.ts';
import { keyAt } from '../parse/tree.ts';
import { authProviderOf, type CredentialContext, credentialContext } from '../routing/credentials/context.ts';
import { type Attempt, credentialsIn } from '../routing/credentials/credentials.ts';
import { isLocal } from '../routing/local.ts';
import { type Candidate, chain } from '../routing/models/chain.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { ruleFor } from './claims.ts';
import { code, listed } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const fallbackNotIndependent: Rule = {
  id: 'fallback-not-independent',
  severity: 'warning',
  summary: 'the fallbacks share the provider, or the very key, of the primary',
  why: 'Failures of billing and of authentication rest a credential for every model it serves, so a fallback with the same one falls with the primary; the same goes for an outage of the one provider. Only rate limits have been counted per model since the middle of 2026, and per provider before. A second provider id is no second account while both read the same key.',
  facts: ['7.2'],
  *check(routing) {
    const seen = new Set<Place>();
    for (const agent of [undefined, ...routing.agents.filter(({ model }) => model)]) {
      const { candidates } = chain(routing.names, agent);
      if (candidates.length < 2 || candidates.some(({ uncertain }) => uncertain)) continue;
      if (candidates.some(({ at }) => meansAnother(at, routing))) continue;
      const path = agent?.model?.fallbacks
        ? [...agent.path!, 'model', 'fallbacks']
        : ['agents', 'defaults', 'model', 'fallbacks'];
      const context = credentialContext(routing, agent?.id);
      const list = keyAt(routing.home.root, path);
      for (const finding of [...oneProvider(candidates, list, context, routing), ...sameKey(candidates, context)]) {
        if (!seen.has(finding.at)) yield finding;
        seen.add(finding.at);
      }
    }
  },
};

/** A name that leads to this provider by mistake: another rule says which was meant. */
function meansAnother(at: Place | undefined, routing: Routing): boolean {
  const ref = routing.refs.find((each) => each.at === at);
  return ref !== undefined && ruleFor(ref, routing) !== null;
}

/**
 * The whole chain uses one provider. With credentials for another, or several for this one, outages were considered:
 * then it is more than an info.
 */
function* oneProvider(
  candidates: readonly Candidate[],
  at: Place | undefined,
  context: CredentialContext,
  routing: Routing,
): Iterable<Finding> {
  const [provider, ...others] = new Set(candidates.map((each) => authProviderOf(each.provider, context)));
  if (
    !at ||
    provider === undefined ||
    others.length > 0 ||
    isLocal(context.providers.get(provider)?.at.get('baseUrl')?.text())
  )
    return;
  const idle = setUpBeside(provider, context, routing);
  const { attempts } = credentialsIn(candidates[0]!, context);
  const several = attempts.length > 1 && attempts.every(({ kind }) => kind === 'profile');
  const plain = idle.size === 0 && !several;
  // one of one's own, or one that leads to many others, may be meant to be the only one
  if (plain && (!knownProvider(provider) || candidates.some(({ model }) => model.includes('/')))) return;
  yield {
    at,
    message: `every fallback uses ${code(provider)}, as the primary does: when that provider ${several ? 'is down or refuses its accounts' : 'or its account fails'}, the whole chain fails`,
    help:
      idle.size > 0
        ? `end the list with a model of ${listed([...idle.keys()])}, which is set up here`
        : 'end the list with a model of another provider',
    ...(idle.size > 0 && {
      related: [...idle].map(([id, place]) => ({ at: place, message: `${code(id)} is set up here` })),
    }),
    ...(plain && { severity: 'info' as const }),
  };
}

/** Other providers for which the home has a profile, an order or a key, and where. */
function setUpBeside(
  provider: string,
  context: CredentialContext,
  { orders, profiles, providers }: Routing,
): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const add = (id: string, at: Place) => {
    if (!found.has(id) && authProviderOf(id, context) !== provider && providers.origin(id) !== undefined)
      found.set(id, at);
  };
  for (const { provider: id, key } of profiles.declared.values()) if (id) add(id, key);
  for (const { provider: id, items, key } of orders) if (items.length > 0) add(id, key);
  for (const { id, at } of providers.configured) {
    const key = at.get('apiKey');
    // without an address there is nothing to ask yet
    if (key && at.get('models') && (at.get('baseUrl') || knownProvider(id))) add(id, key);
  }
  return found;
}

/** A fallback of another provider that can only use the primary's key. */
function* sameKey([primary, ...fallbacks]: readonly Candidate[], context: CredentialContext): Iterable<Finding> {
  if (!primary) return;
  let keys: ReadonlyMap<string, Attempt> | undefined;
  for (const { at, provider, model } of fallbacks) {
    if (!at || provider === primary.provider || differentServers(provider, primary.provider, context)) continue;
    keys ??= new Map(
      credentialsIn(primary, context).attempts.flatMap((each) =>
        identity(each) === undefined ? [] : [[identity(each)!, each]],
      ),
    );
    const own = credentialsIn({ provider, model }, context).attempts;
    const shared = own.map((each) => keys!.get(identity(each) ?? ''));
    if (own.length === 0 || shared.some((each) => each === undefined)) continue;
    const { label, at: place } = shared[0]!;
    const name = label.startsWith('models.providers.') ? 'the same key' : code(label);
    yield {
      at,
      message: `this fallback uses ${name}, as the primary does: a failed payment or a refused key stops both`,
      help: `give ${code(provider)} a key of another account, or add a fallback that has one`,
      ...(place && { related: [{ at: place, message: `the credential of ${code(primary.provider)}` }] }),
    };
  }
}

/** The identity of a credential: its variable, its profile, or its text, which never leaves this function. */
function identity({ kind, label, at }: Attempt): string | undefined {
  if (kind === 'profile') return `profile ${label}`;
  if (kind === 'environment' || (kind === 'config' && !label.startsWith('models.providers.')))
    return `variable ${label}`;
  return kind === 'config' && at && 'value' in at && typeof at.value === 'string' ? `text ${at.value}` : undefined;
}

function differentServers(one: string, other: string, { providers }: CredentialContext): boolean {
  const [a, b] = [one, other].map((id) => providers.get(id)?.at.get('baseUrl')?.text()?.trim());
  const host = (url: string) => /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase();
  return isLocal(a) || isLocal(b) || (a !== undefined && b !== undefined && host(a) !== host(b));
}
