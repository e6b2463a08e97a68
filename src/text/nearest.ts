import { perObject } from './memo.ts';

/** Candidate sets up to this size are compared one by one; larger ones through an index, to stay linear. */
const SMALL = 128;

/**
 * The candidate the user most likely meant, or undefined. At most two edits away (one for short words, none for one or
 * two letters); case and the separators `-`, `_`, ` ` are ignored.
 * @param candidates where many words are looked up in many of them: the same object each time, as its index is kept on it
 * @param without candidates that are none this time
 */
export function suggest(
  word: string,
  candidates: ReadonlySet<string> | readonly string[],
  without?: ReadonlySet<string>,
): string | undefined {
  const size = 'size' in candidates ? candidates.size : candidates.length;
  if (word.length === 0 || word.length > 100 || size === 0) return undefined;
  const near = size <= SMALL ? candidates : (index(candidates).get(fold(word)) ?? neighbours(word, index(candidates)));
  const limit = word.length < 3 ? 0 : word.length < 5 ? 1 : 2;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of near) {
    if (candidate === word || without?.has(candidate)) continue;
    const edits = fold(candidate) === fold(word) ? 0 : distance(fold(word), fold(candidate), limit);
    if (edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

const fold = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

/** Indexes every candidate under itself and under each form with one letter deleted. */
const index = perObject((candidates: ReadonlySet<string> | readonly string[]): Map<string, string[]> => {
  const byForm = new Map<string, string[]>();
  for (const candidate of candidates)
    for (const form of forms(fold(candidate))) {
      const same = byForm.get(form);
      if (!same) byForm.set(form, [candidate]);
      else if (same.length < 8) same.push(candidate);
    }
  return byForm;
});

function neighbours(word: string, map: Map<string, string[]>): Set<string> {
  return new Set(forms(fold(word)).flatMap((form) => map.get(form) ?? []));
}

function forms(word: string): string[] {
  if (word.length >= 64) return [word];
  return [word, ...Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1))];
}

/** The number of edits (insert, delete, replace, swap neighbours) between two words, capped at `limit + 1`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2]! + 1);
      row[j] = edits;
      if (edits < least) least = edits;
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, limit + 1);
}

/**
 * Whether a name is another with typing errors and not another name: each of its words, `agent` and `Id` in `agentId`, is
 * one edit away at most, a long one two, and one of up to two letters none.
 */
export function isMistyped(word: string, name: string): boolean {
  if (fold(word) === fold(name)) return true;
  const [typed, meant] = [word, name].map(wordsOf);
  if (typed!.length !== meant!.length) return distance(fold(word), fold(name), 1) <= 1;
  return typed!.every((part, i) => {
    const least = Math.min(part.length, meant![i]!.length);
    return distance(part, meant![i]!, 2) <= (least < 3 ? 0 : least < 6 ? 1 : 2);
  });
}

const wordsOf = (name: string): string[] =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [name]).map((word) => word.toLowerCase());
