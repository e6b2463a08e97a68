import { check, type Options, type Result } from '../check.ts';
import { applyFixes } from '../edit/apply.ts';
import { type Files, overlay } from '../files.ts';
import { projectAt } from '../home/project.ts';
import type { Diagnostic, Fix } from '../rules/rule.ts';
import type { File } from '../text/file.ts';
import { dirname } from '../text/path.ts';

/** A home after its fixes. */
export interface Mended {
  readonly before: Result;
  readonly result: Result;
  /** path → new text, for changed files */
  readonly texts: ReadonlyMap<string, string>;
  /** more can be mended than was: mending the new texts goes on */
  readonly isCut: boolean;
}

/** What may be mended. */
export interface Permission {
  /** also fixes that take something away, or change which key is used */
  readonly unsafe: boolean;
  /** whose fixes; default: those of every finding */
  readonly of?: (diagnostic: Diagnostic) => boolean;
  /** which files; default: every text of the home */
  readonly files?: (result: Result) => readonly File[];
}

/** Fixes are applied in rounds, because one can block another; more rounds than this mean that two undo each other. */
const ROUNDS = 25;

/** What a fix brings to light is mended with it; as often as this in a row. */
const STEPS = 3;

/** In characters, of all texts together that are checked again: a large home is not checked as often as a small one. */
const WORK = 256 * 1024 * 1024;

/** Of a round that made things worse, so many fixes are tried one by one. */
const SINGLY = 50;

/**
 * Applies every permitted fix. What makes things worse is undone: a round that leaves more errors than before, or more
 * findings and no fewer to mend, is tried again fix by fix.
 */
export function mend(files: Files, options: Options = {}, permission: Permission = { unsafe: false }): Mended {
  const before = check(files, options);
  const own = permission.files ?? textsOf;
  const texts = new Map<string, string>();
  let result = before;
  let work = 0;
  // a baseline is lowered to what is left when all else is mended
  let isLast = false;
  for (let round = 0; round < ROUNDS && work < WORK; round++)
    if (!attempt(permitted()) && !singly()) {
      if (isLast) return { before, result, texts, isCut: work >= WORK };
      isLast = true;
    }
  isLast = true;
  return { before, result, texts, isCut: permitted().length > 0 };

  function permitted(of = result): Fix[] {
    const { baseline } = of.routing.home;
    const files = new Set(own(of).filter((file) => isLast || file !== baseline?.file));
    return of.diagnostics.flatMap((diagnostic) => {
      const { fix } = diagnostic;
      const may = fix && (permission.unsafe || !fix.unsafe) && (permission.of?.(diagnostic) ?? true);
      return may && fix.edits.every(({ at }) => files.has(at.file)) ? [fix] : [];
    });
  }

  /** Applies fixes, and those of what they bring to light, unless that makes things worse. Returns whether it did. */
  function attempt(fixes: readonly Fix[]): boolean {
    const known = new Set(permitted().map(({ title }) => title));
    const tried = new Map(texts);
    for (let step = 0, next = fixes; next.length > 0 && step < STEPS; step++) {
      for (const { text } of textsOf(result)) work += text.length;
      for (const [file, text] of applyFixes(next)) tried.set(file.path, text);
      const now = overlay(tried, files);
      const after = check(now, { ...options, ...projectOf(now, tried) });
      if (!isWorse(after)) {
        for (const [path, text] of tried) texts.set(path, text);
        result = after;
        return true;
      }
      next = permitted(after).filter(({ title }) => !known.has(title));
    }
    return false;
  }

  /** clawlint's own config from a folder above, which was read before, if that has been mended as well. */
  function projectOf(now: Files, changed: ReadonlyMap<string, string>): Pick<Options, 'project'> {
    const project = options.project || undefined;
    const isStale = project?.texts.some(({ file }) => changed.has(file.path));
    return project && isStale ? { project: projectAt(now, dirname(project.file.path)) ?? project } : {};
  }

  /** Fewer errors count more than new warnings: a key spelt right brings its contents to light, a name what its owner lacks. */
  function isWorse(after: Result): boolean {
    const more = errors(after).length - errors(result).length;
    if (more !== 0) return more > 0;
    return after.diagnostics.length > result.diagnostics.length && permitted(after).length >= permitted().length;
  }

  /** Leaves out the fix that made the others' round worse. Returns whether any other was applied. */
  function singly(): boolean {
    let skipped = 0;
    let applied = false;
    for (let tries = 0; tries < SINGLY && work < WORK; tries++) {
      const fix = permitted()[skipped];
      if (!fix) break;
      if (attempt([fix])) applied = true;
      else skipped++;
    }
    return applied;
  }
}

/** Every text that makes up a home. A database is none. */
export function textsOf({ routing: { home } }: Result): File[] {
  const { config, included, environment, stores, baseline, schedules } = home;
  const sources = [
    config,
    ...included,
    ...(home.project?.texts ?? []),
    baseline,
    schedules,
    ...stores.filter(({ shape }) => shape !== 'sqlite'),
  ];
  return [...sources.flatMap((each) => each?.file ?? []), ...environment.layers.flatMap(({ file }) => file ?? [])];
}

export const errors = ({ diagnostics }: Result): Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 'error');
