import { authProvider } from '../../catalog/catalog.ts';
import type { Environment } from '../../env/environment.ts';
import type { Node } from '../../parse/tree.ts';
import { type Behaviour, providerId } from '../../release/releases.ts';
import type { Providers } from '../providers.ts';
import type { Routing } from '../routing.ts';
import { type MergedStore, storeOf } from './agent-store.ts';
import type { Order } from './configured-orders.ts';
import type { DeclaredProfile } from './profiles.ts';

/** All that decides which credential an agent uses. */
export interface CredentialContext {
  readonly root: Node | undefined;
  readonly behaviour: Behaviour;
  readonly providers: Providers;
  readonly declared: ReadonlyMap<string, DeclaredProfile>;
  /** the lists of `auth.order`, in file order */
  readonly orders: readonly Order[];
  readonly store: MergedStore;
  readonly environment: Environment;
  /** milliseconds since 1970; undefined: nothing has expired, nothing rests */
  readonly now: number | undefined;
}

/** @param agent the agent's id; undefined for the main one */
export function credentialContext(routing: Routing, agent?: string): CredentialContext {
  let known = routing.contexts.get(agent);
  if (!known) routing.contexts.set(agent, (known = contextOf(routing, agent)));
  return known;
}

function contextOf(
  { home, behaviour, providers, profiles, orders, now }: Routing,
  agent: string | undefined,
): CredentialContext {
  return {
    root: home.root,
    behaviour,
    providers,
    declared: profiles.declared,
    orders,
    store: storeOf(profiles.stores, agent, profiles.complete),
    environment: home.environment,
    now,
  };
}

/**
 * The provider whose credentials a provider uses: `claude-cli` those of `anthropic` (facts 3.2).
 */
export function authProviderOf(provider: string, { behaviour }: Pick<CredentialContext, 'behaviour'>): string {
  return authProvider(providerId(behaviour, provider));
}
