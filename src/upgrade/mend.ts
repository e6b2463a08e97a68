import { check, type Options, type Result } from '../check.ts';
import { applyFixes } from '../edit/apply.ts';
import { type Files, overlay } from '../files.ts';
import { ruleNamed } from '../rules/index.ts';
import type { Diagnostic } from '../rules/rule.ts';

/** A home after its fixes. */
export interface Mended {
  readonly result: Result;
  /** path → new text, for changed files */
  readonly texts: ReadonlyMap<string, string>;
  /** more could be mended than was: applying them again goes on */
  readonly isCut: boolean;
}

/** Fixes are applied in rounds, because one can block another; after so many, or so many fixes, that ends. */
const ROUNDS = 25;
const MOST_FIXES = 100_000;

/**
 * Applies every fix that lets the home start or brings it to the present layout, in the config and its includes but
 * never in a credential store. A round that makes things worse is undone.
 */
export function mend(files: Files, options: Options, { unsafe }: { unsafe: boolean }): Mended {
  const texts = new Map<string, string>();
  let result = check(files, options);
  let left = MOST_FIXES;
  for (let round = 0; ; round++) {
    const { config, included } = result.routing.home;
    const own = new Set([config, ...included].map((source) => source?.file));
    const fixes = result.diagnostics
      .filter(isForUpgrade)
      .flatMap(({ fix }) =>
        fix && (unsafe || !fix.unsafe) && fix.edits.every(({ at }) => own.has(at.file)) ? [fix] : [],
      );
    if (fixes.length === 0) break;
    if (round === ROUNDS || left === 0) return { result, texts, isCut: true };
    const tried = new Map(texts);
    for (const [file, text] of applyFixes(fixes.slice(0, left))) tried.set(file.path, text);
    const after = check(overlay(tried, files), options);
    if (errors(after).length > errors(result).length) break;
    left = Math.max(0, left - fixes.length);
    for (const [path, text] of tried) texts.set(path, text);
    result = after;
  }
  return { result, texts, isCut: false };
}

export const errors = ({ diagnostics }: Result): Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 'error');

const isForUpgrade = ({ severity, rule }: Diagnostic): boolean =>
  severity === 'error' || ruleNamed(rule)?.movesOnUpgrade === true;
