import { parseJson } from './parse/json.ts';
import type { Parsed } from './parse/parsed.ts';
import { File, type Place } from './place.ts';
import type { Key, Node, ObjectNode, ScalarNode } from './tree.ts';

export type CredentialType = 'api_key' | 'token' | 'oauth';

/** A stored credential, without the credential: what it is called, what it is, whether something is there. */
export interface StoredProfile {
  readonly id: string;
  readonly at: Key;
  readonly entry: ObjectNode;
  /** lower-case, as OpenClaw compares it */
  readonly provider: string | undefined;
  readonly type: CredentialType | undefined;
  readonly typeAt: Place | undefined;
  readonly credential: 'present' | 'empty' | 'missing';
  /** milliseconds since 1970, of a token */
  readonly expires: number | 'unusable' | undefined;
}

export type StoreShape = 'versioned' | 'by-profile' | 'by-provider' | 'inventory' | 'unknown';

/** One credential store: an agent's auth-profiles.json, or an inventory that OpenClaw printed. */
export interface Store {
  readonly file: File;
  readonly parsed: Parsed;
  readonly agent: string | undefined;
  readonly shape: StoreShape;
  readonly profiles: readonly StoredProfile[];
  /** auth orders kept in the store; they win over `auth.order` */
  readonly orders: readonly { provider: Key; ids: readonly string[] }[];
  /** the objects that should be credentials, with their keys, whatever they hold */
  readonly entries: readonly { key: Key; value: Node }[];
}

/** Which field holds the credential of each type (fact sheet 4.3, release 2026.9.6). */
export const CREDENTIAL_FIELDS: Readonly<Record<CredentialType, readonly string[]>> = {
  api_key: ['key', 'keyRef', 'apiKey'],
  token: ['token', 'tokenRef'],
  oauth: ['access', 'refresh'],
};

/** Reads an auth-profiles.json in any of the shapes seen in the wild. Values of credentials are looked at, never kept. */
export function readStore(file: File, agent: string | undefined): Store {
  const parsed = parseJson(file);
  const root = parsed.root?.kind === 'object' ? parsed.root : undefined;
  const profiles = root?.get('profiles');
  if (root && profiles?.kind === 'object')
    return { file, parsed, agent, shape: 'versioned', entries: profiles.effective(), orders: orders(root.get('order')), profiles: profilesOf(profiles.effective(), keyText) };
  const flat = root?.effective().filter(({ value }) => value.kind === 'object') ?? [];
  if (flat.length === 0) return { file, parsed, agent, shape: 'unknown', entries: [], orders: [], profiles: [] };
  const byProfile = flat.some(({ key }) => key.value.includes(':'));
  const idOf = byProfile ? keyText : (key: Key) => `${key.value}:default`;
  return { file, parsed, agent, shape: byProfile ? 'by-profile' : 'by-provider', entries: flat, orders: [], profiles: profilesOf(flat, idOf, !byProfile) };
}

/**
 * Reads an inventory: what `openclaw models auth list --json` prints, for one agent or a list of such objects.
 * It holds ids, providers, types and expiry, no credentials; every profile in it counts as having one.
 */
export function readInventory(file: File): readonly Store[] {
  const parsed = parseJson(file);
  const roots = parsed.root?.kind === 'array' ? parsed.root.items : parsed.root ? [parsed.root] : [];
  return roots.flatMap((root) => {
    if (root.kind !== 'object') return [];
    const list = root.get('profiles');
    const items = list?.kind === 'array' ? list.items : [];
    const entries = items.flatMap((value) => {
      const id = value.kind === 'object' ? (value.get('id') ?? value.get('profileId')) : undefined;
      return id?.kind === 'scalar' ? [{ key: keyAt(id), value }] : [];
    });
    const profiles = profilesOf(entries, keyText).map((profile): StoredProfile => ({ ...profile, credential: 'present' }));
    return [{ file, parsed, agent: textOf(root.get('agentId')), shape: 'inventory' as const, entries, orders: orders(root.get('order')), profiles }];
  });
}

const keyText = (key: Key): string => key.value;
const keyAt = (node: ScalarNode): Key => ({ file: node.file, offset: node.offset, length: node.length, value: String(node.value) });
const textOf = (node: Node | undefined): string | undefined => (node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined);

function profilesOf(entries: readonly { key: Key; value: Node }[], idOf: (key: Key) => string, providerIsKey = false): StoredProfile[] {
  return entries.flatMap(({ key, value }) => {
    if (value.kind !== 'object') return [];
    const typeNode = value.get('type') ?? value.get('mode');
    const type = typeFrom(textOf(typeNode)) ?? (typeNode ? undefined : inferred(value, providerIsKey));
    const provider = textOf(value.get('provider')) ?? (providerIsKey ? key.value : undefined);
    return [{ id: idOf(key), at: key, entry: value, provider: provider?.trim().toLowerCase(), type, typeAt: typeNode, credential: credentialOf(value, type), expires: expiry(value, type) }];
  });
}

function typeFrom(text: string | undefined): CredentialType | undefined {
  if (text === 'apiKey') return 'api_key';
  return text === 'api_key' || text === 'token' || text === 'oauth' ? text : undefined;
}

/** Only entries of a map by provider may leave the type out (fact sheet 4.4). */
function inferred(entry: ObjectNode, allowed: boolean): CredentialType | undefined {
  if (!allowed) return undefined;
  if (entry.get('key') || entry.get('apiKey') || entry.get('keyRef')) return 'api_key';
  if (entry.get('token') || entry.get('tokenRef')) return 'token';
  return entry.get('access') && entry.get('refresh') ? 'oauth' : undefined;
}

function credentialOf(entry: ObjectNode, type: CredentialType | undefined): StoredProfile['credential'] {
  const values = (type ? CREDENTIAL_FIELDS[type] : []).map((field) => entry.get(field)).filter((value) => value !== undefined);
  if (values.some((value) => value.kind === 'object' || (value.kind === 'scalar' && typeof value.value === 'string' && value.value.trim() !== ''))) return 'present';
  return values.length > 0 ? 'empty' : 'missing';
}

function expiry(entry: ObjectNode, type: CredentialType | undefined): number | 'unusable' | undefined {
  const node = entry.get('expires');
  if (!node || type !== 'token') return undefined;
  const value = node.kind === 'scalar' ? node.value : undefined;
  return typeof value === 'number' && value > 0 && value <= 8.64e15 ? value : 'unusable';
}

function orders(node: Node | undefined): { provider: Key; ids: readonly string[] }[] {
  if (node?.kind !== 'object') return [];
  return node.effective().map(({ key, value }) => ({
    provider: key,
    ids: value.kind === 'array' ? value.items.map(textOf).filter((id) => id !== undefined).map((id) => id.trim()) : [],
  }));
}
