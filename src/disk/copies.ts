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
  'kept',
  'copy',
];

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
    const isDated = kind === 'clobbered' || kind === 'rejected' || kind === 'kept' || kind === 'copy';
    return isDated ? those.sort((a, b) => (b.time ?? 0) - (a.time ?? 0)).slice(0, MOST) : those;
  });
}

const timeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/**
 * Keeps a text beside the config that it was. Returns the path of the copy, or why there is none.
 */
export function keep(config: string, text: string, now: number): { readonly path: string } | { readonly why: string } {
  const path = `${config}.kept.${timeInName(now)}`;
  const why = writePrivate(path, text);
  return why === undefined ? { path } : { why };
}
