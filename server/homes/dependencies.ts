import type { Files } from '../../src/files.ts';
import { basename, dirname } from '../../src/text/path.ts';

/** What a check has read. A home depends on exactly this, including files that did not exist. */
export interface Record {
  readonly read: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
}

/** Files that record what is read. */
export function recording(below: Files): { files: Files; record: Record } {
  const read = new Set<string>();
  const listed = new Set<string>();
  const { inspect, database } = below;
  const files: Files = {
    read(path, limit) {
      read.add(path);
      return below.read(path, limit);
    },
    list(folder) {
      listed.add(folder);
      return below.list(folder);
    },
    ...(inspect && {
      inspect(path: string) {
        read.add(path);
        return inspect(path);
      },
    }),
    ...(database && {
      database(path, owner) {
        read.add(path);
        return database(path, owner);
      },
    }),
  };
  return { files, record: { read, listed } };
}

/** Whether changing, creating or deleting a file can affect what was recorded. A database has files beside it. */
export function dependsOn({ read, listed }: Record, path: string): boolean {
  if (listed.has(path) || read.has(path) || read.has(path.replace(/-(?:wal|shm|journal)$/, ''))) return true;
  for (let folder = dirname(path), name = basename(path); name; name = basename(folder), folder = dirname(folder)) {
    if (listed.has(folder)) return true;
    if (folder === dirname(folder)) break;
  }
  return false;
}
