import type { Trouble } from './files.ts';

/** Whose database: the home's `state/openclaw.sqlite`, or an agent's `openclaw-agent.sqlite` (facts 4.1). */
export type DatabaseOwner = 'state' | 'agent';

/**
 * Why an existing database was not read. `no-sqlite`: this runtime has no SQLite; `locked`: another process holds it
 * exclusively, or keeps changing it; `unfinished`: pending changes lie beside it that only a writer may apply; `newer`:
 * its layout is newer than any modelled; `damaged`: not an SQLite file, or not OpenClaw's content.
 */
export type Unchecked = Trouble | 'no-sqlite' | 'locked' | 'unfinished' | 'newer' | 'damaged';

/** A stored credential as the query describes it; no field holds a secret. */
export interface ProfileRow {
  readonly id: string;
  readonly isObject: boolean;
  /** as written: `type`, or `mode` where there is no type */
  readonly type: string | undefined;
  readonly provider: string | undefined;
  /** milliseconds since 1970; `unusable` if not a positive number */
  readonly expires: number | 'unusable' | undefined;
  /** the credential fields present, and what kind of value each holds */
  readonly fields: ReadonlyMap<string, FieldRow>;
  /** the key is a pasted `openclaw onboard` command line */
  readonly malformed: boolean;
  /** belongs to an unfinished set-up that will replace another credential */
  readonly setup: boolean;
}

/** `object`: not a SecretRef. A `$NAME` in a field for references counts as a SecretRef. */
export type FieldRow =
  | 'present'
  | 'empty'
  | 'object'
  | { readonly source: string; readonly provider: string; readonly id: string };

/** What OpenClaw noted about the use of a profile. Times are milliseconds since 1970. */
export interface UsageRow {
  readonly lastUsed?: number;
  readonly cooldownUntil?: number;
  readonly cooldownReason?: string;
  /** the only model at rest */
  readonly cooldownModel?: string;
  readonly disabledUntil?: number;
  readonly disabledReason?: string;
  readonly blockedUntil?: number;
  readonly blockedModel?: string;
}

/** What a database says about credentials. Empty if it lacks the table or row. */
export interface DatabaseRows {
  /** where shared credentials are kept: in the state database, or (also if undefined) in the database of `main` */
  readonly sharedIn: 'state-db' | 'legacy-main' | undefined;
  readonly profiles: readonly ProfileRow[];
  readonly orders: readonly { readonly provider: string; readonly ids: readonly string[] }[];
  /** provider → the profile that last answered */
  readonly lastGood: ReadonlyMap<string, string>;
  readonly usage: ReadonlyMap<string, UsageRow>;
}

export type DatabaseAnswer = DatabaseRows | { readonly unchecked: Unchecked };
