import { memoize } from '../text/memo.ts';

/** An OpenClaw release: `2026.9.6`, `2026.2.3-1` (a repacked 2026.2.3), `2026.8.1-beta.3`. */
export interface Release {
  readonly year: number;
  readonly month: number;
  readonly patch: number;
  /** beta number; absent on a final release */
  readonly beta?: number;
  /** as written, without surrounding blanks and a leading `v` */
  readonly text: string;
}

const SHAPE = /^v?((\d{4})\.(\d{1,2})\.(\d{1,3})(?:-(?:\d{1,3}|beta\.(\d{1,3})))?)$/i;

/** Parses a release; undefined if the text is not one (`latest`, `2026.9`, another project's version). */
export function parseRelease(text: string): Release | undefined {
  const match = SHAPE.exec(text.trim());
  if (!match) return undefined;
  const [, written, year, month, patch, beta] = match;
  const numbers = { year: Number(year), month: Number(month), patch: Number(patch), text: written!.toLowerCase() };
  if (numbers.month < 1 || numbers.month > 12) return undefined;
  return beta === undefined ? numbers : { ...numbers, beta: Number(beta) };
}

/**
 * Compares releases: negative if a is older, positive if a is newer, 0 for the same code. `2026.2.3-1` equals
 * `2026.2.3` (a repack); a beta is older than its release.
 * @throws RangeError on a string that is no release
 */
export function compare(a: Release | string, b: Release | string): number {
  const x = release(a);
  const y = release(b);
  return x.year - y.year || x.month - y.month || x.patch - y.patch || rank(x) - rank(y);
}

/** Whether a release is known, and is this one or a newer one. */
export const isFrom = (release: string | undefined, first: string): boolean =>
  release !== undefined && compare(release, first) >= 0;

/** Whether a release is known, and is this one or an older one. */
export const isUpTo = (release: string | undefined, last: string): boolean =>
  release !== undefined && compare(release, last) <= 0;

const release = (it: Release | string): Release => (typeof it === 'string' ? parsed(it) : it);

const parsed = memoize((text): Release => {
  const read = parseRelease(text);
  if (!read) throw new RangeError(`not a release of OpenClaw: ${text}`);
  return read;
});

const FINAL = 1_000;

function rank(it: Release): number {
  return it.beta ?? FINAL;
}
