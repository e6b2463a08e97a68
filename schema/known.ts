import { readFileSync, writeFileSync } from 'node:fs';
import { compare, parseRelease } from '../src/release/number.ts';

const FILE = new URL('../src/release/known.json', import.meta.url);

export type Known = Readonly<Record<string, readonly string[]>>;

export const readKnown = (): Known => JSON.parse(readFileSync(FILE, 'utf8')) as Known;

export function writeKnown(known: Known): void {
  const lines = Object.entries(known).map(([month, patches]) => `  "${month}": [${patches.map(quoted).join(', ')}]`);
  writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`);
}

const quoted = (text: string): string => JSON.stringify(text);

/** The releases of a list, oldest first. */
export const listOf = (known: Known): string[] =>
  Object.entries(known).flatMap(([month, patches]) => patches.map((patch) => `${month}.${patch}`));

/**
 * The list with one more release at its end; the same list where it is the last one already.
 * @throws Error where it is none, or older than the newest that is known
 */
export function withRelease(known: Known, release: string): Known {
  const read = parseRelease(release);
  if (!read || read.beta !== undefined) throw new Error(`${release} is no final release of OpenClaw`);
  const newest = listOf(known).at(-1)!;
  if (release === newest) return known;
  if (compare(release, newest) <= 0)
    throw new Error(`${release} is not newer than ${newest}, the newest that is known`);
  const [month, patch] = [`${read.year}.${read.month}`, release.slice(`${read.year}.${read.month}.`.length)];
  return { ...known, [month]: [...(known[month] ?? []), patch] };
}

/** The list up to a release. */
export function upTo(known: Known, release: string): Known {
  const kept = Object.entries(known).map(
    ([month, patches]) => [month, patches.filter((patch) => compare(`${month}.${patch}`, release) <= 0)] as const,
  );
  return Object.fromEntries(kept.filter(([, patches]) => patches.length > 0));
}
