import type { DatabaseOwner, DatabaseRows, FieldRow, ProfileRow } from '../database.ts';
import type { Files } from '../files.ts';
import type { Parsed } from '../parse/parsed.ts';
import { type Key, ObjectNode } from '../parse/tree.ts';
import { File } from '../text/file.ts';
import { CREDENTIAL_FIELDS, type CredentialType, type DropReason, type Store, type StoredProfile } from './store.ts';

const NOTHING_PARSED: Parsed = { root: undefined, errors: [], structureCertain: true, duplicates: [], comments: [] };

/**
 * Reads the credential store of a database that exists. It has no lines, so every place is the start of an empty text
 * at
 * the database's path. The store of the home's own database belongs to no agent; undefined when that database says that
 * the shared credentials are in the one of `main` (fact sheet 4.1).
 */
export function databaseStore(files: Files, path: string, owner: DatabaseOwner, agent?: string): Store | undefined {
  const file = new File(path, '');
  const answer = files.database ? files.database(path, owner) : { unchecked: 'no-sqlite' as const };
  const store = {
    file,
    parsed: NOTHING_PARSED,
    agent,
    shape: 'sqlite' as const,
    entries: [],
    profiles: [],
    orders: [],
  };
  if (!answer || 'unchecked' in answer) return { ...store, unchecked: answer?.unchecked ?? 'unreadable' };
  return owner === 'state' && answer.sharedIn !== 'state-db' ? undefined : { ...store, ...contents(answer, file) };
}

function contents({ profiles, orders, lastGood, usage }: DatabaseRows, file: File) {
  const key = (value: string): Key => ({ file, offset: 0, length: 0, value });
  const stored = profiles.filter(({ isObject }) => isObject).map((row) => storedProfile(row, key(row.id)));
  const strange = profiles
    .filter(({ isObject }) => !isObject)
    .map(({ id }) => ({ key: key(id), reason: 'non_object' as const }));
  return {
    profiles: stored,
    dropped: [...stored.flatMap(({ at, dropped }) => (dropped ? [{ key: at, reason: dropped }] : [])), ...strange],
    orders: orders.map(({ provider, ids }) => ({ provider: key(provider), ids })),
    lastGood,
    usage: new Map([...usage].map(([id, each]) => [id, { at: key(id), ...each }])),
  };
}

function storedProfile(row: ProfileRow, at: Key): StoredProfile {
  const type =
    row.type === 'apiKey'
      ? 'api_key'
      : row.type && row.type in CREDENTIAL_FIELDS
        ? (row.type as CredentialType)
        : undefined;
  const provider = row.provider?.trim().toLowerCase();
  const dropped: DropReason | undefined = !type ? 'invalid_type' : !provider ? 'missing_provider' : undefined;
  return {
    id: row.id,
    at,
    // its fields are known to the database only
    entry: new ObjectNode(at.file, 0, 0, [], true),
    provider,
    type,
    typeAt: undefined,
    ...credentialOf(row, type, at),
    expires: type === 'token' || type === 'oauth' ? usable(row.expires) : undefined,
    ...(dropped && { dropped }),
    ...(row.setup && { setup: true }),
  };
}

/**
 * As in a text store: a reference goes before a text, `apiKey` counts only where nothing else is written (fact sheet
 * 4.3).
 */
function credentialOf(
  { fields, malformed }: ProfileRow,
  type: CredentialType | undefined,
  at: Key,
): Pick<StoredProfile, 'credential' | 'reference' | 'malformed' | 'oauthRef' | 'renewable'> {
  if (!type) return { credential: 'missing' };
  const [text, other, alias] = CREDENTIAL_FIELDS[type].map((name) => fields.get(name));
  if (type === 'oauth') {
    const found = [text, other].map(presence);
    const credential = found.includes('present') ? 'present' : found.includes('empty') ? 'empty' : 'missing';
    return {
      credential,
      renewable: found[1] === 'present',
      ...(fields.get('oauthRef') === 'object' && { oauthRef: true }),
    };
  }
  const reference = [other, text].find((field) => typeof field === 'object');
  if (reference) return { credential: 'present', reference: { ...reference, at } };
  const credential = presence(text ?? alias);
  return {
    credential: credential === 'missing' && other ? 'empty' : credential,
    ...(malformed && type === 'api_key' && { malformed: true }),
  };
}

function presence(field: FieldRow | undefined): StoredProfile['credential'] {
  return field === undefined ? 'missing' : field === 'present' ? 'present' : 'empty';
}

/** The last instant that a JavaScript date can hold, in milliseconds. */
const LAST_DATE = 8.64e15;
const usable = (expires: ProfileRow['expires']): ProfileRow['expires'] =>
  typeof expires === 'number' && expires > LAST_DATE ? 'unusable' : expires;
