import { statSync } from 'node:fs';
import type { Files } from '../files.ts';
import { kindOf, type Leaving, timeInName } from '../rescue/leavings.ts';
import { dirname, join } from '../text/path.ts';
import { writePrivate } from './change.ts';

/** Copies with a time in their name that are looked at, of each kind: the newest. */
const MOST = 8;

const ORDER: readonly Leaving['kind'][] = [
  'config',
  'backup',
  'last-good',
  'pre-update',
  'clobbered',
  'rejected',
  'refused',
  'kept',
  'copy',
];

/** Kinds of which there are only so many. */
const SINGLE: ReadonlySet<Leaving['kind']> = new Set(['config', 'backup', 'last-good', 'pre-update']);

/** A config and the copies of it that lie beside it, in the order in which they are told. */
export function leavingsOf(config: string, files: Files): Leaving[] {
  const found: Leaving[] = [];
  for (const name of [...files.list(dirname(config))].sort()) {
    const is = kindOf(name, config);
    const path = join(dirname(config), name);
    const text = is && files.read(path);
    if (is && typeof text === 'string') found.push({ path, text, kind: is.kind, time: is.time ?? timeOf(path) });
  }
  return ORDER.flatMap((kind) => {
    const those = found.filter((each) => each.kind === kind);
    const isDated = !SINGLE.has(kind);
    return isDated ? those.sort((a, b) => (b.time ?? 0) - (a.time ?? 0)).slice(0, MOST) : those;
  });
}

const timeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/**
 * Keeps a text beside the config that it was. Returns the path of the copy, or why there is none.
 * @param as `refused`: a newer text than the one that is put in its place
 */
export function keep(
  config: string,
  text: string,
  now: number,
  as: 'kept' | 'refused',
): { readonly path: string } | { readonly why: string } {
  const path = `${config}.${as}.${timeInName(now)}`;
  const why = writePrivate(path, text);
  return why === undefined ? { path } : { why };
}
