import type { DatabaseAnswer, DatabaseOwner } from './database.ts';

/** Why a file that exists could not be read. */
export type Trouble = 'folder' | 'denied' | 'dangling-link' | 'not-regular' | 'too-large' | 'unreadable';

export interface Unreadable {
  readonly trouble: Trouble;
}

/** What the include rules of OpenClaw ask of a file besides its text. */
export interface Inspection {
  /** the path after all links are followed */
  readonly real: string;
  /** hard links to the file, 1 for an ordinary one */
  readonly links: number;
}

/** The files of a home. Paths are absolute or relative, always with `/`. Reading never throws. */
export interface Files {
  /** the text, a reason, or undefined where nothing exists; `limit` is in bytes */
  read(path: string, limit?: number): string | Unreadable | undefined;
  /** names in a folder, folders with a trailing `/`; empty where there is none */
  list(folder: string): readonly string[];
  inspect?(path: string): Inspection | undefined;
  /** what an SQLite file of OpenClaw says about credentials, without them; undefined where nothing exists */
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

/** Unsaved texts laid over other files. */
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
