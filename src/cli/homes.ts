import { disk, slashes } from '../disk/disk.ts';
import type { Files } from '../files.ts';
import { type Discovered, discover } from '../home/discover.ts';
import { CONFIG_NAMES, configIn, configsBelow } from '../home/search.ts';
import { once } from '../text/memo.ts';
import { basename, dirname, join } from '../text/path.ts';
import { type Arguments, UsageError } from './arguments.ts';

/** A home to check: its config, and where the rest of it is when it is the live one. */
export interface Target {
  readonly config: string;
  readonly live?: Discovered;
}

/** Files in the folder of an agent that belong to its home. */
const OF_AGENTS = new Set(['auth-profiles.json', 'auth-state.json', 'auth.json', 'models.json']);

const listed = new Map<string, readonly string[]>();
const noted: Files = {
  ...disk,
  list(folder) {
    const names = disk.list(folder);
    listed.set(folder, names);
    return names;
  },
};

/** The disk, but what was looked into to find the homes is not listed again. */
export const searched: Files = { ...disk, list: (folder) => listed.get(folder) ?? disk.list(folder) };

/** The homes that the arguments name; empty when there is nothing to check. */
export function findHomes({ paths, profile }: Arguments): Target[] {
  const cwd = slashes(process.cwd());
  const live = once(() => discover(process.env, disk, slashes(userHome()), cwd, profile));
  if (paths.length > 0) return [...new Set(paths.flatMap((path) => named(join(cwd, slashes(path)))))].map(asTarget);
  const here =
    profile === undefined
      ? CONFIG_NAMES.map((name) => join(cwd, name)).find((path) => disk.read(path, 0) !== undefined)
      : undefined;
  if (here) return [asTarget(here)];
  return disk.read(live().config, 0) === undefined ? [] : [{ config: live().config, live: live() }];

  function asTarget(config: string): Target {
    return mayBeLive(config) && config === live().config ? { config, live: live() } : { config };
  }
}

/** Unless the environment names it, the live home is where OpenClaw looks by itself. */
const mayBeLive = (config: string): boolean =>
  /\/\.(?:openclaw|clawdbot)/.test(config) ||
  Boolean(process.env.OPENCLAW_CONFIG_PATH || process.env.OPENCLAW_STATE_DIR);

/** The user's own folder. `node:os` knows it too, but costs every start a millisecond part that nobody needs. */
const userHome = (): string =>
  (process.platform !== 'win32' && process.env.HOME) || (process.getBuiltinModule?.('node:os').homedir() ?? '');

/** The configs that a path stands for: itself, that of the home it belongs to, or all homes below a folder. */
function named(path: string): string[] {
  const found = disk.read(path, 0);
  if (found === undefined) throw new NothingThere(path);
  if (typeof found === 'string' || found.trouble !== 'folder') return [homeOf(path)];
  if (CONFIG_NAMES.includes(basename(path)) && !configIn(path, noted)) return [path];
  const homes = configsBelow(path, noted);
  if (homes.length === 0) throw new NothingThere(path, 'openclaw.json in or below');
  return homes;
}

/** What is to be checked, or to help with it, does not exist. */
export class NothingThere extends UsageError {
  constructor(path: string, what = 'file or folder') {
    super(`there is no ${what} ${path}`);
  }
}

/** A file of a home other than its config stands for the config beside it. */
function homeOf(path: string): string {
  const name = basename(path);
  const folder = dirname(path);
  if (/\/agents\/[^/]+\/agent$/.test(folder) && OF_AGENTS.has(name))
    return configIn(join(folder, '../../..'), noted) ?? path;
  if (name === 'jobs.json' && basename(folder) === 'cron') return configIn(dirname(folder), noted) ?? path;
  return name === 'auth-profiles.json' || name.startsWith('.env') ? (configIn(folder, noted) ?? path) : path;
}
