import type { Unchecked } from '../database.ts';
import { secretShorthand } from '../env/references.ts';
import { parseJson } from '../parse/json.ts';
import type { Parsed } from '../parse/parsed.ts';
import type { Key, Node, ObjectNode, ScalarNode } from '../parse/tree.ts';
import type { File, Place } from '../text/file.ts';
import { lastGood, orders, usage } from './state.ts';

export type CredentialType = 'api_key' | 'token' | 'oauth';

/** A stored credential without its secret: its name, its type, and whether a value is present. */
export interface StoredProfile {
  readonly id: string;
  readonly at: Key;
  readonly entry: ObjectNode;
  /** lower case, as OpenClaw compares it */
  readonly provider: string | undefined;
  readonly type: CredentialType | undefined;
  readonly typeAt: Place | undefined;
  readonly credential: 'present' | 'empty' | 'missing';
  /** milliseconds since 1970; of a token or an OAuth access token */
  readonly expires: number | 'unusable' | undefined;
  /** why OpenClaw drops the entry when it reads the store */
  readonly dropped?: DropReason;
  /** where the credential is, if the store only refers to it */
  readonly reference?: StoredReference;
  /** the key is a pasted `openclaw onboard … --auth-choice …` command line */
  readonly malformed?: true;
  /** belongs to an unfinished set-up that will replace another credential; not usable otherwise */
  readonly setup?: true;
  /** of an OAuth login: whether it can be renewed */
  readonly renewable?: boolean;
  /** OAuth tokens in a separate file, as releases before SQLite kept them */
  readonly oauthRef?: true;
}

/** OpenClaw's reasons for dropping entries; it logs one warning (facts 4.3). */
export type DropReason = 'non_object' | 'invalid_type' | 'missing_provider';

/** A SecretRef in a store. `id` is a name, not a secret; a missing provider reads as `default`. */
export interface StoredReference {
  readonly source: string;
  readonly provider: string;
  readonly id: string;
  readonly at: Place;
}

/** Usage of one profile as kept in a store; times in milliseconds since 1970 (facts 4.1). */
export interface Usage {
  readonly at?: Place;
  readonly lastUsed?: number;
  readonly cooldownUntil?: number;
  readonly cooldownReason?: string;
  readonly cooldownModel?: string;
  readonly blockedUntil?: number;
  /** the one model that `blockedUntil` is about */
  readonly blockedModel?: string;
  readonly disabledUntil?: number;
  readonly disabledReason?: string;
}

export type StoreShape = 'versioned' | 'by-profile' | 'by-provider' | 'inventory' | 'sqlite' | 'unknown';

/**
 * One credential store: an agent's auth-profiles.json or database, the shared database, or an inventory printed by
 * OpenClaw.
 */
export interface Store {
  readonly file: File;
  readonly parsed: Parsed;
  /** the `auth-state.json` beside it */
  readonly state?: Parsed;
  /** undefined for the shared store */
  readonly agent: string | undefined;
  readonly shape: StoreShape;
  readonly profiles: readonly StoredProfile[];
  /** auth orders kept in the store; they win over `auth.order` */
  readonly orders: readonly StoredOrder[];
  /** the objects that should be credentials, with their keys, whatever they contain */
  readonly entries: readonly { key: Key; value: Node }[];
  /** entries that OpenClaw drops when it reads the store */
  readonly dropped?: readonly { key: Key; reason: DropReason }[];
  /** by profile id */
  readonly usage?: ReadonlyMap<string, Usage>;
  /** by provider: the profile that last worked; it does not influence the order (facts 3.3) */
  readonly lastGood?: ReadonlyMap<string, string>;
  /** why a database was not read, or that a given inventory is not one; then its profiles are unknown */
  readonly unchecked?: Unchecked | 'no-inventory';
  /** set on an inventory that covers one provider only */
  readonly partial?: true;
}

/** An order kept in a store. Unlike in the config, an empty one counts as none (facts 3.3). */
export interface StoredOrder {
  readonly provider: Key;
  readonly ids: readonly string[];
}

/** The field that holds the credential, by type (facts 4.3). */
export const CREDENTIAL_FIELDS: Readonly<Record<CredentialType, readonly string[]>> = {
  api_key: ['key', 'keyRef', 'apiKey'],
  token: ['token', 'tokenRef'],
  oauth: ['access', 'refresh'],
};

/** Reads an auth-profiles.json in any of the shapes seen in the wild. Credential values are examined, never kept. */
export function readStore(file: File, agent: string | undefined): Store {
  const parsed = parseJson(file);
  const root = parsed.root?.kind === 'object' ? parsed.root : undefined;
  const profiles = root?.get('profiles');
  if (root && profiles?.kind === 'object')
    return {
      ...opened(profiles.effective(), keyText),
      shape: 'versioned',
      orders: orders(root.get('order')),
      usage: usage(root.get('usageStats')),
      lastGood: lastGood(root.get('lastGood')),
    };
  const flat = root?.effective().filter(({ value }) => value.kind === 'object') ?? [];
  if (flat.length === 0) return { ...opened([], keyText), shape: 'unknown', orders: [] };
  const byProfile = flat.some(({ key }) => key.value.includes(':'));
  const idOf = byProfile ? keyText : (key: Key) => `${key.value}:default`;
  return { ...opened(flat, idOf, !byProfile), shape: byProfile ? 'by-profile' : 'by-provider', orders: [] };

  function opened(entries: Store['entries'], idOf: (key: Key) => string, providerIsKey = false) {
    const found = profilesOf(entries, idOf, providerIsKey);
    const reasons = new Map<Key, DropReason>(
      found.flatMap(({ at, dropped }) => (dropped ? [[at, dropped] as const] : [])),
    );
    const dropped = entries.flatMap(({ key, value }) => {
      const reason = value.kind === 'object' ? reasons.get(key) : 'non_object';
      return reason ? [{ key, reason }] : [];
    });
    return { file, parsed, agent, entries, profiles: found, dropped };
  }
}

/**
 * Reads an inventory: what `openclaw models auth list --json` prints, for one agent or a list of such objects.
 * It holds ids, providers, types and expiry, no credentials; every profile in it counts as having one.
 */
export function readInventory(file: File): readonly Store[] {
  const parsed = parseJson(file);
  const roots = parsed.root?.kind === 'array' ? parsed.root.items : parsed.root ? [parsed.root] : [];
  const stores = roots.flatMap((root): Store[] => {
    if (root.kind !== 'object') return [];
    const list = root.get('profiles');
    const items = list?.kind === 'array' ? list.items : [];
    const kept = {
      file,
      parsed,
      agent: textOf(root.get('agentId')),
      shape: 'inventory' as const,
      orders: orders(root.get('order')),
    };
    if (list?.kind !== 'array') return [{ ...kept, entries: [], profiles: [], unchecked: 'no-inventory' as const }];
    const entries = items.flatMap((value) => {
      const id = value.kind === 'object' ? (value.get('id') ?? value.get('profileId')) : undefined;
      return id?.kind === 'scalar' ? [{ key: keyAt(id), value }] : [];
    });
    // an inventory does not show it, so it is assumed to be present
    const profiles = profilesOf(entries, keyText).map(
      ({ renewable: _, ...rest }): StoredProfile => ({ ...rest, credential: 'present' }),
    );
    return [{ ...kept, entries, profiles, ...(textOf(root.get('provider')) && { partial: true as const }) }];
  });
  return stores.length > 0
    ? stores
    : [
        {
          file,
          parsed,
          agent: undefined,
          shape: 'inventory',
          orders: [],
          entries: [],
          profiles: [],
          unchecked: 'no-inventory',
        },
      ];
}

const keyText = (key: Key): string => key.value;
const keyAt = (node: ScalarNode): Key => ({
  file: node.file,
  offset: node.offset,
  length: node.length,
  value: String(node.value),
});
const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;

function profilesOf(
  entries: readonly { key: Key; value: Node }[],
  idOf: (key: Key) => string,
  providerIsKey = false,
): StoredProfile[] {
  return entries.flatMap(({ key, value }) => {
    if (value.kind !== 'object') return [];
    const typeNode = value.get('type') ?? value.get('mode');
    const type = typeFrom(textOf(typeNode)) ?? (typeNode ? undefined : inferred(value, providerIsKey));
    const provider = textOf(value.get('provider')) ?? (providerIsKey ? key.value : undefined);
    const id = provider?.trim().toLowerCase();
    const dropped = !type ? 'invalid_type' : !id ? 'missing_provider' : undefined;
    return [
      {
        id: idOf(key),
        at: key,
        entry: value,
        provider: id,
        type,
        typeAt: typeNode,
        ...credentialOf(value, type),
        expires: expiry(value, type),
        ...(dropped && { dropped }),
        ...(inSetup(value) && { setup: true }),
      },
    ];
  });
}

function typeFrom(text: string | undefined): CredentialType | undefined {
  if (text === 'apiKey') return 'api_key';
  return text === 'api_key' || text === 'token' || text === 'oauth' ? text : undefined;
}

/** Only entries of a map by provider may omit the type (facts 4.4). */
function inferred(entry: ObjectNode, allowed: boolean): CredentialType | undefined {
  if (!allowed) return undefined;
  if (entry.get('key') || entry.get('apiKey') || entry.get('keyRef')) return 'api_key';
  if (entry.get('token') || entry.get('tokenRef')) return 'token';
  return entry.get('access') && entry.get('refresh') ? 'oauth' : undefined;
}

/**
 * What the credential field contains (facts 4.3): a reference beats a text; `apiKey` counts only if there is nothing
 * else.
 */
function credentialOf(
  entry: ObjectNode,
  type: CredentialType | undefined,
): Pick<StoredProfile, 'credential' | 'reference' | 'malformed' | 'oauthRef' | 'renewable'> {
  if (!type) return { credential: 'missing' };
  const [field, other, alias] = CREDENTIAL_FIELDS[type];
  if (type === 'oauth') {
    const found = [entry.get(field!), entry.get(other!)].map(presence);
    const credential = found.includes('present') ? 'present' : found.includes('empty') ? 'empty' : 'missing';
    return {
      credential,
      renewable: found[1] === 'present',
      ...(entry.get('oauthRef')?.kind === 'object' && { oauthRef: true }),
    };
  }
  const reference =
    referenceIn(entry.get(other!)) ??
    (entry.get(field!)?.kind === 'object' ? referenceIn(entry.get(field!)) : undefined);
  if (reference) return { credential: 'present', reference };
  const node = entry.get(field!) ?? (alias === undefined ? undefined : entry.get(alias));
  const written = [node, entry.get(other!)].some((each) => each !== undefined);
  const credential = presence(node?.kind === 'object' ? undefined : node);
  const malformed = /^\s*openclaw\s+onboard(?:\s.*)?\s--auth-choice(?:[\s=]|$)/i.test(textOf(node) ?? '');
  return {
    credential: credential === 'missing' && written ? 'empty' : credential,
    ...(malformed && type === 'api_key' && { malformed: true }),
  };
}

function presence(node: Node | undefined): StoredProfile['credential'] {
  if (!node) return 'missing';
  return (textOf(node) ?? '').trim() === '' ? 'empty' : 'present';
}

/** A SecretRef, possibly without `provider`, or written as `$NAME` (facts 2.2, 2.6). */
function referenceIn(node: Node | undefined): StoredReference | undefined {
  if (!node) return undefined;
  const shorthand = secretShorthand(textOf(node) ?? '');
  if (shorthand) return { source: 'env', provider: 'default', id: shorthand, at: node };
  if (node.kind !== 'object') return undefined;
  const [source, provider, id] = ['source', 'provider', 'id'].map((key) => textOf(node.get(key))?.trim());
  return source && id && /^(?:env|file|exec|store)$/.test(source)
    ? { source, provider: provider || 'default', id, at: node }
    : undefined;
}

function inSetup(entry: ObjectNode): boolean {
  const setup = entry.get('setup');
  if (setup?.kind !== 'object') return false;
  const replacement = setup.get('replacement');
  return (
    replacement?.kind === 'scalar' &&
    replacement.value === true &&
    ['modelRef', 'configJson'].every((key) => textOf(setup.get(key))?.trim())
  );
}

function expiry(entry: ObjectNode, type: CredentialType | undefined): number | 'unusable' | undefined {
  const node = entry.get('expires');
  if (!node || (type !== 'token' && type !== 'oauth')) return undefined;
  const value = node.kind === 'scalar' ? node.value : undefined;
  return typeof value === 'number' && value > 0 && value <= 8.64e15 ? value : 'unusable';
}
