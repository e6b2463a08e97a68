import type { Files } from '../files.ts';
import { dirname, join } from '../text/path.ts';
import { disk, slashes } from './disk.ts';

/** Files without an index entry, and links, are read from disk. */
const REGULAR = /^100/;

/**
 * The files of a folder's repository as they would be committed: tracked files come from git's index, all others
 * (`.env`, credential stores) from disk. Undefined if git does not answer or there is no repository.
 */
export function stagedFiles(folder: string): { readonly files: Files; readonly paths: readonly string[] } | undefined {
  const root = git(folder, 'rev-parse', '--show-toplevel')?.toString().trimEnd();
  const index = root && git(root, 'ls-files', '--stage', '-z');
  if (!root || !index) return undefined;
  const blobs = new Map<string, string>();
  const known = new Map<string, string[]>();
  for (const entry of index.toString().split('\0')) {
    const [, mode, blob, name] = /^(\d+) (\w+) \d\t(.*)$/s.exec(entry) ?? [];
    if (!mode || !REGULAR.test(mode)) continue;
    const path = join(slashes(root), name!);
    blobs.set(path, blob!);
    for (let child = path, above = dirname(path); ; child = above, above = dirname(above)) {
      const names = known.get(above);
      const label = child === path ? child.slice(above.length + 1) : `${child.slice(above.length + 1)}/`;
      if (names) names.push(label);
      else known.set(above, [label]);
      if (names || above === slashes(root)) break;
    }
  }
  const removed = new Set(
    (git(root, 'diff', '--cached', '--name-only', '--diff-filter=D', '-z') ?? '')
      .toString()
      .split('\0')
      .filter(Boolean)
      .map((name) => join(slashes(root), name)),
  );
  const files: Files = {
    ...disk,
    read(path, limit) {
      const blob = blobs.get(path);
      if (blob === undefined) return removed.has(path) ? undefined : disk.read(path, limit);
      const text = git(root, 'cat-file', 'blob', blob);
      if (!text) return { trouble: 'unreadable' };
      return limit !== undefined && text.length > limit ? { trouble: 'too-large' } : text.toString();
    },
    list: (path) => [
      ...new Set([...disk.list(path).filter((name) => !removed.has(join(path, name))), ...(known.get(path) ?? [])]),
    ],
  };
  return { files, paths: [...blobs.keys()] };
}

/**
 * Settings of a repository may name programs: one that watches its files, and one that fetches what it lacks. A
 * repository may have been unpacked from anywhere.
 */
const ALONE = ['-c', 'core.fsmonitor=false'];
const OFFLINE = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' };

/** The output of git, as bytes; undefined if it fails or is not installed. */
function git(cwd: string, ...args: readonly string[]): Buffer | undefined {
  // loaded on first use, because few runs need it
  const processes = process.getBuiltinModule?.('node:child_process');
  const stdio = ['ignore', 'pipe', 'ignore'] as const;
  const answer = processes?.spawnSync('git', [...ALONE, ...args], {
    cwd,
    maxBuffer: 1 << 30,
    stdio: [...stdio],
    env: { ...process.env, ...OFFLINE },
  });
  return answer?.status === 0 ? answer.stdout : undefined;
}
