import { once } from '../text/memo.ts';
import known from './known.json' with { type: 'json' };
import { compare, parseRelease, type Release } from './number.ts';

export { type Behaviour, behaviour, providerId } from './behaviour.ts';
export type { Naming } from './naming.ts';
export { compare, isFrom, isUpTo, parseRelease, type Release } from './number.ts';
export type { Rotation } from './rotation.ts';

/**
 * The releases read one by one, oldest first (facts H1; .33–.35 are maintenance lines).
 */
export const releases = once((): readonly string[] =>
  Object.entries(known).flatMap(([month, patches]) => patches.map((patch) => `${month}.${patch}`)),
);

/** The newest and the oldest modelled release. */
export const NEWEST = releases().at(-1)!;
export const OLDEST = releases()[0]!;

/** Whether a release that nobody read may have what the next one that was read is the first to have. */
export function isPerhapsIn(release: string | undefined, since: string): boolean {
  const all = releases();
  const before = all[all.indexOf(since) - 1];
  return release !== undefined && before !== undefined && !all.includes(release) && compare(release, before) > 0;
}

/** The release a home is checked for. */
export interface Target {
  /** the release checked for; undefined if nobody named one */
  readonly release: string | undefined;
  /**
   * who named it: the `--release` option, clawlint's config, a snapshot of the machine's OpenClaw,
   * `meta.lastTouchedVersion` of the home, or nobody
   */
  readonly source: 'option' | 'config' | 'snapshot' | 'meta' | 'unknown';
  /**
   * the release asked for, if another is checked for: it is newer or older than any modelled, a beta, or not a release
   */
  readonly asked?: string;
  readonly newerThanModelled: boolean;
  /** a snapshot says what this release takes */
  readonly isInstalled?: true;
}

/**
 * Chooses the release: the option, then clawlint's config, then that of a snapshot, unless a newer one has written the
 * file since, then the release that last wrote the file. Texts that are not releases are skipped and reported in `asked`.
 */
export function target(option?: string, lastTouched?: string, config?: string, installed?: string): Target {
  const wrote = lastTouched === undefined ? undefined : parseRelease(lastTouched);
  const isOutdated = installed !== undefined && wrote !== undefined && compare(wrote, installed) > 0;
  const wishes = [
    ['option', option],
    ['config', config],
    ['snapshot', isOutdated ? undefined : installed],
    ['meta', lastTouched],
  ] as const;
  let odd: string | undefined;
  for (const [source, wish] of wishes) {
    if (!wish?.trim()) continue;
    const read = parseRelease(wish);
    if (!read) {
      odd ??= wish;
      continue;
    }
    const isInstalled = installed !== undefined && compare(read, installed) === 0;
    const answered = isInstalled ? read.text : answer(read);
    const asked = odd ?? (answered === read.text ? undefined : read.text);
    const newerThanModelled = compare(read, NEWEST) > 0;
    return {
      release: answered,
      source,
      newerThanModelled,
      ...(asked !== undefined && { asked }),
      ...(isInstalled && { isInstalled }),
    };
  }
  return { release: undefined, source: 'unknown', newerThanModelled: false, ...(odd !== undefined && { asked: odd }) };
}

function answer(it: Release): string {
  if (compare(it, NEWEST) > 0) return NEWEST;
  if (compare(it, OLDEST) < 0) return OLDEST;
  if (it.beta === undefined) return it.text;
  // 2026.7.2 never came out: its betas up to .3 have the layout of 2026.7.1, from .5 that of 2026.8.1 (facts H1)
  if (compare(it, '2026.7.2') < 0 && compare(it, '2026.7.2-beta.0') >= 0)
    return it.beta < 5 ? '2026.7.1-2' : '2026.8.1';
  return `${it.year}.${it.month}.${it.patch}`;
}
