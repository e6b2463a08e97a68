/**
 * clawlint as a library, where there is a disk: finds homes as the command line does, and writes what was mended.
 */
import type { Options } from './check.ts';
import { readArguments } from './cli/arguments.ts';
import { findHomes, forgetListings } from './cli/homes.ts';
import { ownFiles } from './cli/own-files.ts';
import { forgetProjects, settingsOf } from './cli/settings.ts';
import { change } from './cli/write.ts';
import type { Refusal } from './disk/change.ts';
import { disk } from './disk/disk.ts';
import { ask } from './disk/program.ts';
import type { Files } from './files.ts';
import type { Mended } from './mend/mend.ts';
import type { Program } from './snapshot/installed.ts';

export { UsageError } from './cli/values.ts';
export { disk, type Files, type Mended, type Options, type Program, type Refusal };

/** A home on this machine: what `check` and all others take. */
export interface OpenedHome {
  /** the disk; of a home that is not the live one nothing outside of its repository */
  readonly files: Files;
  /** what counts for it: its config, the `clawlint.json` above it, of the live home also the variables of this process */
  readonly options: Options & { readonly config: string };
}

/**
 * The homes that paths stand for: a config, a file of a home, or a folder with homes in or below it. Without paths the
 * `openclaw.json` of the current folder, else the live home; none where there is neither.
 * @throws UsageError where nothing is at a path, or it is part of no home
 */
export function openHomes(...paths: readonly string[]): OpenedHome[] {
  forgetListings();
  forgetProjects();
  const told = { ...readArguments([]), paths };
  return findHomes(told).map((target) => ({
    files: ownFiles(target, disk, told),
    options: { ...settingsOf(target, told), config: target.config },
  }));
}

/**
 * Writes what `fix`, `upgrade` or `propose` have changed: every file whole, all or none. Returns why nothing was written:
 * a file has changed meanwhile, lies outside of the home's repository, or cannot be written.
 */
export const write = (mended: Mended, { options }: OpenedHome): Refusal | undefined => change(mended, options);

/**
 * The OpenClaw of this machine, for `snapshot`.
 * @param command a program, or a program with its first arguments, blanks between them
 * @param seconds how long each answer may take
 */
export const openclaw = (command = 'openclaw', seconds = 120): Program => ({
  command,
  seconds,
  ask: (args) => ask(command, args, { NO_COLOR: '1' }, seconds),
});
