import { type FSWatcher, statSync, watch as watchFolder } from 'node:fs';
import { disk } from '../disk/disk.ts';
import type { Files } from '../files.ts';
import { dirname } from '../text/path.ts';
import { forgetListings, listedFolders } from './homes.ts';
import { isTerminal, print, workingFolder, write } from './output.ts';
import { forgetProjects } from './settings.ts';

/** In milliseconds: an editor changes a file several times when it saves. */
const SETTLED = 100;
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** What a check has looked at, folders with a `/` at the end, and how it was just before. */
export type Asked = Map<string, string>;

/** The same files; notes what was read and listed. */
export function noting(files: Files, asked: Asked | undefined): Files {
  if (!asked) return files;
  return {
    ...files,
    read(path, limit) {
      note(asked, path);
      return files.read(path, limit);
    },
    list(folder) {
      note(asked, `${folder}/`);
      return files.list(folder);
    },
  };
}

function note(asked: Asked, path: string): void {
  if (!asked.has(path)) asked.set(path, stateOf(path));
}

/** Runs a check now and whenever something changes that it looked at, each time on an empty screen. */
export function watch(run: (asked: Asked) => void): void {
  let watchers: FSWatcher[] = [];
  let soon: NodeJS.Timeout | undefined;
  let asked: Asked = new Map();
  again();

  function again(): void {
    const before = watchers;
    forgetListings();
    forgetProjects();
    if (isTerminal()) write(CLEAR);
    asked = new Map();
    note(asked, `${workingFolder()}/`);
    run(asked);
    for (const each of listedFolders()) note(asked, `${each}/`);
    const folders = new Set([...asked.keys()].map((path) => dirname(path)));
    watchers = [...folders].flatMap(watched);
    for (const each of before) each.close();
    const where = watchers.length === 1 ? 'one folder' : `${watchers.length} folders`;
    print(`\nwatching ${where} for changes; Ctrl+C ends it\n`);
    soon = setTimeout(look, SETTLED); // somebody may have saved before anything was watched
  }

  /** A report of its own, or a log beside a config, is no reason to check again. */
  function look(): void {
    if ([...asked].some(([path, before]) => stateOf(path) !== before)) again();
  }

  /** Nothing where there is no such folder: it is noticed in the folder around. */
  function watched(folder: string): FSWatcher[] {
    try {
      const watcher = watchFolder(folder, () => {
        clearTimeout(soon);
        soon = setTimeout(look, SETTLED);
      });
      return [watcher.on('error', () => watcher.close())];
    } catch {
      return [];
    }
  }
}

/** Another text once the file has changed, or a name come or gone in the folder. */
export const stateOf = (path: string): string =>
  path.endsWith('/') ? disk.list(path.slice(0, -1)).join('/') : stampOf(path);

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : '';
}
