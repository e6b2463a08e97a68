import type { DatabaseOwner, DatabaseRows, FieldRow, Files, ProfileRow } from '../files.ts';
import type { Parsed } from '../parse/parsed.ts';
import { type Key, ObjectNode } from '../parse/tree.ts';
import { File } from '../text/file.ts';
import { credentialOf } from './credential.ts';
import { CREDENTIAL_FIELDS, type CredentialType, type DropReason, type Store, type StoredProfile } from './store.ts';

const NOTHING_PARSED: Parsed = { root: undefined, errors: [], structureCertain: true, duplicates: [], comments: [] };

/**
 * Reads the credential store of an existing database. A database has no lines, so every place is the start of an empty
 * text at its path. The store of the home's own database belongs to no agent; undefined if that database says that the
 * shared credentials are in the one of `main` (facts 4.1).
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
      : row.type && Object.hasOwn(CREDENTIAL_FIELDS, row.type)
        ? (row.type as CredentialType)
        : undefined;
  const provider = row.provider?.trim().toLowerCase();
  const dropped: DropReason | undefined = !type ? 'invalid_type' : !provider ? 'missing_provider' : undefined;
  const fields = new Map([...row.fields].map(([name, field]) => [name, fieldAt(field, at)]));
  return {
    id: row.id,
    at,
    // its fields exist only in the database
    entry: new ObjectNode(at.file, 0, 0, [], true),
    provider,
    type,
    typeAt: undefined,
    ...credentialOf(type, fields, row.malformed),
    expires: type === 'token' || type === 'oauth' ? usable(row.expires) : undefined,
    dropped,
    setup: row.setup || undefined,
  };
}

/** A reference in a database is where the database is. */
const fieldAt = (field: FieldRow, at: Key) => (typeof field === 'object' ? { ...field, at } : field);

/** The latest instant a JavaScript date can represent, in milliseconds. */
const LAST_DATE = 8.64e15;
const usable = (expires: ProfileRow['expires']): ProfileRow['expires'] =>
  typeof expires === 'number' && expires > LAST_DATE ? 'unusable' : expires;
