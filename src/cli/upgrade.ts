import type { Options } from '../check.ts';
import { disk } from '../disk/disk.ts';
import type { Files } from '../files.ts';
import { NEWEST } from '../release/releases.ts';
import { jsonText, printable } from '../report/printable.ts';
import { plan } from '../upgrade/plan.ts';
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
  for (const [path, text] of mended.texts) put(path, text, display);
  const wrote = [...mended.texts.keys()].map((path) => `wrote ${printable(display(path))}\n`).join('');
  const rest = plan(disk, settings, to, { unsafe });
  return {
    output: `${wrote || 'nothing to write\n'}${diff ? `\n${toUpgradeDiff(planned, display)}` : ''}\n${toUpgradeText(rest, display, unsafe)}`,
    starts: left === 0,
  };
}

/** @throws UsageError where the file cannot be written, or could not be read letter by letter */
function put(path: string, text: string, display: (path: string) => string): void {
  if (text.includes('\ufffd')) throw new UsageError(`${display(path)} is not UTF-8 throughout; it is left as it is`);
  try {
    disk.write(path, text);
  } catch (error) {
    throw new UsageError(
      `${display(path)} cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`,
    );
  }
}
