import type { Unchecked } from '../files.ts';
import type { Parsed } from '../parse/parsed.ts';
import type { Key, Node, ObjectNode } from '../parse/tree.ts';
import type { File, Place } from '../text/file.ts';

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
  readonly dropped?: DropReason | undefined;
  /** where the credential is, if the store only refers to it */
  readonly reference?: StoredReference;
  /** the key is a pasted `openclaw onboard … --auth-choice …` command line */
  readonly malformed?: true;
  /** belongs to an unfinished set-up that will replace another credential; not usable otherwise */
  readonly setup?: boolean | undefined;
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

/** The fields for references, in which a text of the form `$NAME` is one, too (facts 2.2). */
export const REFERENCES: readonly string[] = ['keyRef', 'tokenRef'];
