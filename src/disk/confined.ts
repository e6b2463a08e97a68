import { lstatSync, realpathSync } from 'node:fs';
import type { Files } from '../files.ts';
import { memoize } from '../text/memo.ts';
import { basename, dirname, isInside, join } from '../text/path.ts';
import { slashes } from './disk.ts';

/**
 * Files of a home that somebody else may have made, such as one in a cloned repository: no link is followed out of a
 * folder, nor into git's own files. For the machine's own home links may lead anywhere.
 */
export function confined(files: Files, folder: string): Files {
  const root = real(folder) ?? folder;
  /** asked for every file, of which most share a folder */
  const realFolder = memoize(real);
  return {
    ...files,
    read(path, limit) {
      const found = files.read(path, 0);
      if (found === undefined || (typeof found === 'object' && found.trouble !== 'too-large')) return found;
      return isOwn(path) ? (limit === 0 ? found : files.read(path, limit)) : { trouble: 'outside' };
    },
    list: (path) => (isOwn(path) ? files.list(path) : []),
    ...(files.database && {
      database: (path, owner) => (isOwn(path) ? files.database!(path, owner) : { unchecked: 'outside' as const }),
    }),
  };

  function isOwn(path: string): boolean {
    const above = isLink(path) ? undefined : realFolder(dirname(path));
    const at = above === undefined ? real(path) : join(above, basename(path));
    return (
      at === undefined || at === path || (isInside(at, root) && !`${at}/`.includes('/.git/')) || !isInside(path, folder)
    );
  }
}

/** Also where that cannot be told. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? true;
  } catch {
    return true;
  }
}

function real(path: string): string | undefined {
  try {
    return slashes(realpathSync.native(path));
  } catch {
    return undefined;
  }
}
