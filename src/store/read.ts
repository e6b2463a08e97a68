import { parseJson } from '../parse/json.ts';
import type { Parsed } from '../parse/parsed.ts';
import { itemsOf, type Key, type Node, type ObjectNode, type ScalarNode, scalarOf, textOf } from '../parse/tree.ts';
import type { File } from '../text/file.ts';
import { credentialFields, credentialOf } from './credential.ts';
import { lastGood, orders, usage } from './state.ts';
import type { CredentialType, DropReason, Store, StoredProfile } from './store.ts';

/**
 * Reads an auth-profiles.json in any of the shapes seen in the wild. Credential values are examined, never kept.
 */
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
  const stores = roots.flatMap((root) => listed(file, parsed, root));
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

/** One object of an inventory, which stands for one agent; none where it is no object. */
export function listed(file: File, parsed: Parsed, root: Node): Store[] {
  if (root.kind !== 'object') return [];
  const list = root.get('profiles');
  const items = itemsOf(list);
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
}

const keyText = (key: Key): string => key.value;
const keyAt = (node: ScalarNode): Key => ({
  file: node.file,
  offset: node.offset,
  length: node.length,
  value: String(node.value),
});
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
        ...credentialOf(type, credentialFields(value, type), isCommandLine(value)),
        expires: expiry(value, type),
        dropped,
        setup: inSetup(value) || undefined,
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

/** The key is a pasted command line, `openclaw onboard … --auth-choice …`. */
const isCommandLine = (entry: ObjectNode): boolean =>
  /^\s*openclaw\s+onboard(?:\s.*)?\s--auth-choice(?:[\s=]|$)/i.test(
    textOf(entry.get('key') ?? entry.get('apiKey')) ?? '',
  );

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
  const value = scalarOf(node);
  return typeof value === 'number' && value > 0 && value <= 8.64e15 ? value : 'unusable';
}
