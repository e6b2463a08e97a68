import type { Enclosing } from './text/file.ts';

/**
 * Why an existing file could not be read. `outside`: a link leads out of the repository; `beyond`: the check has used up
 * what it may take, which a finding of its own says.
 */
export type Trouble =
  | 'folder'
  | 'denied'
  | 'dangling-link'
  | 'not-regular'
  | 'too-large'
  | 'unreadable'
  | 'outside'
  | 'not-utf8'
  | 'beyond';

export interface Unreadable {
  readonly trouble: Trouble;
}

/** What OpenClaw's include rules need to know about a file besides its text. */
export interface Inspection {
  /** the path after resolving all links */
  readonly real: string;
  /** number of hard links; 1 for an ordinary file */
  readonly links: number;
}

/** Who besides its owner may get at a file's text. */
export interface Exposure {
  /** whether git tracks it, in the repository that it lies in */
  readonly git: 'tracked' | 'untracked' | 'no-repository';
  /** every user of the machine may read it; false where the file system does not tell */
  readonly readableByAll: boolean;
}

/** The files of a home. Paths are absolute or relative, always with `/`. Reading never throws. */
export interface Files {
  /** the text, a reason why not, or undefined if nothing exists; `limit` is in bytes */
  read(path: string, limit?: number): string | Unreadable | undefined;
  /** names in a folder, subfolders with a trailing `/`; empty if there is no folder */
  list(folder: string): readonly string[];
  /** the file around a text that is no file of its own */
  enclosing?(path: string): Enclosing | undefined;
  inspect?(path: string): Inspection | undefined;
  /** asked only for files that hold secrets */
  exposure?(path: string): Exposure | undefined;
  /** what an OpenClaw SQLite file says about credentials, without the secrets; undefined if nothing exists @internal */
  database?(path: string, owner: DatabaseOwner): DatabaseAnswer | undefined;
}

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

/** Files held in memory: tests, the browser, unsaved text. */
export function memory(texts: Readonly<Record<string, string>>): Files {
  const all = new Map(Object.entries(texts));
  return {
    read: (path) => all.get(path),
    list(folder) {
      const prefix = folder === '' || folder === '.' ? '' : folder.endsWith('/') ? folder : `${folder}/`;
      const names = new Set<string>();
      for (const path of all.keys()) {
        if (!path.startsWith(prefix)) continue;
        const rest = path.slice(prefix.length);
        const slash = rest.indexOf('/');
        names.add(slash < 0 ? rest : rest.slice(0, slash + 1));
      }
      return [...names];
    },
  };
}

/** Unsaved texts that take precedence over other files. */
export function overlay(texts: ReadonlyMap<string, string>, below: Files): Files {
  return {
    ...below,
    read: (path, limit) => texts.get(path) ?? below.read(path, limit),
    list: (folder) => {
      const above = memory(Object.fromEntries(texts)).list(folder);
      return [...new Set([...below.list(folder), ...above])];
    },
  };
}
