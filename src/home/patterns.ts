import ignore from 'ignore';
import { isInside, relativeTo } from '../text/path.ts';

/** What is to be matched in a moment: the time for one grows with its `*` as an exponent. */
const MOST_STARS = 4;

/** Whether a pattern is matched in a moment, whatever the path. */
export const isQuick = (pattern: string): boolean => (pattern.match(/\*+/g) ?? []).length <= MOST_STARS;

/** Patterns as in a `.gitignore`, for what lies below a folder. */
export class Patterns {
  readonly #rules: ignore.Ignore;

  /** @param folder what the patterns are relative to; @param from the file that says them */
  constructor(
    readonly folder: string,
    patterns: readonly string[],
    readonly from = '',
  ) {
    this.#rules = ignore({ ignorecase: false }).add(patterns.filter(isQuick));
  }

  /** Whether a file, or a folder around it, is matched; undefined where no pattern speaks of it. */
  matches(path: string): boolean | undefined {
    if (!isInside(path, this.folder) || path === this.folder) return undefined;
    const { ignored, unignored } = this.#rules.test(relativeTo(`${this.folder}/x`, path));
    return ignored ? true : unignored ? false : undefined;
  }
}
