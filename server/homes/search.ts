import type { Files } from '../../src/files.ts';
import { basename, dirname, join } from '../../src/text/path.ts';

const CONFIGS = ['openclaw.json', 'clawdbot.json'];
/** Folders in which nobody keeps a home, and which can be large. */
const SKIPPED = new Set(['node_modules/', '.git/', 'dist/', 'vendor/', '.venv/', 'target/']);
const DEEPEST = 8;
/** Folders that are looked into at most: a whole disk may have been opened. */
const MOST = 2000;

/**
 * Whether a file is a config by its name: `openclaw.json`, `openclaw.prod.json5`, `clawdbot.json`; the manifest of a
 * plugin is none.
 */
export const isConfigName = (path: string): boolean =>
  /^(?:openclaw|clawdbot)(?!\.(?:plugin|schema)\.)(?:[.-][\w.-]+)?\.json5?$/.test(basename(path));

/** The configs above a file, the nearest first: the homes that it may be part of. */
export function configsAbove(path: string, files: Files): string[] {
  const found: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    for (const name of CONFIGS) if (files.read(join(folder, name), 0) !== undefined) found.push(join(folder, name));
    if (folder === dirname(folder)) return found;
  }
}

/** The configs of a folder and of all below it, but not below a home. */
export function configsBelow(folder: string, files: Files): string[] {
  let left = MOST;
  return below(folder, 0);

  function below(at: string, depth: number): string[] {
    if (depth > DEEPEST || left-- <= 0) return [];
    const names = files.list(at);
    const name = CONFIGS.find((each) => names.includes(each));
    if (name) return [join(at, name)];
    return names
      .filter((each) => each.endsWith('/') && !SKIPPED.has(each))
      .sort()
      .flatMap((each) => below(join(at, each), depth + 1));
  }
}
