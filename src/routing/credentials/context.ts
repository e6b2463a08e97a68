import { authProvider, knownProvider } from '../../catalog/catalog.ts';
import type { Environment } from '../../env/environment.ts';
import type { Home } from '../../home/home.ts';
import type { Node } from '../../parse/tree.ts';
import { type Behaviour, providerId } from '../../release/releases.ts';
import { perKey, perObject } from '../../text/memo.ts';
import type { Providers } from '../providers.ts';
import { type MergedStore, storeOf } from './agent-store.ts';
import type { Order } from './configured-orders.ts';
import type { DeclaredProfile, Profiles } from './profiles.ts';

/** Everything that determines which credential an agent uses. */
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

/** The credentials of a home, for all its agents. */
export interface Holdings {
  readonly home: Home;
  readonly behaviour: Behaviour;
  readonly providers: Providers;
  readonly profiles: Profiles;
  readonly orders: readonly Order[];
  /** milliseconds since 1970; undefined: no clock, nothing has expired */
  readonly now: number | undefined;
}

/** @param agent the agent's id; undefined for the main one */
export const credentialContext = (holdings: Holdings, agent = 'main'): CredentialContext =>
  contextOf(holdings, agent === 'main' || ownersOf(holdings.profiles).has(agent) ? agent : NO_STORE);

/** Agents without a store of their own see the same credentials. */
const NO_STORE = '';
const ownersOf = perObject(({ stores }: Profiles) => new Set(stores.flatMap(({ agent }) => agent ?? [])));

const contextOf = perKey(
  ({ home, behaviour, providers, profiles, orders, now }: Holdings, agent: string): CredentialContext => ({
    root: home.root,
    behaviour,
    providers,
    declared: profiles.declared,
    orders,
    store: storeOf(profiles.stores, agent, profiles.complete, behaviour.custody),
    environment: home.environment,
    now,
  }),
);

/** Aliases of the core and bundled plugins, in releases that have them; others come with installed plugins. */
const BUILT_IN: ReadonlySet<string> = new Set(
  'claude-cli minimax-cn minimax-portal-cn minimax-api minimax-cloud minimax-api-lightning minimax-api-key-cn x-ai'.split(
    ' ',
  ),
);

/** The provider whose credentials a provider uses: `claude-cli` uses those of `anthropic` (facts 3.2). */
export function authProviderOf(provider: string, { behaviour }: Pick<CredentialContext, 'behaviour'>): string {
  const id = providerId(behaviour, provider);
  const owner = behaviour.authAliases.get(id);
  if (owner !== undefined) return owner;
  const shared = BUILT_IN.has(id) ? id : authProvider(id);
  // what an installed plugin adds; while it was bundled, only the core's aliases counted
  return behaviour.externalProviders.has(shared) ? shared : id;
}

/** Whether a provider has no credentials of another yet: a release that lacks the alias reads no variable for it. */
export function isLaterAlias(provider: string, { behaviour }: Pick<CredentialContext, 'behaviour'>): boolean {
  const id = providerId(behaviour, provider);
  return BUILT_IN.has(id) && knownProvider(id)?.kind === 'alias' && !behaviour.authAliases.has(id);
}

/**
 * The npm plugin because of which two providers share their credentials; undefined: they do without one, or not at all.
 */
export function sharingPlugin(
  one: string,
  other: string,
  context: Pick<CredentialContext, 'behaviour'>,
): string | undefined {
  const { behaviour } = context;
  const owner = authProviderOf(one, context);
  if (providerId(behaviour, one) === providerId(behaviour, other) || owner !== authProviderOf(other, context))
    return undefined;
  return pluginOf(owner, behaviour);
}

/** The npm package of a provider that the release does not bundle. */
export const pluginOf = (provider: string, { externalProviders }: Behaviour): string | undefined =>
  externalProviders.has(provider) ? knownProvider(provider)!.npm : undefined;
