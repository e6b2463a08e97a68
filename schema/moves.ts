import { compare } from '../src/release/releases.ts';
import type { Bundle } from './bundle.ts';
import type { History, Segment } from './history.ts';
import { lookup } from './lookup.ts';

/** Retired path → the path that took its place, for schema/ and for the rest of the file. */
export function replacements(
  history: History,
  document: Bundle,
  replaced: Readonly<Record<string, string>>,
): Map<string, string> {
  const all = new Map(Object.entries(replaced));
  for (const path of history.keys()) {
    const successor = lookup(document, path)[0]?.replacedBy;
    if (successor !== undefined) all.set(path, successor);
  }
  return all;
}

/**
 * The new key takes the same value but does something else with it: a limit in minutes that no longer switches the
 * daily reset off.
 */
const OTHER_MEANING = new Set(['session.idleMinutes']);

/**
 * The retired paths whose value may stand under the new path just as it is: every key, type, value and limit that was
 * accepted there last is accepted here now.
 */
export function movable(history: History, of: ReadonlyMap<string, string>): string[] {
  return [...of]
    .flatMap(([from, to]) =>
      to.startsWith(/^(?:.*(?:\*|\[\])\.)?/.exec(from)![0]) &&
      !/\[\]|\*$/.test(to) &&
      !OTHER_MEANING.has(from) &&
      fits(from, to)
        ? [from]
        : [],
    )
    .sort();

  function fits(from: string, to: string): boolean {
    const last = history.get(from)!.at(-1)!.until;
    const below = [...history.keys()].filter(
      (path) => path === from || path.startsWith(`${from}.`) || path.startsWith(`${from}[`),
    );
    return below.every((path) => {
      const was = history.get(path)!.at(-1)!;
      if (!last || !was.until || compare(was.until, last) < 0) return true; // gone before its owner was: not in anybody's file
      const now = history.get(to + path.slice(from.length))?.at(-1);
      return now !== undefined && now.until === undefined && takesAll(now, was);
    });
  }
}

function takesAll(now: Segment, was: Segment): boolean {
  const within = (of: readonly unknown[] | undefined, all: readonly unknown[] | undefined) =>
    !all || of?.every((each) => all.includes(each)) === true;
  return (
    within(was.types, now.types) &&
    within(was.enum, now.enum) &&
    (now.constraints ?? []).every((each) => was.constraints?.includes(each))
  );
}
