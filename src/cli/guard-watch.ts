import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { check, type Options, type Result } from '../check.ts';
import { changeFiles, writePrivate } from '../disk/change.ts';
import { keep, leavingsOf } from '../disk/copies.ts';
import { disk } from '../disk/disk.ts';
import { overlay } from '../files.ts';
import { toDiff } from '../mend/diff.ts';
import { toValue } from '../parse/tree.ts';
import { toAgent } from '../report/formats/lines.ts';
import { toJson } from '../report/json.ts';
import { printable } from '../report/printable.ts';
import { readable } from '../report/readable.ts';
import { candidatesOf, startRefusals } from '../rescue/candidates.ts';
import { lastGood } from '../rescue/merge.ts';
import { valueAt } from '../rescue/settings.ts';
import { dirname } from '../text/path.ts';
import { type Alarm, tell } from './alarm.ts';
import type { Arguments } from './arguments.ts';
import { findHomes, type Target, wouldBeHome } from './homes.ts';
import { display, print } from './output.ts';
import { targetOf } from './rescue.ts';
import { asStarted, releaseStartedBy } from './started.ts';
import { UsageError } from './values.ts';
import { type Asked, noting, stateOf } from './watch.ts';
import { foldersOf } from './write.ts';

/** In milliseconds: a text that breaks off may still be in the middle of being written. */
const WRITING = 40;
/** In milliseconds: another editor takes a file away before it puts the new one there. */
const GONE = 60;

/** A home that is watched. */
interface Watched {
  readonly target: Target;
  readonly settings: Options;
  /** the last text that OpenClaw starts with */
  good: string | undefined;
  /** whether the gateway needs `gateway.mode`, because the last good text had it */
  hadMode: boolean;
  bad: boolean;
  asked: Asked;
  /** the text that is waited for to be complete */
  unsure: string | undefined;
}

/**
 * Says when a saved config would be refused, with what undoes it, until it is ended; with --restore puts the last good
 * text back.
 * @throws UsageError where there is no home to watch
 */
export function watchHome(options: Arguments): undefined {
  const home = homeOf(options);
  const { config } = home.target;
  const watchers = new Map<string, FSWatcher>();
  let soon: NodeJS.Timeout | undefined;
  home.good = goodOf(home, config);
  warmUp(home);
  look();
  say(`watching ${printable(display(config))}; Ctrl+C ends it`);
  rewatch();
  soon = setTimeout(onChange, WRITING); // somebody may have saved before anything was watched

  /** Whatever goes wrong is said: a guard that ends guards nothing. */
  function onChange(): void {
    if (![...home.asked].some(([path, before]) => stateOf(path) !== before)) return;
    try {
      look();
      rewatch();
    } catch (error) {
      say(printable(readable((error as Error).message)));
    }
  }

  /** Judges what is there now. */
  function look(): void {
    clearTimeout(soon);
    home.asked = new Map();
    const files = noting(disk, home.asked);
    const text = files.read(config);
    const result = check(files, home.settings);
    const alarm = alarmFor(home, result, typeof text === 'string' ? text : undefined);
    const isPerhapsWriting = alarm?.isBroken && home.unsure !== (text ?? '');
    if (isPerhapsWriting) {
      home.unsure = typeof text === 'string' ? text : '';
      home.asked.clear();
      home.asked.set(config, 'being written');
      soon = setTimeout(onChange, text === undefined ? GONE : WRITING);
      return;
    }
    home.unsure = undefined;
    if (!alarm) {
      if (home.bad) say(`${printable(display(config))} starts again`);
      home.bad = false;
      if (typeof text === 'string') home.good = text;
      home.hadMode = modeIn(result);
      return;
    }
    home.bad = true;
    say(`${printable(display(config))} ${alarm.what}\n${alarm.lines}`.trimEnd());
    const [diff, undo] = [diffOf(home, result, typeof text === 'string' ? text : ''), undoOf(home)];
    tell({ ...alarm, diff, undo }, options, say);
    print(diff, 2);
    if (options.restore) restore(home, typeof text === 'string' ? text : undefined);
    else say(`this undoes it: ${undo}`);
  }

  function rewatch(): void {
    const folders = new Set([config, ...home.asked.keys()].map((path) => dirname(path)));
    for (const [folder, watcher] of watchers)
      if (!folders.has(folder)) {
        watcher.close();
        watchers.delete(folder);
      }
    for (const folder of folders) if (!watchers.has(folder)) add(folder);
  }

  /** Nothing where there is no such folder: it is noticed in the folder around. */
  function add(folder: string): void {
    try {
      const watcher = watchFolder(folder, onChange);
      const forget = () => {
        watcher.close();
        watchers.delete(folder);
      };
      watchers.set(folder, watcher.on('error', forget));
    } catch {
      // it may come yet
    }
  }
}

/** Puts the newest copy that starts in the place of a config that does not. @throws UsageError */
export function restoreHome(options: Arguments): 0 | 1 {
  // the config may be what is gone
  const home = homeOf(
    options,
    options.paths.length > 0 ? [targetOf(options)] : [findHomes(options, true)[0] ?? wouldBeHome(options)],
  );
  const { config } = home.target;
  const result = check(disk, home.settings);
  const text = disk.read(config);
  home.good = lastGoodOf(home, config);
  home.hadMode = true;
  if (typeof text === 'string' && startRefusals(result).length === 0 && (modeIn(result) || home.good === undefined)) {
    say(`${printable(display(config))} is not refused; nothing is changed`);
    return 0;
  }
  restore(home, typeof text === 'string' ? text : undefined);
  return 0;
}

/** @throws UsageError where there is none, or it cannot be put back */
function restore({ target: { config }, good, settings }: Watched, bad: string | undefined): void {
  const shown = printable(display(config));
  if (good === undefined)
    throw new UsageError(`there is no copy of ${shown} that starts; clawlint rescue looks further`);
  if (bad === undefined) {
    const why = writePrivate(config, good);
    if (why) throw new UsageError(`${shown} ${why}`);
    say(`put the last good text of ${shown} back`);
    return;
  }
  if (bad === good) throw new UsageError(`the text of ${shown} is the last good one; what is wrong is in another file`);
  const known = leavingsOf(config, disk).find(({ path, text }) => path !== config && text === bad);
  const copy = known ?? keep(config, bad, Date.now(), 'refused');
  if ('why' in copy) throw new UsageError(`what ${shown} holds cannot be kept: ${copy.why}`);
  const refusal = changeFiles([{ path: config, from: bad, to: good }], foldersOf(config, settings));
  if (refusal) throw new UsageError(`${display(refusal.path)} ${refusal.reason}`);
  say(`put the last good text of ${shown} back; what it held is in ${printable(display(copy.path))}`);
}

function homeOf(options: Arguments, targets = findHomes(options, true)): Watched {
  const [target, ...others] = targets;
  if (!target) throw new UsageError('there is no openclaw.json to watch; --home PATH names one');
  if (others.length > 0) throw new UsageError(`guard watches one home, and there are ${others.length + 1}`);
  const release = options.release ?? releaseStartedBy([options.openclaw]);
  const settings = asStarted(target, options, release);
  return { target, settings, good: undefined, hadMode: false, bad: false, asked: new Map(), unsure: undefined };
}

/** The text on disk if it starts, else the newest copy of it that does. */
function goodOf(home: Watched, config: string): string | undefined {
  const result = check(disk, home.settings);
  const text = disk.read(config);
  if (typeof text !== 'string' || startRefusals(result).length > 0) return lastGoodOf(home, config);
  home.hadMode = modeIn(result);
  return text;
}

function lastGoodOf({ settings }: Watched, config: string): string | undefined {
  return lastGood(candidatesOf(leavingsOf(config, disk), config, disk, settings))?.text;
}

/** Says nothing: the first alarm is not to be the slowest. */
function warmUp(home: Watched): void {
  const files = overlay(new Map([[home.target.config, '{ "gateway": { "prot": 1 } }']]), disk);
  for (let i = 0; i < 5; i++) alarmFor(home, check(files, home.settings), '');
}

/** What is known at once. */
type Sudden = Omit<Alarm, 'diff' | 'undo'> & {
  /** it breaks off, or is gone: perhaps it is being written */ readonly isBroken: boolean;
};

/** What is to be told of a config; undefined where OpenClaw starts with it. */
function alarmFor(home: Watched, result: Result, text: string | undefined): Sudden | undefined {
  const { config } = home.target;
  const found = startRefusals(result);
  const lostMode = home.hadMode && !modeIn(result);
  if (text !== undefined && found.length === 0 && !lostMode) return undefined;
  const { release, newerThanModelled, asked } = result.routing.target;
  const which =
    release === undefined
      ? 'OpenClaw'
      : `OpenClaw ${newerThanModelled ? `${asked ?? release}, as far as is known` : release}`;
  const what =
    text === undefined
      ? 'is gone: the gateway will not start'
      : found.length > 0
        ? `would be refused by ${which}:`
        : 'has no `gateway.mode` any more: the gateway does not start without it';
  const report = toJson([{ ...result, diagnostics: found }], display);
  const lines = found.length > 0 ? toAgent(report).replace(/^.*checked: .*\n$/m, '') : '';
  return {
    config,
    release,
    what,
    lines,
    findings: report.findings,
    isBroken: text === undefined || found.some(({ rule }) => rule === 'json5-syntax'),
  };
}

function diffOf({ target: { config }, good, settings }: Watched, result: Result, text: string): string {
  if (good === undefined || good === text) return '';
  const before = check(overlay(new Map([[config, good]]), disk), settings);
  const now = text === '' ? check(overlay(new Map([[config, '']]), disk), settings) : result;
  return toDiff({ before, result: now, texts: new Map([[config, text]]), isCut: false }, display);
}

/** The last good text is put back as it was where a copy has it, else as near as can be. */
function undoOf({ target: { config }, good }: Watched): string {
  const isKept = leavingsOf(config, disk).some(({ path, text }) => path !== config && text === good);
  const path = /^[\w./-]+$/.test(config) ? config : `'${config.replaceAll("'", "'\\''")}'`;
  return isKept ? `clawlint guard --restore --home ${path}` : `clawlint rescue --write ${path}`;
}

const modeIn = ({ routing: { home } }: Result): boolean =>
  home.root !== undefined && typeof valueAt(toValue(home.root), ['gateway', 'mode']) === 'string';

/** On standard error, with the time: it may be read hours later. */
const say = (text: string): void => {
  print(`clawlint guard: ${new Date().toTimeString().slice(0, 8)} ${text}\n`, 2);
};
