import { fstatSync, writeSync } from 'node:fs';
import { currentFolder, disk } from '../disk/disk.ts';
import { inert } from '../report/printable.ts';
import { dirname, join } from '../text/path.ts';
import { UsageError } from './values.ts';

/** @throws UsageError where the current folder has been deleted */
export function workingFolder(): string {
  const folder = currentFolder();
  if (folder === undefined) throw new UsageError('the current folder does not exist any more: change to one that does');
  return folder;
}

/** Relative to the current folder if the path lies inside it. */
export function display(path: string): string {
  const cwd = workingFolder();
  if (path.startsWith(`${cwd}/`)) return path.slice(cwd.length + 1);
  const parent = dirname(cwd);
  return parent.length > 1 && path.startsWith(`${parent}/`) ? `../${path.slice(parent.length + 1)}` : path;
}

/** @param told by the option; `auto`: what the environment and the terminal say */
export function colors(told: 'auto' | 'always' | 'never'): boolean {
  if (told !== 'auto') return told === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return !NO_COLOR && TERM !== 'dumb' && isTerminal();
}

/** Asks the descriptor first: loading `process.stdout` is slow, and needed only for a terminal. */
export const isTerminal = (): boolean => fstatSync(1).isCharacterDevice() && process.stdout.isTTY === true;

/** Prints text that a CI runner must not take for a command. */
export const print = (text: string, to: 1 | 2 = 1): number => write(inert(text), to);

/** Writes a text unchanged. Returns 0, the exit code of a command that only prints. */
export function write(text: string, to: 1 | 2 = 1): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(to, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return 0; // the reader has gone away, as in `clawlint | head`
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1); // the reader is slow: try again
    }
  }
  return 0;
}

/** Relative to the root of the current repository; as `display` if there is none. */
export function inRepository(): (path: string) => string {
  const root = repositoryRoot(workingFolder());
  return root === undefined ? display : (path) => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
}

function repositoryRoot(folder: string): string | undefined {
  if (disk.inspect!(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryRoot(above);
}
