import { disk, isClosed, slashes } from '../disk/disk.ts';
import { exposureOf } from '../disk/exposure.ts';
import { Repositories } from '../disk/repository.ts';
import { stagedFiles } from '../disk/staged.ts';
import type { Files } from '../files.ts';
import { type Discovered, discover } from '../home/discover.ts';
import { globbed, isGlob } from '../home/glob.ts';
import type { ManifestHome } from '../home/manifest.ts';
import { PROJECT_FILE } from '../home/project.ts';
import { CONFIG_NAMES, configIn, configsBelow } from '../home/search.ts';
import { printable } from '../report/printable.ts';
import { memoize, once } from '../text/memo.ts';
import { basename, dirname, join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import { configsFor } from './belonging.ts';
import { homesInDocument, isDocument } from './manifests.ts';
import { isAddress, misheard } from './misheard.ts';
import { display, print, workingFolder } from './output.ts';
import { UsageError } from './values.ts';

/** A home to check: its config and, for the live home, where its other parts are. */
export interface Target {
  readonly config: string;
  readonly live?: Discovered;
  /** it stands in a YAML file, which holds all there is of it */
  readonly manifest?: ManifestHome;
}

/** The most folders that are searched for homes: a whole disk may have been named. */
const MOST_FOLDERS = 200_000;

const listed = new Map<string, readonly string[]>();
const noted: Files = {
  ...disk,
  list(folder) {
    const names = disk.list(folder);
    if (names.length === 0 && isClosed(folder)) closed.add(folder);
    listed.set(folder, names);
    return names;
  },
};
let repositories = new Repositories();
let inspect = memoize((path) => disk.inspect!(path));
/** Folders that a search could not look into. */
const closed = new Set<string>();

/** The folders that were searched for homes. */
export const listedFolders = (): Iterable<string> => listed.keys();

/** Has the next run look at the disk again. */
export function forgetListings(): void {
  listed.clear();
  repositories = new Repositories();
  inspect = memoize((path) => disk.inspect!(path));
  closed.clear();
}

/** The disk, with what is found out about folders and links kept for the run. */
export const searched: Files = {
  ...disk,
  list: (folder) => listed.get(folder) ?? disk.list(folder),
  inspect: (path) => inspect(path),
  exposure: (path) => exposureOf(inspect(path)?.real, repositories),
};

/**
 * The homes that the arguments name; empty if there is nothing to check.
 * @param liveOnly without a path, the working folder is no home
 */
export function findHomes({ paths: words, profile }: Arguments, liveOnly = false): Target[] {
  const cwd = workingFolder();
  const paths = words.flatMap((word) => matched(slashes(word), cwd));
  const live = liveHome(profile);
  if (paths.length > 0)
    return paths.some(isDocument)
      ? paths.flatMap((path) => (isDocument(path) ? inDocument(join(cwd, slashes(path))) : namedTargets([path])))
      : namedTargets(paths);
  const here =
    profile === undefined && !liveOnly
      ? CONFIG_NAMES.map((name) => join(cwd, name)).find((path) => disk.read(path, 0) !== undefined)
      : undefined;
  if (here) return [asTarget(here)];
  return disk.read(live().config, 0) === undefined ? [] : [{ config: live().config, live: live() }];

  function namedTargets(paths: readonly string[]): Target[] {
    return [...new Set(paths.flatMap((word) => named(join(cwd, slashes(word)), live, word)))].map(asTarget);
  }

  function asTarget(config: string): Target {
    return wouldBeHome({ profile }, config);
  }
}

/** The home of a config that may be gone: the one named, else the live one. */
export function wouldBeHome(
  { profile }: { readonly profile?: string | undefined },
  config = liveHome(profile)().config,
): Target {
  const live = liveHome(profile);
  return mayBeLive(config) && config === live().config ? { config, live: live() } : { config };
}

/** The homes that a file belongs to whose text is not that on disk. @throws UsageError */
export const homesOfText = (path: string, files: Files, { profile }: Arguments): Target[] =>
  configsFor(path, files, liveHome(profile)).map((config) => ({ config }));

const liveHome = (profile: string | undefined): (() => Discovered) =>
  once(() => discover(process.env, disk, slashes(userHome()), workingFolder(), profile));

/** The live home: where the environment says, else where OpenClaw looks by default. */
const mayBeLive = (config: string): boolean =>
  /\/\.(?:openclaw|clawdbot)/.test(config) ||
  Boolean(process.env.OPENCLAW_CONFIG_PATH || process.env.OPENCLAW_STATE_DIR);

/** The user's home folder, from the environment. */
export const userHome = (): string =>
  (process.platform !== 'win32' && process.env.HOME) || (process.getBuiltinModule?.('node:os').homedir() ?? '');

/** A word, or what it matches: of a pattern only homes, manifests and folders count. @throws UsageError */
function matched(word: string, cwd: string): string[] {
  if (!isGlob(word) || disk.read(join(cwd, word), 0) !== undefined) return [word];
  const found = globbed(word, cwd, noted);
  if (found.length === 0) throw new NothingThere(word, 'file or folder that matches');
  return found;
}

/** The homes in a manifest or template. @throws UsageError */
function inDocument(path: string): Target[] {
  const found = disk.read(path);
  if (found === undefined) throw new NothingThere(path);
  if (typeof found === 'string') return documentTargets(path, found);
  throw new UsageError(`${path} cannot be read (${found.trouble})`);
}

/** The homes in the text of a manifest or template. @throws UsageError */
export const documentTargets = (path: string, text: string): Target[] =>
  homesInDocument(path, text).map((manifest) => ({ config: manifest.config, manifest }));

/** The configs that a path stands for: itself, the config of the home it belongs to, or all homes below a folder. */
function named(path: string, live: () => Discovered, word = basename(path)): string[] {
  const found = disk.read(path, 0);
  if (found === undefined) throw new NothingThere(path, 'file or folder', word.includes(':') ? word : basename(path));
  if (/\.nix$/i.test(path))
    throw new UsageError(`${path} is a template in Nix: check the openclaw.json that it is made into`);
  if (/\.toml$/i.test(path))
    throw new UsageError(`${path} is no config of OpenClaw, which reads JSON5 only: openclaw.json`);
  if (typeof found === 'string' || found.trouble !== 'folder')
    return basename(path) === PROJECT_FILE ? named(dirname(path), live) : configsFor(path, noted, live);
  if (CONFIG_NAMES.includes(basename(path)) && !configIn(path, noted)) return [path];
  const homes = configsBelow(path, noted, MOST_FOLDERS, () => {
    throw new UsageError(
      `there are more than ${MOST_FOLDERS.toLocaleString('en')} folders below ${path}: name the folders that homes are in`,
    );
  });
  if (closed.has(path)) throw new UsageError(`${path} is a folder that you may not look into: permission denied`);
  tellClosed();
  if (homes.length === 0)
    throw new NothingThere(path, 'openclaw.json in or below', basename(path), otherConfig(path) + namesDocument());
  return homes;
}

/** That a folder has a config of a kind that OpenClaw does not read; empty where it has none. */
export function otherConfig(folder: string): string {
  const other = disk.list(folder).find((name) => /^openclaw\.(?:ya?ml|toml|jsonc|js|ts)$/.test(name));
  return other ? ` (OpenClaw reads no ${other})` : '';
}

/** What to name where the folders that were searched have a config in YAML alone; empty where they have none. */
export function namesDocument(): string {
  const documents = [...listed].flatMap(([folder, names]) =>
    names.filter(isDocument).map((name) => join(folder, name)),
  );
  const holding = documents.slice(0, MANY_DOCUMENTS).find((path) => {
    const text = disk.read(path, LARGE_DOCUMENT);
    return typeof text === 'string' && /^[ \t"'-]*openclaw\.json["']?[ \t]*:/m.test(text);
  });
  const shown = holding && printable(display(holding));
  return shown ? `; there seems to be one in ${shown}, which \`clawlint ${shown}\` checks` : '';
}

const MANY_DOCUMENTS = 200;
/** In bytes. */
const LARGE_DOCUMENT = 1024 * 1024;

/** What a search left out is said. */
function tellClosed(): void {
  const folders = [...closed].map((each) => printable(display(each)));
  closed.clear();
  if (folders.length === 0) return;
  const more = folders.length > MANY ? ` and ${folders.length - MANY} more` : '';
  print(`clawlint: not looked into, permission denied: ${folders.slice(0, MANY).join(', ')}${more}\n`, 2);
}

/** Folders that are named one by one. */
const MANY = 5;

/** A file named by the arguments does not exist. */
export class NothingThere extends UsageError {
  /** @param word what was written for the path */
  constructor(path: string, what = 'file or folder', word = basename(path), otherwise = '') {
    const meant = misheard(word);
    // an address may hold a password
    super(
      isAddress(word)
        ? meant!
        : `there is no ${what} ${word.includes(':') ? word : path}${meant ? `; ${meant}` : otherwise}`,
    );
  }
}

/** How many homes lie below the working folder, of those that a short search finds. */
export const homesBelow = (): number => configsBelow(workingFolder(), noted, SHORT_SEARCH, () => undefined).length;

/** In folders. */
const SHORT_SEARCH = 500;

/**
 * The homes of the current repository as they would be committed, and the files to read them from. Paths narrow them
 * down.
 * @throws UsageError outside of a repository
 */
export function stagedHomes({ paths }: Arguments): { readonly homes: Target[]; readonly files: Files } {
  const cwd = workingFolder();
  const staged = stagedFiles(cwd);
  if (!staged) throw new UsageError('--staged asks git, which finds no repository here');
  const within = paths.map((path) => join(cwd, slashes(path)));
  const homes = staged.paths
    .filter((path) => CONFIG_NAMES.includes(basename(path)))
    .filter((path) => within.length === 0 || within.some((each) => path === each || path.startsWith(`${each}/`)))
    .map((config) => ({ config }));
  return { homes, files: staged.files };
}
