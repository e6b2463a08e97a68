import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { memoize } from '../text/memo.ts';
import { dirname, isAbsolute, join } from '../text/path.ts';

/** In bytes: the index of a repository with half a million files. */
const LARGEST_INDEX = 64 * 1024 * 1024;
/** In bytes: a `.git` that is a file holds one path. */
const LONGEST_LINK = 8192;

/** The repositories around files, as they are when each is first met: files of one run mostly share theirs. */
export class Repositories {
  readonly #around: (folder: string) => string | undefined = memoize((folder) => {
    const above = dirname(folder);
    return existsSync(join(folder, '.git')) ? folder : folder === above ? undefined : this.#around(above);
  });
  #last: { readonly root: string; readonly index: Buffer | undefined } | undefined;

  /**
   * Whether git's index has a file; undefined where there is no repository. Runs no program: in a repository of somebody
   * else git's settings may name any. Versions 2 and 3 of git's index-format; what version 4 or a split index hold counts
   * as not tracked, because they shorten names.
   * @param path with all links resolved
   */
  tracks(path: string): boolean | undefined {
    const root = this.#around(dirname(path));
    if (root === undefined) return undefined;
    if (this.#last?.root !== root) this.#last = { root, index: readIndex(root) };
    const bytes = this.#last.index;
    if (!bytes) return false;
    const name = Buffer.from(`${root === '/' ? path.slice(1) : path.slice(root.length + 1)}\0`);
    // the field before a name, or the one before that, tells its length
    const length = Math.min(name.length - 1, 0xfff);
    for (let at = bytes.indexOf(name); at >= 4; at = bytes.indexOf(name, at + 1))
      if ([at - 2, at - 4].some((flags) => (bytes.readUInt16BE(flags) & 0xfff) === length)) return true;
    return false;
  }
}

function readIndex(root: string): Buffer | undefined {
  const path = indexIn(root);
  const entry = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return entry?.isFile() && entry.size <= LARGEST_INDEX ? readFileSync(path!) : undefined;
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
