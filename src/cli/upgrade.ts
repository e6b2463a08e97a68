import type { Options } from '../check.ts';
import { disk } from '../disk.ts';
import type { Files } from '../files.ts';
import { NEWEST } from '../release.ts';
import { plan } from '../upgrade/plan.ts';
import { toUpgradeDiff, toUpgradeText } from '../upgrade/report.ts';
import type { Arguments } from './arguments.ts';

/**
 * What `clawlint upgrade` prints about a home, and whether OpenClaw of the release to go to starts with it: after the
 * fixes with --write, which it makes, else as it is.
 */
export function upgrade(files: Files, settings: Options, { to = NEWEST, diff, write, unsafe }: Arguments, display: (path: string) => string): { output: string; starts: boolean } {
  const planned = plan(files, settings, to, { unsafe });
  const { mended, breaks, left } = planned;
  if (!write) return { output: diff ? toUpgradeDiff(planned, display) : toUpgradeText(planned, display, unsafe), starts: breaks.length === 0 };
  for (const [path, text] of mended.texts) disk.write(path, text);
  const wrote = [...mended.texts.keys()].map((path) => `wrote ${display(path)}\n`).join('');
  const rest = plan(disk, settings, to, { unsafe });
  return { output: `${wrote || 'nothing to write\n'}${diff ? `\n${toUpgradeDiff(planned, display)}` : ''}\n${toUpgradeText(rest, display, unsafe)}`, starts: left === 0 };
}
