import { providerId } from '../../release/releases.ts';
import type { StoredProfile } from '../../store/store.ts';
import type { Place } from '../../text/file.ts';
import { authProviderOf, type CredentialContext, sharingPlugin } from './context.ts';
import { restsUntil } from './cooldown.ts';
import { eligibility, isCodexKey, type Reason } from './eligibility.ts';
import type { DeclaredProfile } from './profiles.ts';

/** A profile that will be tried. */
export interface ResolvedProfile {
  readonly id: string;
  readonly type: 'oauth' | 'token' | 'api_key' | 'aws-sdk' | undefined;
  /** false: probably stored, but the store was not seen */
  readonly certain: boolean;
  /** the npm plugin that must be installed for it to serve the provider */
  readonly plugin?: string | undefined;
  /** what puts it in this position: its entry in the order, else its declaration, else the store */
  readonly at: Place;
  readonly declared?: DeclaredProfile | undefined;
  readonly stored?: StoredProfile | undefined;
  /** milliseconds since 1970 */
  readonly restsUntil?: number | undefined;
}

/** The type named by a profile's `mode`; undefined for an unknown word. */
export const typeOfMode = (mode: string | undefined): ResolvedProfile['type'] =>
  mode === 'oauth' || mode === 'token' || mode === 'api_key' || mode === 'aws-sdk' ? mode : undefined;

/** A profile that is not tried, and the place of the cause. */
export interface SkippedProfile {
  readonly id: string;
  readonly reason: Reason;
  readonly certain: boolean;
  readonly at?: Place | undefined;
}

export interface ResolvedOrder {
  /**
   * what determined the order: a list in the store or in `auth.order`, else the declared profiles, else the stored
   * ones; `repaired`: no profile of the list exists, so the stored ones are used
   */
  readonly source: 'store' | 'config' | 'declared' | 'stored' | 'repaired';
  /** there is a list, even if it was repaired: without a usable profile it blocks all other credentials */
  readonly explicit: boolean;
  /** the list */
  readonly at?: Place | undefined;
  /** the npm plugin that must be installed for the list to count */
  readonly plugin?: string | undefined;
  /** in the order in which they are tried */
  readonly profiles: readonly ResolvedProfile[];
  readonly skipped: readonly SkippedProfile[];
}

/**
 * The profiles of a provider in the order OpenClaw tries them (facts 3.3).
 * @param options.preferred a profile that goes first if it is tried at all
 * @param options.model the model asked for: rests after a rate limit are of one model
 */
export function resolveOrder(
  provider: string,
  context: CredentialContext,
  options: { preferred?: string | undefined; model?: string | undefined } = {},
): ResolvedOrder {
  const { store, declared, now } = context;
  const { custody } = context.behaviour;
  const wanted = authProviderOf(provider, context);
  const serves = (each: { provider: string | undefined }) =>
    each.provider !== undefined && authProviderOf(each.provider, context) === wanted;
  const isKey = (id: string, of: string | undefined) => {
    const stored = store.profiles.get(id);
    return stored !== undefined && isCodexKey(stored, of, wanted, context);
  };
  const fitting = (each: { id: string; provider: string | undefined }) => serves(each) || isKey(each.id, each.provider);
  const declaredIds = [...declared.values()].filter(fitting).map(({ id }) => id);
  const storedIds = [...store.profiles.values()].filter(fitting).map(({ id }) => id);
  const list = explicitOrder(provider, wanted, context) ?? listOfOpenAi(wanted, context);
  const base = list?.entries ?? (declaredIds.length > 0 ? declaredIds : storedIds).map((id) => ({ id, at: undefined }));
  const at = (id: string): Place | undefined =>
    base.find((entry) => entry.id === id)?.at ?? declared.get(id)?.key ?? store.profiles.get(id)?.at;
  const verdicts = new Map(
    [...base.map(({ id }) => id), ...storedIds].map((id) => [id, eligibility(id, provider, context)]),
  );
  const usable = (ids: readonly string[]) => [...new Set(ids)].filter((id) => verdicts.get(id)?.ok);

  let ids = usable(base.map(({ id }) => id));
  const repaired =
    custody.repairsOrders &&
    ids.length === 0 &&
    base.length > 0 &&
    base.every(({ id }) => !store.profiles.has(id)) &&
    (declaredIds.length > 0 || (custody.repairsStoredOrders && list?.source === 'store'));
  if (repaired) ids = usable(storedIds);
  const profiles = ids.map(resolved);
  const ready = profiles.filter((profile) => profile.restsUntil === undefined);
  const resting = profiles
    .filter((profile) => profile.restsUntil !== undefined)
    .sort((a, b) => a.restsUntil! - b.restsUntil!);
  if (!list?.entries.length || (repaired && custody.repairsStoredOrders)) ready.sort(byUse);
  const ordered = [...ready, ...resting];
  const preferred = ordered.find(({ id }) => id === options.preferred);
  return {
    source: repaired ? 'repaired' : (list?.source ?? (declaredIds.length > 0 ? 'declared' : 'stored')),
    explicit: list !== undefined,
    at: list?.at,
    plugin: list?.plugin,
    profiles: preferred ? [preferred, ...ordered.filter((profile) => profile !== preferred)] : ordered,
    skipped: skipped(),
  };

  function resolved(id: string): ResolvedProfile {
    const [of, stored] = [declared.get(id), store.profiles.get(id)];
    const rest = restsUntil(
      store.usage.get(id),
      stored?.provider,
      custody.restsByModel ? options.model : undefined,
      now,
      context.behaviour,
    );
    const type = stored?.type ?? typeOfMode(of?.mode);
    const plugin = sharingPlugin(stored?.provider ?? of?.provider ?? provider, provider, context);
    return {
      id,
      type,
      certain: verdicts.get(id)!.certain && plugin === undefined,
      plugin,
      at: at(id)!,
      declared: of,
      stored,
      restsUntil: rest,
    };
  }

  /** Order without a list: logins before tokens before keys; within a type, least recently used first. */
  function byUse(a: ResolvedProfile, b: ResolvedProfile): number {
    const rank = ({ type }: ResolvedProfile) => (type === undefined ? 3 : (RANK[type] ?? 3));
    const expired = ({ type, stored }: ResolvedProfile) =>
      Number(
        custody.watchesLogins &&
          type === 'oauth' &&
          now !== undefined &&
          typeof stored?.expires === 'number' &&
          stored.expires <= now,
      );
    const used = ({ id }: ResolvedProfile) => store.usage.get(id)?.lastUsed ?? 0;
    return rank(a) - rank(b) || expired(a) - expired(b) || used(a) - used(b);
  }

  function skipped(): SkippedProfile[] {
    const tried = new Set(ids);
    const listed = new Set(base.map(({ id }) => id));
    const all = [...new Set([...listed, ...storedIds, ...(list ? declaredIds : [])])].filter((id) => !tried.has(id));
    return all.map((id) => {
      const verdict = verdicts.get(id);
      const place = at(id);
      // being omitted is the first cause to fix, whatever else is wrong with it
      if ((listed.has(id) || repaired) && verdict && !verdict.ok)
        return { id, reason: verdict.reason, certain: verdict.certain, at: place };
      return {
        id,
        reason: list ? ('excluded_by_auth_order' as const) : ('undeclared' as const),
        certain: list?.plugin === undefined,
        at: place,
      };
    });
  }
}

const RANK: Readonly<Record<string, number>> = { oauth: 0, token: 1, api_key: 2 };

interface ExplicitOrder {
  readonly source: 'store' | 'config';
  readonly at: Place;
  readonly plugin?: string | undefined;
  readonly entries: readonly { id: string; at: Place }[];
}

/**
 * The list that counts: the store's before `auth.order`; by the id that owns the credentials, then by the id asked for.
 */
function explicitOrder(provider: string, wanted: string, context: CredentialContext): ExplicitOrder | undefined {
  const { store, orders, behaviour } = context;
  const own = providerId(behaviour, provider);
  const names = behaviour.custody.sharedOrders ? [wanted, own] : [own];
  for (const name of names) {
    // some releases know a provider under two names, of which the store may have the other one
    const [, list] = [...store.orders].find(([id]) => providerId(behaviour, id) === name) ?? [];
    if (!list) continue;
    const { ids, at } = list;
    return { source: 'store', at, plugin: sharingPlugin(name, own, context), entries: ids.map((id) => ({ id, at })) };
  }
  for (const name of names) {
    const list = orders.find((order) => providerId(behaviour, order.provider) === name);
    if (list) return { source: 'config', at: list.key, plugin: sharingPlugin(name, own, context), entries: list.items };
  }
  return undefined;
}

/** For `openai-codex` a list of `openai`, with the former's own profiles before it, or behind if it names any. */
function listOfOpenAi(wanted: string, context: CredentialContext): ExplicitOrder | undefined {
  if (!context.behaviour.custody.codexOrders || wanted !== 'openai-codex') return undefined;
  const list = explicitOrder('openai', 'openai', context);
  if (!list) return undefined;
  const own = [...context.store.profiles.values()]
    .filter((each) => each.provider !== undefined && authProviderOf(each.provider, context) === wanted)
    .map(({ id, at }) => ({ id, at }));
  const namesOwn = list.entries.some(({ id }) => own.some((each) => each.id === id));
  const all = namesOwn ? [...list.entries, ...own] : [...own, ...list.entries];
  const ids = new Set<string>();
  return { ...list, entries: all.filter(({ id }) => !ids.has(id) && ids.add(id)) };
}
