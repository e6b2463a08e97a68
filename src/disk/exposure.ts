import { statSync } from 'node:fs';
import type { Exposure } from '../files.ts';
import { dirname } from '../text/path.ts';
import type { Repositories } from './repository.ts';

/** Permission bits: others may read a file, others may enter a folder, everybody may do everything. */
const READ = 0o004;
const ENTER = 0o001;
const EVERYTHING = 0o777;

/** Who may get at an existing file. @param real its path with all links resolved */
export function exposureOf(real: string | undefined, repositories: Repositories): Exposure | undefined {
  if (real === undefined) return undefined;
  try {
    const tracked = repositories.tracks(real);
    return {
      git: tracked === undefined ? 'no-repository' : tracked ? 'tracked' : 'untracked',
      readableByAll: isReadableByAll(real),
    };
  } catch {
    return undefined;
  }
}

/**
 * Windows has no such bits. Where everything is allowed, the file system has none either (drives of Windows in WSL,
 * sticks, folders shared with a virtual machine); what belongs to root is mostly in a container without other users.
 */
function isReadableByAll(path: string): boolean {
  if (process.platform === 'win32') return false;
  const { mode, uid } = statSync(path);
  if (uid === 0 || (mode & READ) === 0 || (mode & EVERYTHING) === EVERYTHING) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & ENTER) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
