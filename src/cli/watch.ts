import { type FSWatcher, watch as watchFolder } from 'node:fs';
import type { Files } from '../files.ts';
import { dirname } from '../text/path.ts';
import { forgetListings, listedFolders } from './homes.ts';
import { isTerminal, print, workingFolder, write } from './output.ts';
import { forgetProjects } from './settings.ts';

/** In milliseconds: an editor changes a file several times when it saves. */
const SETTLED = 100;
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** The same files; notes the folders in which something was looked for. */
export function noting(files: Files, folders: Set<string> | undefined): Files {
  if (!folders) return files;
  return {
    ...files,
    read(path, limit) {
      folders.add(dirname(path));
      return files.read(path, limit);
    },
    list(folder) {
      folders.add(folder);
      return files.list(folder);
    },
  };
}

/** Runs a check now and whenever something changes in a folder that it looked into, each time on an empty screen. */
export function watch(run: (folders: Set<string>) => void): void {
  let watchers: FSWatcher[] = [];
  let soon: NodeJS.Timeout | undefined;
  again();

  function again(): void {
    const before = watchers;
    forgetListings();
    forgetProjects();
    if (isTerminal()) write(CLEAR);
    const folders = new Set([workingFolder()]);
    run(folders);
    for (const each of listedFolders()) folders.add(each);
    // what changes between the two is noticed by the former
    watchers = [...folders].flatMap(watched);
    for (const each of before) each.close();
    const where = watchers.length === 1 ? 'one folder' : `${watchers.length} folders`;
    print(`\nwatching ${where} for changes; Ctrl+C ends it\n`);
  }

  /** Nothing where there is no such folder: it is noticed in the folder around. */
  function watched(folder: string): FSWatcher[] {
    try {
      const watcher = watchFolder(folder, () => {
        clearTimeout(soon);
        soon = setTimeout(again, SETTLED);
      });
      return [watcher.on('error', () => watcher.close())];
    } catch {
      return [];
    }
  }
}
