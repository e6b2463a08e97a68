import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from '../text/path.ts';

/** In bytes: the index of a repository with half a million files. */
const LARGEST_INDEX = 64 * 1024 * 1024;
/** In bytes: a `.git` that is a file holds one path. */
const LONGEST_LINK = 8192;

/**
 * Whether git's index has a file; undefined where there is no repository. Runs no program: in a repository of somebody
 * else git's settings may name any. Versions 2 and 3 of git's index-format; what version 4 or a split index hold counts
 * as not tracked, because they shorten names.
 * @param path with all links resolved
 */
export function isTracked(path: string): boolean | undefined {
  const root = repositoryAround(dirname(path));
  if (root === undefined) return undefined;
  const index = indexIn(root);
  if (index === undefined) return false;
  const entry = statSync(index, { throwIfNoEntry: false });
  if (!entry?.isFile() || entry.size > LARGEST_INDEX) return false;
  const bytes = readFileSync(index);
  const name = Buffer.from(`${root === '/' ? path.slice(1) : path.slice(root.length + 1)}\0`);
  // the field before a name, or the one before that, tells its length
  const length = Math.min(name.length - 1, 0xfff);
  for (let at = bytes.indexOf(name); at >= 4; at = bytes.indexOf(name, at + 1))
    if ([at - 2, at - 4].some((flags) => (bytes.readUInt16BE(flags) & 0xfff) === length)) return true;
  return false;
}

function repositoryAround(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** In a linked work tree `.git` is a file that names git's folder. */
function indexIn(root: string): string | undefined {
  const git = join(root, '.git');
  const entry = lstatSync(git, { throwIfNoEntry: false });
  if (!entry || (!entry.isDirectory() && !(entry.isFile() && entry.size <= LONGEST_LINK))) return undefined;
  if (entry.isDirectory()) return join(git, 'index');
  const folder = /^gitdir: (.+)/.exec(readFileSync(git, 'utf8'))?.[1]?.trim().replaceAll('\\', '/');
  return folder && join(isAbsolute(folder) ? folder : join(root, folder), 'index');
}
