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

/** The same files; notes what was read and listed, folders with a `/` at the end. */
export function noting(files: Files, asked: Set<string> | undefined): Files {
  if (!asked) return files;
  return {
    ...files,
    read(path, limit) {
      asked.add(path);
      return files.read(path, limit);
    },
    list(folder) {
      asked.add(`${folder}/`);
      return files.list(folder);
    },
  };
}

/** Runs a check now and whenever something changes that it looked at, each time on an empty screen. */
export function watch(run: (asked: Set<string>) => void): void {
  let watchers: FSWatcher[] = [];
  let soon: NodeJS.Timeout | undefined;
  let asked = new Set<string>();
  let seen = '';
  again();

  function again(): void {
    const before = watchers;
    forgetListings();
    forgetProjects();
    if (isTerminal()) write(CLEAR);
    asked = new Set([`${workingFolder()}/`]);
    run(asked);
    for (const each of listedFolders()) asked.add(`${each}/`);
    const folders = new Set([...asked].map((path) => dirname(path)));
    watchers = [...folders].flatMap(watched);
    for (const each of before) each.close();
    const where = watchers.length === 1 ? 'one folder' : `${watchers.length} folders`;
    print(`\nwatching ${where} for changes; Ctrl+C ends it\n`);
    // a report of its own, or a log beside a config, is no reason to check again
    seen = stateOf(asked);
  }

  function look(): void {
    if (stateOf(asked) !== seen) again();
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

/** A text that is another one once any of these files has changed, or a name come or gone in any of these folders. */
const stateOf = (asked: ReadonlySet<string>): string =>
  [...asked].map((path) => (path.endsWith('/') ? namesIn(path) : stampOf(path))).join('\n');

const namesIn = (folder: string): string => disk.list(folder.slice(0, -1)).join('/');

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : '';
}
