import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Files, Trouble } from '../files.ts';
import { readDatabase } from './sqlite.ts';

/** The longest text that fits into a JavaScript string. */
const LONGEST = 512 * 1024 * 1024;

/** The files of this machine. Follows links; opens only regular files, so a pipe cannot block it. */
export const disk: Files & { write(path: string, text: string): void } = {
  read(path, limit = LONGEST) {
    try {
      // most files looked for do not exist: one system call must settle that
      const entry = lstatSync(path, { throwIfNoEntry: false });
      const stat = entry?.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
      if (!stat) return entry && { trouble: 'dangling-link' };
      if (stat.isDirectory()) return { trouble: 'folder' };
      if (!stat.isFile()) return { trouble: 'not-regular' };
      if (stat.size > limit) return { trouble: 'too-large' };
      return readFileSync(path, 'utf8');
    } catch (error) {
      return { trouble: troubleOf(error) };
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
      return { real: slashes(realpathSync(path)), links: statSync(path).isFile() ? statSync(path).nlink : 1 };
    } catch {
      return undefined;
    }
  },
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
  /**
   * Replaces the text of a file that is there, or of the one that a link leads to: whatever happens meanwhile, the old
   * text or the new one is there whole. Its owner and mode stay. Throws where it cannot.
   */
  write(path, text) {
    const target = realpathSync(path);
    accessSync(target, constants.W_OK); // renaming asks the folder only
    const beside = `${target}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
    try {
      writeBeside(beside, text, statSync(target));
      renameSync(beside, target);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  },
};

function writeBeside(path: string, text: string, { mode, uid, gid }: Stats): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    const own = fstatSync(descriptor);
    if (own.uid !== uid || own.gid !== gid) fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Size in bytes; 0 if it does not exist or cannot be examined. */
export function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
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

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function troubleOf(error: unknown): Trouble {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  if (code === 'EISDIR') return 'folder';
  if (code === 'ELOOP') return 'dangling-link';
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') return 'too-large';
  return 'unreadable';
}
