import { nodeAt, ScalarNode } from '../../parse/tree.ts';
import type { Custody } from '../../release/custody.ts';
import { behaviour } from '../../release/releases.ts';
import type { Store, StoredProfile, Usage } from '../../store/store.ts';
import type { Place } from '../../text/file.ts';

/** The credentials an agent sees: its own store over the shared one. */
export interface MergedStore {
  /** by id, in OpenClaw's order: the agent's own first */
  readonly profiles: ReadonlyMap<string, StoredProfile>;
  readonly orders: ReadonlyMap<string, MergedOrder>;
  readonly usage: ReadonlyMap<string, Usage>;
  readonly lastGood: ReadonlyMap<string, string>;
  /**
   * none: no store was found, or one could not be read, so anything may exist; some: there may be more than was read;
   * all: whatever is absent does not exist
   */
  readonly known: 'none' | 'some' | 'all';
}

/** An order from a store, by normalized provider id. */
export interface MergedOrder {
  readonly ids: readonly string[];
  readonly at: Place;
}

const EMPTY: MergedStore = {
  profiles: new Map(),
  orders: new Map(),
  usage: new Map(),
  lastGood: new Map(),
  known: 'none',
};

/**
 * Merges an agent's store over the shared one (facts 4.2). The agent wins for each id; its order for a provider
 * replaces the shared one; if it has none, its own profiles come before those of the shared order. Not modelled: an
 * agent's outdated `<provider>:default` login giving way to a newer one of the same person.
 */
export function mergeStores(
  main: Store | undefined,
  agent: Store | undefined,
  known?: MergedStore['known'],
  custody: Custody = behaviour({ release: undefined }).custody,
): MergedStore {
  const [base, own] = [contents(main, custody), contents(agent, custody)];
  const profiles = custody.ownFirst
    ? new Map([...own.profiles, ...[...base.profiles].filter(([id]) => !own.profiles.has(id))])
    : new Map([...base.profiles, ...own.profiles]);
  const orders = new Map([...base.orders, ...own.orders]);
  for (const provider of new Set(custody.ownFirst ? [...own.profiles.values()].map((each) => each.provider) : [])) {
    const inherited = provider !== undefined && !own.orders.has(provider) ? orders.get(provider) : undefined;
    if (!inherited) continue;
    const local = [...own.profiles].filter(([, each]) => each.provider === provider).map(([id]) => id);
    orders.set(provider!, { at: inherited.at, ids: [...new Set([...local, ...inherited.ids])] });
  }
  const kept = <T>(all: ReadonlyMap<string, T>, isKept: (key: string, value: T) => boolean) =>
    new Map([...all].filter(([key, value]) => isKept(key, value)));
  return {
    profiles,
    orders,
    usage: kept(new Map([...base.usage, ...own.usage]), (id) => profiles.has(id) || id.startsWith('inline-api-key:')),
    lastGood: kept(new Map([...base.lastGood, ...own.lastGood]), (_, id) => profiles.has(id)),
    known: known ?? (main || agent ? 'all' : 'none'),
  };
}

/**
 * The store an agent uses: its own over the shared one, which is the home's database, an inventory, or else the main
 * agent's store. A text file beside the config is used if there is no store in its proper place.
 * @param complete whether these are all the stores there are
 */
export function storeOf(
  stores: readonly Store[],
  agent: string | undefined,
  complete: boolean,
  custody?: Custody,
): MergedStore {
  const of = (id: string | undefined) => stores.find((store) => store.agent === id);
  const beside = of(undefined);
  const shared = beside && (beside.shape === 'sqlite' || beside.shape === 'inventory') ? beside : undefined;
  const main = of('main') ?? (shared ? undefined : beside);
  const chain = agent === undefined || agent === 'main' ? [shared, main] : [shared ?? main, of(agent)];
  const isRead = (store: Store | undefined) => store !== undefined && store.unchecked === undefined;
  const known = complete
    ? 'all'
    : chain.some(isRead) && chain.every((store) => !store || isRead(store))
      ? 'some'
      : 'none';
  const merged = mergeStores(chain[0], chain[1], known, custody);
  const own = agent === undefined || agent === 'main' ? undefined : chain[1];
  return own && custody?.prunesOrders ? { ...merged, orders: pruned(merged) } : merged;
}

/** The orders without what is not stored. */
const pruned = ({ orders, profiles }: MergedStore): MergedStore['orders'] =>
  new Map(
    [...orders]
      .map(([id, { ids, at }]) => [id, { ids: ids.filter((each) => profiles.has(each)), at }] as const)
      .filter(([, { ids }]) => ids.length > 0),
  );

/** `"type": "apiKey"`: releases before 2026.6.1 drop such entries. */
const isApiKeyType = ({ typeAt }: StoredProfile): boolean => typeAt instanceof ScalarNode && typeAt.value === 'apiKey';

/** A profile as releases read it that do not take `mode` for `type` and `apiKey` for `key`. */
function plainly(profile: StoredProfile): StoredProfile[] {
  const has = (name: string) => nodeAt(profile.entry, [name]) !== undefined;
  if (!has('type')) return [];
  const missing = profile.type === 'api_key' && profile.credential === 'present' && !has('key') && !profile.reference;
  return [missing ? { ...profile, credential: 'missing' } : profile];
}

/** A text without `profiles`, in releases that do not even import it (facts 4.4). */
export const isUnread = ({ shape }: Store, { importsFlat }: Custody): boolean =>
  !importsFlat && (shape === 'by-profile' || shape === 'by-provider');

/** A store as OpenClaw loads it: without dropped entries, providers in lower case. */
function contents(store: Store | undefined, custody: Custody): Omit<MergedStore, 'known'> {
  if (!store || isUnread(store, custody)) return EMPTY;
  const { apiKeyType, fieldAliases } = custody;
  return {
    profiles: new Map(
      store.profiles
        .filter((profile) => !profile.dropped && (apiKeyType || !isApiKeyType(profile)))
        .flatMap((profile) => (fieldAliases ? [profile] : plainly(profile)))
        .map((profile) => [profile.id, profile]),
    ),
    orders: new Map(
      store.orders
        .filter(({ ids }) => ids.length > 0)
        .map(({ provider, ids }) => [provider.value.trim().toLowerCase(), { ids, at: provider }]),
    ),
    usage: store.usage ?? new Map(),
    lastGood: store.lastGood ?? new Map(),
  };
}
