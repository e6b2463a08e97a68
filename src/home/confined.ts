import type { Files } from '../files.ts';
import { dirname, isInside, join } from '../text/path.ts';

/**
 * The files of a home that somebody else may have made, such as one in a cloned repository: what its config names
 * outside of a folder is not there, and no link is followed out of it, nor anything read of git's own files. In the
 * machine's own home links may lead anywhere.
 * @param named files and folders elsewhere that the user has named
 */
export function confined(files: Files, folder: string, named: readonly string[] = []): Files {
  const realOf = (path: string): string => files.inspect?.(path)?.real ?? path;
  const root = realOf(folder);
  return {
    ...files,
    read(path, limit) {
      const place = placeOf(path);
      const found = place === 'elsewhere' ? undefined : files.read(path, limit);
      // what cannot be read at all says so first
      const isText = typeof found === 'string' || found?.trouble === 'too-large';
      return isText && place === 'within' && !isOwn(path) ? { trouble: 'outside' } : found;
    },
    list(path) {
      const place = placeOf(path);
      return place === 'named' || (place === 'within' && isOwn(path)) ? files.list(path) : [];
    },
    ...(files.database && {
      database(path, owner) {
        const place = placeOf(path);
        if (place === 'elsewhere') return undefined;
        return place === 'named' || isOwn(path) ? files.database!(path, owner) : { unchecked: 'outside' };
      },
    }),
  };

  function placeOf(path: string): 'named' | 'within' | 'elsewhere' {
    if (named.some((each) => isInside(path, each))) return 'named';
    return isInside(path, folder) ? 'within' : 'elsewhere';
  }

  function isOwn(path: string): boolean {
    const real = realOf(path);
    return isInside(real, root) && !`${real.slice(root.length)}/`.includes('/.git/');
  }
}

/** The nearest repository that a folder lies in. */
export function repositoryOf(files: Files, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (files.inspect?.(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}
