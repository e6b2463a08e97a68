import type { DatabaseAnswer, DatabaseOwner } from './database.ts';

/** Why an existing file could not be read. */
export type Trouble = 'folder' | 'denied' | 'dangling-link' | 'not-regular' | 'too-large' | 'unreadable';

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

/** The files of a home. Paths are absolute or relative, always with `/`. Reading never throws. */
export interface Files {
  /** the text, a reason why not, or undefined if nothing exists; `limit` is in bytes */
  read(path: string, limit?: number): string | Unreadable | undefined;
  /** names in a folder, subfolders with a trailing `/`; empty if there is no folder */
  list(folder: string): readonly string[];
  inspect?(path: string): Inspection | undefined;
  /** what an OpenClaw SQLite file says about credentials, without the secrets; undefined if nothing exists */
  database?(path: string, owner: DatabaseOwner): DatabaseAnswer | undefined;
}

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
