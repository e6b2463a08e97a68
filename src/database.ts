import type { Trouble } from './files.ts';

/**
 * Whose database it is: `state/openclaw.sqlite` of the home, or `openclaw-agent.sqlite` of one agent (facts 4.1).
 */
export type DatabaseOwner = 'state' | 'agent';

/**
 * Why a database that exists was not read. `no-sqlite`: this program runs where SQLite cannot be read; `locked`:
 * another process keeps it to itself, or changes it all the time; `unfinished`: changes stand beside it that only a
 * writer may bring in; `newer`: its layout is newer than the newest modelled; `damaged`: it is no SQLite file, or not
 * what OpenClaw writes into one.
 */
export type Unchecked = Trouble | 'no-sqlite' | 'locked' | 'unfinished' | 'newer' | 'damaged';

/** A stored credential as the query describes it: no field of it holds a secret. */
export interface ProfileRow {
  readonly id: string;
  readonly isObject: boolean;
  /** as written: `type`, or `mode` where there is no type */
  readonly type: string | undefined;
  readonly provider: string | undefined;
  /** milliseconds since 1970; `unusable` when it is no positive number */
  readonly expires: number | 'unusable' | undefined;
  /** the credential fields that are there, and what stands in them */
  readonly fields: ReadonlyMap<string, FieldRow>;
  /** the key is a pasted command line of `openclaw onboard` */
  readonly malformed: boolean;
  /** replaces another credential in a set-up that is not finished */
  readonly setup: boolean;
}

/** `object` is one that is no SecretRef; a text of the form `$NAME` in a field for references is one. */
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
  /** the only model that rests */
  readonly cooldownModel?: string;
  readonly disabledUntil?: number;
  readonly disabledReason?: string;
  readonly blockedUntil?: number;
  readonly blockedModel?: string;
}

/** What a database says about credentials. Empty where it has no such table or row. */
export interface DatabaseRows {
  /**
   * where credentials that all agents share are kept: in the state database, or (also when undefined) in that of `main`
   */
  readonly sharedIn: 'state-db' | 'legacy-main' | undefined;
  readonly profiles: readonly ProfileRow[];
  readonly orders: readonly { readonly provider: string; readonly ids: readonly string[] }[];
  /** provider → the profile that answered last */
  readonly lastGood: ReadonlyMap<string, string>;
  readonly usage: ReadonlyMap<string, UsageRow>;
}

export type DatabaseAnswer = DatabaseRows | { readonly unchecked: Unchecked };
