import type { Files } from '../files.ts';
import { basename, dirname, join } from '../text/path.ts';
import { PassedOver } from './passed-over.ts';

/** The present and former file names of OpenClaw's config. */
export const CONFIG_NAMES: readonly string[] = ['openclaw.json', 'clawdbot.json'];
/** Git's own files are no part of a checkout. */
const GIT = '.git/';
/** In folders: what lies deeper than this was made by a machine. */
const DEEPEST = 100;

/**
 * Whether a file is a config by its name: `openclaw.json`, `openclaw.prod.json5`, `clawdbot.json`, but not a plugin's
 * manifest.
 */
export const isConfigName = (path: string): boolean =>
  /^(?:openclaw|clawdbot)(?!\.(?:plugin|schema)\.)(?:[.-][\w.-]+)?\.json5?$/.test(basename(path));

/** The config in a folder, even if it is itself a folder and cannot be read. */
export const configIn = (folder: string, files: Files): string | undefined => configAmong(files.list(folder), folder);

function configAmong(names: readonly string[], folder: string): string | undefined {
  const name = CONFIG_NAMES.find((each) => names.includes(each) || names.includes(`${each}/`));
  return name && join(folder, name);
}

/** The configs above a file, nearest first: the homes it may belong to. */
export function configsAbove(path: string, files: Files): string[] {
  const configs: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    configs.push(...CONFIG_NAMES.map((name) => join(folder, name)).filter((each) => files.read(each, 0) !== undefined));
    if (folder === dirname(folder)) return configs;
  }
}

/**
 * The configs in a folder and its subfolders, without descending into homes, and without what `.gitignore` files and
 * clawlint's own config name. The folder itself was named by the user.
 * @param most how many folders are looked into, for a whole disk may have been named; @param onMore there are more
 */
export function configsBelow(folder: string, files: Files, most: number, onMore: () => void): string[] {
  // what the folders around say of it is beside the point
  const named = configIn(folder, files);
  if (named) return [named];
  let left = most;
  const seen = new Set<string>();
  const around = PassedOver.around(folder, files);
  return below(folder, 0, around.by(`${folder}/`) ? new PassedOver(files) : around);

  function below(folder: string, depth: number, around: PassedOver): string[] {
    // links may lead to the same folder in many ways, or around in a circle
    const real = files.inspect?.(folder)?.real ?? folder;
    if (depth > DEEPEST || seen.has(real)) return [];
    if (left === 0) {
      onMore();
      return [];
    }
    left--;
    seen.add(real);
    const names = files.list(folder);
    if (names.length === 0 && folder.includes('\ufffd')) return [join(folder, CONFIG_NAMES[0]!)];
    const passedOver = around.within(folder, names);
    const config = configAmong(names, folder);
    if (config) return passedOver.by(config) ? [] : [config];
    return names
      .filter((each) => each.endsWith('/') && each !== GIT && !passedOver.by(`${join(folder, each)}/`))
      .sort()
      .flatMap((each) => below(join(folder, each), depth + 1, passedOver));
  }
}
