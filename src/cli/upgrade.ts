import type { Options } from '../check.ts';
import type { Files } from '../files.ts';
import { NEWEST } from '../release/releases.ts';
import { jsonText, printable } from '../report/printable.ts';
import { plan } from '../upgrade/plan.ts';
import { toUpgradeJson, toUpgradeText } from '../upgrade/report.ts';
import type { Arguments } from './arguments.ts';
import { shownDiff } from './shown-diff.ts';
import { UsageError } from './values.ts';
import { writeMended } from './write.ts';

/**
 * What `clawlint upgrade` prints about a home, and whether the target release starts with it: after the fixes if
 * --write applies them, else as it is.
 * @throws UsageError
 */
export function upgrade(
  files: Files,
  settings: Options,
  options: Arguments,
  display: (path: string) => string,
): { output: string; starts: boolean } {
  const { to = NEWEST, diff, write, unsafe, format } = options;
  const planned = plan(files, settings, to, { unsafe });
  const { mended, breaks, left } = planned;
  if (format === 'json') {
    if (diff || write) throw new UsageError('--format json goes neither with --diff nor with --write');
    return { output: `${jsonText(toUpgradeJson(planned, display))}\n`, starts: breaks.length === 0 };
  }
  if (!write)
    return {
      output: diff ? shownDiff(mended, options) : toUpgradeText(planned, display),
      starts: breaks.length === 0,
    };
  writeMended(mended, settings, display);
  const wrote = [...mended.texts.keys()].map((path) => `wrote ${printable(display(path))}\n`).join('');
  const rest = plan(files, settings, to, { unsafe });
  return {
    output: `${wrote || 'nothing to write\n'}${diff ? `\n${shownDiff(mended, options)}` : ''}\n${toUpgradeText(rest, display)}`,
    starts: left === 0,
  };
}
