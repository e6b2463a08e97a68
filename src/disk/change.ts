import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { own } from '../text/own.ts';
import { basename, dirname, isInside, join } from '../text/path.ts';
import { slashes } from './disk.ts';

/** A new text for a file, and the text that it was planned from. */
export interface Change {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Why nothing was changed; `path` is the file that is in the way. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
  /** files that were changed all the same, because they could not be put back */
  readonly changed: readonly string[];
}

interface Prepared extends Change {
  /** the file itself, after all links */
  readonly target: string;
  /** where the new text waits for its name */
  readonly beside: string;
}

/**
 * Changes several files, all or none. Each holds its old or its new text, whole, whatever happens meanwhile: the new
 * text is written beside it, reaches the disk and then takes its name. Mode and owner stay. What an earlier call that
 * was killed has left beside a file is removed.
 * @param within the folders that a link may lead into; undefined: anywhere
 */
export function changeFiles(changes: readonly Change[], within?: readonly string[]): Refusal | undefined {
  const prepared: Prepared[] = [];
  const changed: Prepared[] = [];
  let current = '';
  try {
    for (const change of changes) {
      current = change.path;
      sweep(change.path);
      const reason = obstacle(change, within);
      if (reason) return { path: current, reason, changed: [] };
      prepared.push(prepare(change, change.to));
    }
    for (const each of prepared) {
      current = each.path;
      // somebody may have saved while the others were written
      if (readFileSync(each.target, 'utf8') !== each.from) throw new Error(NEWER);
      renameSync(each.beside, each.target);
      changed.push(each);
    }
    for (const folder of new Set(changed.map(({ target }) => dirname(target)))) settle(folder);
    return undefined;
  } catch (error) {
    return {
      path: current,
      reason: reasonOf(error),
      changed: changed.filter((each) => !putBack(each)).map(({ path }) => path),
    };
  } finally {
    for (const { beside } of prepared) rmSync(beside, { force: true });
  }
}

/** Writes a file that may or may not be there, whole. @returns why it cannot be written */
export function writeWhole(path: string, text: string): string | undefined {
  const beside = besideOf(path);
  try {
    const old = lstatSync(path, { throwIfNoEntry: false });
    if (old?.isFile() !== false) sweep(path);
    writeBeside(beside, text, old?.isFile() ? old : undefined);
    renameSync(beside, path);
    settle(dirname(slashes(path)));
    return undefined;
  } catch (error) {
    rmSync(beside, { force: true });
    return reasonOf(error);
  }
}

/** Writes a new file that only its owner may read. @returns why it cannot be written */
export function writePrivate(path: string, text: string): string | undefined {
  const beside = besideOf(path);
  try {
    sweep(path);
    writeBeside(beside, text, undefined, 0o600);
    putAnew(beside, path);
    settle(dirname(slashes(path)));
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Gives a new text its name, unless that is taken. @throws where it is, or the text cannot be there */
function putAnew(beside: string, path: string): void {
  try {
    linkSync(beside, path);
  } catch (error) {
    // some file systems have no second names
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || lstatSync(path, { throwIfNoEntry: false })) throw error;
    renameSync(beside, path);
  }
}

/** Writes a file that the user has named: whole, after a link, or into a pipe or a device. @returns why it cannot be */
export function writeReport(path: string, text: string): string | undefined {
  try {
    if (!existsSync(path)) return writeWhole(join(slashes(process.cwd()), slashes(path)), text);
    // a descriptor of a program stands for the very file that is open there
    if (statSync(path).isFile() && !/^\/(?:dev|proc)\//.test(path)) return writeWhole(realpathSync(path), text);
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Where a new text waits for its name; `sweep` finds what was left there. */
const besideOf = (path: string): string => `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;

const NEWER = 'was changed meanwhile; what it holds now is left as it is';

function obstacle({ path, from, to }: Change, within: readonly string[] | undefined): string | undefined {
  if (to.includes('\ufffd')) return 'is not UTF-8 throughout; it is left as it is';
  const target = slashes(realpathSync(path));
  if (within && !within.some((folder) => isInside(target, slashes(realpathSync(folder)))))
    return 'is a link to a file outside of this home; change that file where it is';
  accessSync(target, constants.W_OK); // renaming asks the folder only
  if (statSync(target).nlink > 1)
    return 'has other names (it is a hard link), and they would keep the old text; put a copy in its place first';
  return readFileSync(target, 'utf8') === from ? undefined : NEWER;
}

function prepare(change: Change, text: string): Prepared {
  const target = realpathSync(change.path);
  const beside = besideOf(target);
  try {
    writeBeside(beside, text, statSync(target));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return { ...change, target, beside };
}

/** Removes new texts that never got their name, because the process that wrote them is gone. */
function sweep(path: string): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  const [folder, name] = [dirname(slashes(target)), basename(slashes(target))];
  for (const each of readdirSync(folder)) {
    if (!each.startsWith(`${name}.`)) continue;
    const [, writer] = /^(\d+)-[a-z\d]+\.tmp$/.exec(each.slice(name.length + 1)) ?? [];
    if (writer && !isAlive(Number(writer))) rmSync(join(folder, each), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** @param like whose mode and owner it gets */
function writeBeside(path: string, text: string, like?: Stats, mode = like ? 0o600 : 0o666): void {
  const descriptor = openSync(path, 'wx', mode);
  try {
    writeFileSync(descriptor, text);
    if (like) {
      const { uid, gid } = fstatSync(descriptor);
      if (like.uid !== uid || like.gid !== gid) fchownSync(descriptor, like.uid, like.gid);
      fchmodSync(descriptor, like.mode & 0o7777);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a file its old text again, unless somebody has saved it since. Returns whether that worked. */
function putBack(change: Prepared): boolean {
  try {
    if (readFileSync(change.target, 'utf8') !== change.to) return false;
    const { beside, target } = prepare(change, change.from);
    renameSync(beside, target);
    return true;
  } catch {
    return false;
  }
}

/** Has a folder reach the disk, so that a new name in it outlives a power cut. Not every system can. */
function settle(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // the new text is there either way
  }
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  EACCES: 'run clawlint as the user whose file it is, or change the permissions of its folder',
  EPERM: 'run clawlint as the user whose file it is, or change the permissions of its folder',
  EBUSY: 'it is mounted by itself, as containers do with single files: mount its folder, or change it outside',
  EROFS: 'the disk is read-only: change it where it can be written',
  ENOSPC: 'the disk is full',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (message === NEWER) return NEWER;
  const way = own(WAYS_OUT, code ?? '');
  return `cannot be written: ${code ?? 'unknown reason'}${way ? `; ${way}` : ''}`;
}
