import type { Options } from '../check.ts';
import { changeFiles, type Refusal } from '../disk/change.ts';
import { disk } from '../disk/disk.ts';
import { repositoryOf } from '../home/confined.ts';
import { type Mended, textsOf } from '../mend/mend.ts';
import { dirname } from '../text/path.ts';
import { forgetProjects } from './settings.ts';
import { UsageError } from './values.ts';

/** @throws UsageError where a file cannot be changed; then none is, or the message names those that are */
export function writeMended(mended: Mended, settings: Options, display: (path: string) => string): void {
  const refusal = change(mended, settings);
  forgetProjects(); // homes share them
  if (!refusal) return;
  const others = refusal.changed.map((path) => display(path)).join(', ');
  const rest = others ? `; ${others} had been changed before and could not be put back` : '';
  throw new UsageError(`${display(refusal.path)} ${refusal.reason}${rest}`);
}

/** Writes all of it or, where there is a reason against it, nothing. */
export function change({ before, texts }: Mended, settings: Options): Refusal | undefined {
  const old = new Map(textsOf(before).map(({ path, text }) => [path, text]));
  const changes = [...texts].map(([path, to]) => ({ path, from: old.get(path)!, to }));
  return changeFiles(changes, foldersOf(before.routing.home.path, settings));
}

/** The folders in which files of a home may be changed; undefined: anywhere, as links of the live home lead. */
export const foldersOf = (config: string, { live, includeRoots = [] }: Options): readonly string[] | undefined =>
  live ? undefined : [repositoryOf(disk, dirname(config)) ?? dirname(config), ...includeRoots];
