import { Budget } from '../budget.ts';
import type { Files } from '../files.ts';
import type { Discovered } from '../home/discover.ts';
import { splice } from '../home/include.ts';
import { PROJECT_FILE } from '../home/project.ts';
import { CONFIG_NAMES, configIn, isConfigName } from '../home/search.ts';
import { parseJson5 } from '../parse/json5.ts';
import type { Node } from '../parse/tree.ts';
import { schemaAt } from '../schema/at.ts';
import { configShape } from '../schema/config.ts';
import { File } from '../text/file.ts';
import { basename, dirname, isInside, join } from '../text/path.ts';
import { UsageError } from './values.ts';

/** Files in an agent's folder that belong to its home. */
const OF_AGENTS = new Set(['auth-profiles.json', 'auth-state.json', 'auth.json', 'models.json']);

/**
 * The configs that a file stands for: itself if it is one, those that include it, or that of the home it is a part of.
 * @throws UsageError where it is no config, and part of none
 */
export function configsFor(path: string, files: Files, live: () => Discovered): string[] {
  if (isConfigName(path)) return [path];
  const home = homeOf(path);
  if (home === undefined) return includersOf(path, files) ?? [path];
  const { config, stateDir, dotenvDir } = live();
  const isLive = [stateDir, dotenvDir].some((folder) => isInside(path, folder)) && files.read(config, 0) !== undefined;
  const found = configIn(home, files) ?? (isLive ? config : undefined);
  if (found === undefined)
    throw new UsageError(`${path} is part of a home, and there is no ${CONFIG_NAMES[0]} in ${home}`);
  return [found];
}

/** The folder of the home that a file is a part of by its name; undefined for a file that may be or hold a config. */
function homeOf(path: string): string | undefined {
  const name = basename(path);
  const folder = dirname(path);
  if (/\/agents\/[^/]+\/agent$/.test(folder) && OF_AGENTS.has(name)) return join(folder, '../../..');
  if (name === 'jobs.json' && basename(folder) === 'cron') return dirname(folder);
  return name === 'auth-profiles.json' || name === PROJECT_FILE || name.startsWith('.env') ? folder : undefined;
}

/** Undefined where none is above, or none includes it and it may be a config with a name of its own. */
function includersOf(path: string, files: Files): string[] | undefined {
  const above = configsAround(path, files);
  const including = above.filter((config) => includes(config, path, files));
  if (including.length > 0) return including;
  if (above.length === 0 || mayBeConfig(path, files)) return undefined;
  throw new UsageError(
    `${path} is no config: none of its keys is one of a config's, and ${above[0]} does not include it`,
  );
}

function includes(config: string, path: string, files: Files): boolean {
  const root = rootOf(config, files);
  return Boolean(root && splice(root, files, [], new Budget()).included.some(({ file }) => file.path === path));
}

function rootOf(path: string, files: Files): Node | undefined {
  const text = files.read(path);
  return typeof text === 'string' ? parseJson5(new File(path, text)).root : undefined;
}

/** The configs in the folder of a file and above, whatever follows `openclaw` in their names. */
function configsAround(path: string, files: Files): string[] {
  const folder = dirname(path);
  const names = files.list(folder).filter((name) => isConfigName(name) && join(folder, name) !== path);
  return [
    ...names.map((name) => join(folder, name)),
    ...(folder === dirname(folder) ? [] : configsAround(folder, files)),
  ];
}

/** Whether it has a key that a config has at its top, or nothing can be said. */
function mayBeConfig(path: string, files: Files): boolean {
  const root = rootOf(path, files);
  if (root?.kind !== 'object' || root.entries.length === 0) return true;
  return root.entries.some(({ key }) => key.value === '$include' || schemaAt([key.value], configShape(undefined)));
}
