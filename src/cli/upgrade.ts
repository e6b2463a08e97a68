import type { Options } from '../check.ts';
import { changeFiles } from '../disk/change.ts';
import { repositoryOf } from '../disk/confined.ts';
import type { Files } from '../files.ts';
import { NEWEST } from '../release/releases.ts';
import { jsonText, printable } from '../report/printable.ts';
import { dirname } from '../text/path.ts';
import { type Plan, plan } from '../upgrade/plan.ts';
import { toUpgradeDiff, toUpgradeJson, toUpgradeText } from '../upgrade/report.ts';
import { type Arguments, UsageError } from './arguments.ts';

/**
 * What `clawlint upgrade` prints about a home, and whether the target release starts with it: after the fixes if
 * --write applies them, else as it is.
 * @throws UsageError
 */
export function upgrade(
  files: Files,
  settings: Options,
  { to = NEWEST, diff, write, unsafe, format }: Arguments,
  display: (path: string) => string,
): { output: string; starts: boolean } {
  const planned = plan(files, settings, to, { unsafe });
  const { mended, breaks, left } = planned;
  if (format === 'json') {
    if (diff || write) throw new UsageError('--format json goes neither with --diff nor with --write');
    return { output: `${jsonText(toUpgradeJson(planned, display))}\n`, starts: breaks.length === 0 };
  }
  if (!write)
    return {
      output: diff ? toUpgradeDiff(planned, display) : toUpgradeText(planned, display, unsafe),
      starts: breaks.length === 0,
    };
  change(planned, settings, display);
  const wrote = [...mended.texts.keys()].map((path) => `wrote ${printable(display(path))}\n`).join('');
  const rest = plan(files, settings, to, { unsafe });
  return {
    output: `${wrote || 'nothing to write\n'}${diff ? `\n${toUpgradeDiff(planned, display)}` : ''}\n${toUpgradeText(rest, display, unsafe)}`,
    starts: left === 0,
  };
}

/** @throws UsageError where a file cannot be changed; then none is, or the message names those that are */
function change({ after, mended }: Plan, settings: Options, display: (path: string) => string): void {
  const { home } = after.routing;
  const sources = new Map(
    [home.config, ...home.included].flatMap((each) => (each ? [[each.file.path, each.file.text]] : [])),
  );
  const changes = [...mended.texts].map(([path, to]) => ({ path, from: sources.get(path)!, to }));
  const within = settings.live ? undefined : [repositoryOf(dirname(home.path)), ...(settings.includeRoots ?? [])];
  const refusal = changeFiles(changes, within);
  if (!refusal) return;
  const others = refusal.changed.map((path) => display(path)).join(', ');
  const rest = others ? `; ${others} had been changed before and could not be put back` : '';
  throw new UsageError(`${display(refusal.path)} ${refusal.reason}${rest}`);
}
