import { check, type Options, type Result } from '../check.ts';
import type { Files } from '../files.ts';
import { errors, type Mended, mend } from '../mend/mend.ts';
import { NEWEST } from '../release/releases.ts';
import { ruleNamed } from '../rules/index.ts';
import type { Diagnostic } from '../rules/rule.ts';
import { type File, placeKey } from '../text/file.ts';
import { type Change, silentChanges } from './changes.ts';

/** What happens to a home when OpenClaw is updated. */
export interface Plan {
  /** checked for the release it is written for */
  readonly before: Result;
  /** checked for the target release, before any change */
  readonly after: Result;
  /** what the target release refuses */
  readonly breaks: readonly Diagnostic[];
  /** what it refuses unless something outside of the files is there */
  readonly doubts: readonly Diagnostic[];
  /** what else the target release warns about and the present one does not */
  readonly warns: readonly Diagnostic[];
  readonly changes: readonly Change[];
  /** unsafe fixes are permitted */
  readonly unsafe: boolean;
  /** after applying the permitted fixes */
  readonly mended: Mended;
  /** how many of `breaks` remain after them, and after the unsafe ones too */
  readonly left: number;
  readonly leftUnsafe: number;
}

/**
 * @param to the release to go to; the one the home is written for is in `options`, or in the home
 * @param permission `unsafe`: also with fixes that take something away, or change which key is used
 */
export function plan(files: Files, options: Options = {}, to = NEWEST, { unsafe = false } = {}): Plan {
  // the gateway heeds neither comment nor baseline nor level
  const target: Options = { ...options, release: to, heed: 'nothing' };
  const before = check(files, { ...options, heed: 'nothing' });
  const after = check(files, target);
  const known = new Set(before.diagnostics.map(key));
  const breaks = errors(after);
  const mended = mend(files, target, { unsafe, ...FOR_UPGRADE });
  return {
    before,
    after,
    breaks,
    doubts: after.diagnostics.filter(isDoubt),
    warns: after.diagnostics.filter(
      (each) => each.severity === 'warning' && !isDoubt(each) && !known.has(key(each)) && each.rule !== 'version-skew',
    ),
    changes: [...silentChanges(before.routing, after.routing)],
    unsafe,
    mended,
    left: errors(mended.result).length,
    leftUnsafe: unsafe
      ? errors(mended.result).length
      : errors(mend(files, target, { unsafe: true, ...FOR_UPGRADE }).result).length,
  };
}

const isDoubt = ({ severity, mayRefuseStart }: Diagnostic): boolean =>
  severity === 'warning' && mayRefuseStart === true;

const key = ({ rule, at }: Diagnostic): string => `${rule} ${placeKey(at)}`;

/** What lets the home start or brings it to the present layout, in the config and its includes. */
export const FOR_UPGRADE = {
  of: ({ severity, rule }: Diagnostic): boolean => severity === 'error' || ruleNamed(rule)?.movesOnUpgrade === true,
  files: ({ routing: { home } }: Result): File[] => [home.config, ...home.included].flatMap((each) => each?.file ?? []),
};
