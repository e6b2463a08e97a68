import { check } from '../check.ts';
import { writeWhole } from '../disk/change.ts';
import { BASELINE_FILE } from '../home/baseline.ts';
import { toBaseline } from '../report/baseline.ts';
import { printable } from '../report/printable.ts';
import { dirname, join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import type { Subject } from './fix.ts';
import { display } from './output.ts';
import { settingsOf } from './settings.ts';
import { UsageError } from './values.ts';

/**
 * Writes down what is wrong with a home today, beside its config, so that later runs report what is new. Returns what to
 * print.
 * @throws UsageError where the file cannot be written
 */
export function baseline({ target, files }: Subject, options: Arguments): string {
  const { text, total } = toBaseline(check(files, { ...settingsOf(target, options), heed: 'comments' }));
  const path = join(dirname(target.config), BASELINE_FILE);
  const reason = writeWhole(path, text);
  if (reason) throw new UsageError(`${display(path)} ${reason}`);
  return `${printable(display(path))}: permits ${total} finding${total === 1 ? '' : 's'}; later runs report what is new\n`;
}
