import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { parseRelease } from '../release/number.ts';
import { dirname, join } from '../text/path.ts';
import { delimiter, slashes } from './disk.ts';

/** The file that a word of a command stands for, found as a shell does; undefined where there is none. */
export function programFile(word: string, path: string, cwd: string): string | undefined {
  const candidates = word.includes('/')
    ? [join(cwd, slashes(word))]
    : path.split(delimiter).map((folder) => join(cwd, slashes(folder), word));
  return candidates.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The release of OpenClaw whose package a file belongs to; undefined where it belongs to none. */
export function releaseOf(file: string): string | undefined {
  try {
    return releaseAbove(dirname(slashes(realpathSync.native(file))));
  } catch {
    return undefined;
  }
}

function releaseAbove(folder: string): string | undefined {
  const { name, version } = manifestIn(folder);
  if (name === 'openclaw') return typeof version === 'string' ? parseRelease(version)?.text : undefined;
  return folder === dirname(folder) ? undefined : releaseAbove(dirname(folder));
}

function manifestIn(folder: string): { readonly name?: unknown; readonly version?: unknown } {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) ?? {};
  } catch {
    return {};
  }
}
