import { check, type Options } from '../check.ts';
import { readAnswer } from '../disk/answer.ts';
import { type Change, changeFiles, writePrivate } from '../disk/change.ts';
import { keep, leavingsOf } from '../disk/copies.ts';
import { disk, slashes } from '../disk/disk.ts';
import { readConfigPath } from '../edit/config-path.ts';
import { type Files, overlay } from '../files.ts';
import { CONFIG_NAMES } from '../home/search.ts';
import { toDiff } from '../mend/diff.ts';
import { type Path, writePath } from '../parse/tree.ts';
import { printable } from '../report/printable.ts';
import { type Candidate, candidatesOf } from '../rescue/candidates.ts';
import { kindOf } from '../rescue/leavings.ts';
import { type Merge, merge } from '../rescue/merge.ts';
import { toOffer, toStatus } from '../rescue/report.ts';
import { shownPath } from '../rescue/shown.ts';
import { basename, dirname, join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import { findHomes, NothingThere, type Target, wouldBeHome } from './homes.ts';
import { display, isTerminal, print, workingFolder } from './output.ts';
import { ownFiles } from './own-files.ts';
import { settingsOf } from './settings.ts';
import { UsageError } from './values.ts';
import { foldersOf } from './write.ts';

/** What is looked at, and where it is written. */
interface Rescue {
  readonly config: string;
  readonly files: Files;
  readonly settings: Options;
  readonly candidates: readonly Candidate[];
}

/**
 * Says what is left of a config, and offers a text that starts with what was lost. Returns the exit code.
 * @throws UsageError
 */
export function rescue(options: Arguments): 0 | 1 {
  const target = targetOf(options);
  const { config } = target;
  const files = ownFiles(target, disk, options);
  const settings = settingsOf(target, options);
  const leavings = leavingsOf(config, files);
  if (leavings.length === 0) throw new NothingThere(config, 'config and no copy of');
  const candidates = candidatesOf(leavings, config, files, settings);
  const whole: Rescue = { config, files, settings, candidates };
  print(toStatus(candidates, config, display));
  const without = options.without.map(pathOf);
  const isWanted = (path: Path) => !without.some((each) => each.every((step, i) => String(path[i]) === String(step)));
  const merged = merge(candidates, config, files, settings, isWanted);
  if (!merged) {
    print('\nNo text can be made to start without more being known; clawlint --fix says what each mistake needs.\n');
    return 1;
  }
  if (changesOf(whole, merged).length === 0) {
    print('\nIt starts, and nothing is to be put back.\n');
    return 0;
  }
  print(`\n${toOffer(merged)}\n${diffOf(whole, merged)}`);
  if (options.write) return written(whole, merged);
  if (isTerminal() && process.stdin.isTTY) return asked(whole, merged, isWanted);
  const kept = files.read(config) === undefined ? '' : ', and keeps what is there now beside it';
  print(`\nclawlint rescue --write writes it${kept}.\n`);
  return 1;
}

/** On a terminal: write it, leave it, or choose what is put back. */
function asked(whole: Rescue, offered: Merge, isWanted: (path: Path) => boolean): 0 | 1 {
  const { config, files, settings, candidates } = whole;
  for (let merged = offered; ; ) {
    const answer = readAnswer('\nWrite it? [y]es, [n]o, [c]hoose what is put back: ');
    if (answer === 'y') return written(whole, merged);
    if (answer !== 'c') {
      print('nothing is written\n');
      return 1;
    }
    const kept = new Set<string>();
    for (const { path } of offered.put)
      if (readAnswer(`${shownPath(offered.result, path)}? [y/n] `) !== 'n') kept.add(writePath(path));
    const chosen = merge(candidates, config, files, settings, (path) => isWanted(path) && kept.has(writePath(path)));
    if (!chosen) return 1;
    merged = chosen;
    print(`\n${toOffer(merged)}\n${diffOf(whole, merged)}`);
  }
}

/** @throws UsageError where it cannot be written; then nothing is changed */
function written(whole: Rescue, merged: Merge): 0 {
  const { config, candidates, settings } = whole;
  const changes = changesOf(whole, merged);
  const copies: string[] = [];
  for (const { path, from } of changes) {
    if (from === undefined) continue;
    if (path === config && candidates.some(({ kind, text }) => kind !== 'config' && text === from)) continue;
    const copy = keep(path, from, Date.now(), 'kept');
    if ('why' in copy) throw new UsageError(`what ${display(path)} holds cannot be kept: ${copy.why}`);
    copies.push(copy.path);
  }
  const refusal = changeFiles(changes.filter(isChange), foldersOf(config, settings));
  if (refusal) throw new UsageError(`${display(refusal.path)} ${refusal.reason}`);
  for (const { path, from, to } of changes) {
    const why = from === undefined && writePrivate(path, to);
    if (why) throw new UsageError(`${display(path)} ${why}`);
  }
  const shown = (paths: readonly string[]) => paths.map((path) => printable(display(path))).join(' and ');
  const where = copies.length > 0 ? `; what ${copies.length > 1 ? 'they' : 'it'} held is in ${shown(copies)}` : '';
  print(`wrote ${shown(changes.map(({ path }) => path))}${where}\n`);
  return 0;
}

/** A text to write; `from` is what is there now, if anything is. */
type Write = { readonly path: string; readonly from: string | undefined; readonly to: string };

const isChange = (each: Write): each is Change => each.from !== undefined;

function changesOf({ files }: Rescue, { texts }: Merge): Write[] {
  return [...texts].flatMap(([path, to]) => {
    const text = files.read(path);
    const from = typeof text === 'string' ? text : undefined;
    return from === to ? [] : [{ path, from, to }];
  });
}

function diffOf({ config, files, settings }: Rescue, { texts, result }: Merge): string {
  const before = check(
    typeof files.read(config) === 'string' ? files : overlay(new Map([[config, '']]), files),
    settings,
  );
  const diff = toDiff({ before, result, texts, isCut: false }, display);
  return diff || 'All that changes are values that are not shown.\n';
}

/** @throws UsageError */
function pathOf(text: string): Path {
  const path = readConfigPath(text);
  if (!path) throw new UsageError(`--without takes a path such as channels.telegram, not ${JSON.stringify(text)}`);
  return path;
}

/** The one home whose config is named, or would be if it were still there. @throws UsageError */
export function targetOf(options: Arguments): Target {
  const [named, ...others] = options.paths;
  if (others.length > 0) throw new UsageError('rescue looks at one home');
  if (named === undefined && (options.profile !== undefined || !copied(workingFolder())))
    return findHomes(options)[0] ?? wouldBeHome(options);
  const path = join(workingFolder(), slashes(named ?? '.'));
  const own = CONFIG_NAMES.find((name) => kindOf(basename(path), name));
  const found = disk.read(path, 0);
  if (typeof found === 'object' && found.trouble === 'folder') {
    const name = copied(path);
    if (name) return wouldBeHome(options, join(path, name));
  }
  if (found === undefined && !own) throw new NothingThere(path);
  const config = own ? join(dirname(path), own) : path;
  return wouldBeHome(options, config);
}

/** The name of the config that a folder has, or has copies of. */
function copied(folder: string): string | undefined {
  const names = disk.list(folder);
  return CONFIG_NAMES.find((each) => names.some((other) => kindOf(other, each)));
}
