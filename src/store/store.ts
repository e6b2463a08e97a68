import type { Unchecked } from '../files.ts';
import type { Parsed } from '../parse/parsed.ts';
import type { Key, Node, ObjectNode } from '../parse/tree.ts';
import type { File, Place } from '../text/file.ts';

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
  /** milliseconds since 1970, of a token or an OAuth access token */
  readonly expires: number | 'unusable' | undefined;
  /** why OpenClaw leaves the entry out when it reads the store */
  readonly dropped?: DropReason;
  /** where the credential is, when the store only refers to it */
  readonly reference?: StoredReference;
  /** the key is a pasted `openclaw onboard … --auth-choice …` command line */
  readonly malformed?: true;
  /** replaces another credential in a set-up that is not finished; nobody else may use it */
  readonly setup?: true;
  /** of an OAuth login: whether there is something to renew it with */
  readonly renewable?: boolean;
  /** OAuth material in a file of its own, as releases before SQLite kept it */
  readonly oauthRef?: true;
}

/** OpenClaw's words for entries it drops, with one warning in its log (facts 4.3). */
export type DropReason = 'non_object' | 'invalid_type' | 'missing_provider';

/** A SecretRef in a store. `id` is a name, not a secret; a missing provider reads as `default`. */
export interface StoredReference {
  readonly source: string;
  readonly provider: string;
  readonly id: string;
  readonly at: Place;
}

/** What a store remembers of the use of one profile; times in milliseconds since 1970 (facts 4.1). */
export interface Usage {
  readonly at?: Place;
  readonly lastUsed?: number;
  readonly cooldownUntil?: number;
  readonly cooldownReason?: string;
  readonly cooldownModel?: string;
  readonly blockedUntil?: number;
  /** the one model that the block is about */
  readonly blockedModel?: string;
  readonly disabledUntil?: number;
  readonly disabledReason?: string;
}

export type StoreShape = 'versioned' | 'by-profile' | 'by-provider' | 'inventory' | 'sqlite' | 'unknown';

/**
 * One credential store: an agent's auth-profiles.json or database, the shared database, or an inventory that OpenClaw
 * printed.
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
  /** the objects that should be credentials, with their keys, whatever they hold */
  readonly entries: readonly { key: Key; value: Node }[];
  /** entries that OpenClaw leaves out when it reads the store */
  readonly dropped?: readonly { key: Key; reason: DropReason }[];
  /** by profile id */
  readonly usage?: ReadonlyMap<string, Usage>;
  /** by provider: the profile that last worked; no order depends on it (facts 3.3) */
  readonly lastGood?: ReadonlyMap<string, string>;
  /** why a database was not read, or what was given as an inventory is none; then nothing is known of its profiles */
  readonly unchecked?: Unchecked | 'no-inventory';
  /** an inventory of one provider's profiles alone */
  readonly partial?: true;
}

/** An order kept in a store; one without ids counts as none, unlike in the config (facts 3.3). */
export interface StoredOrder {
  readonly provider: Key;
  readonly ids: readonly string[];
}

/** Which field holds the credential of each type (facts 4.3). */
export const CREDENTIAL_FIELDS: Readonly<Record<CredentialType, readonly string[]>> = {
  api_key: ['key', 'keyRef', 'apiKey'],
  token: ['token', 'tokenRef'],
  oauth: ['access', 'refresh'],
};

/** The fields for references, in which a text of the form `$NAME` is one, too (facts 2.2). */
export const REFERENCES: readonly string[] = ['keyRef', 'tokenRef'];
