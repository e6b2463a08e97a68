import { accessSync, closeSync, constants, lstatSync, openSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Files, Trouble, Unreadable } from '../files.ts';
import { exposureOf } from './exposure.ts';
import { readSome } from './read-some.ts';
import { Repositories } from './repository.ts';
import { readDatabase } from './sqlite.ts';

/** The longest text that is read, in bytes: no file of a home comes near. */
const LONGEST = 32 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** The files of this machine. Follows links; opens only regular files, so a pipe cannot block it. */
export const disk: Files = {
  read(path, limit = LONGEST) {
    try {
      // most files looked for do not exist: one system call must settle that
      const entry = lstatSync(path, { throwIfNoEntry: false });
      const stat = entry?.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
      if (!stat) return entry ? { trouble: 'dangling-link' } : unnameable(path);
      if (stat.isDirectory()) return { trouble: 'folder' };
      if (!stat.isFile()) return { trouble: 'not-regular' };
      if (stat.size > limit) return { trouble: 'too-large' };
      return limit === 0 ? '' : readAtMost(path, stat.size, limit);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENAMETOOLONG' ? undefined : { trouble: troubleOf(error) };
    }
  },
  list(folder) {
    try {
      return readdirSync(folder, { withFileTypes: true }).map((entry) =>
        entry.isDirectory() || (entry.isSymbolicLink() && isFolder(`${folder}/${entry.name}`))
          ? `${entry.name}/`
          : entry.name,
      );
    } catch {
      return [];
    }
  },
  inspect(path) {
    try {
      return {
        real: slashes(realpathSync.native(path)),
        get links() {
          return linksOf(path);
        },
      };
    } catch {
      return undefined;
    }
  },
  exposure: (path) => exposureOf(disk.inspect!(path)?.real, new Repositories()),
  database(path, owner) {
    // a limit of 0 only asks whether it exists
    const found = disk.read(path, 0);
    if (found === undefined) return undefined;
    if (typeof found === 'object' && found.trouble !== 'too-large') return { unchecked: found.trouble };
    try {
      return readDatabase(path, owner);
    } catch (error) {
      return { unchecked: troubleOf(error) };
    }
  },
};

/** Whether there is a folder that this user may not look into. */
export function isClosed(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return false;
  } catch (error) {
    return troubleOf(error) === 'denied';
  }
}

/** The separator of paths in a variable that lists several. */
export const delimiter = process.platform === 'win32' ? ';' : ':';

/** Undefined if it has been deleted. */
export function currentFolder(): string | undefined {
  try {
    return slashes(process.cwd());
  } catch {
    return undefined;
  }
}

/** Converts a path of this machine to `/` separators, as the engine expects. */
export const slashes = (path: string): string => (process.platform === 'win32' ? path.replaceAll('\\', '/') : path);

/** Standard input, to its end. */
export function readInput(): string | Unreadable {
  try {
    return readToEnd(0, CHUNK, LONGEST);
  } catch (error) {
    return { trouble: troubleOf(error) };
  }
}

function readAtMost(path: string, size: number, limit: number): string | Unreadable {
  // a file may have become a pipe meanwhile
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return readToEnd(descriptor, Math.min(size, limit), limit);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A text of at most so many bytes. Counts what is read and not what the file system says, which calls a file of /proc
 * empty.
 * @param size how much there probably is
 */
function readToEnd(descriptor: number, size: number, limit: number): string | Unreadable {
  let bytes = Buffer.alloc(size + 1);
  let length = 0;
  for (;;) {
    const count = readSome(descriptor, bytes, length);
    length += count;
    if (count === 0) return bytes.toString('utf8', 0, length);
    if (length > limit) return { trouble: 'too-large' };
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(Math.min(CHUNK, limit + 1 - length))]);
  }
}

/** A name that is not UTF-8 was listed, and nothing is found by what stands for it. */
const unnameable = (path: string): { trouble: 'not-utf8' } | undefined =>
  path.includes('\ufffd') ? { trouble: 'not-utf8' } : undefined;

/** What has gone meanwhile has one. */
function linksOf(path: string): number {
  try {
    const stat = statSync(path);
    return stat.isFile() ? stat.nlink : 1;
  } catch {
    return 1;
  }
}

/** A link that leads nowhere, or to itself, is none. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function troubleOf(error: unknown): Trouble {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  if (code === 'EISDIR') return 'folder';
  if (code === 'ELOOP') return 'dangling-link';
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') return 'too-large';
  return 'unreadable';
}
