import { check } from '../check.ts';
import { writeWhole } from '../disk/change.ts';
import { BASELINE_FILE, writeBaseline } from '../home/baseline.ts';
import { printable } from '../report/printable.ts';
import { countByFile } from '../rules/baselined.ts';
import { dirname, join } from '../text/path.ts';
import { type Arguments, UsageError } from './arguments.ts';
import type { Subject } from './fix.ts';
import { display } from './output.ts';
import { settingsOf } from './settings.ts';

/**
 * Writes down what is wrong with a home today, beside its config, so that later runs report what is new. Returns what to
 * print.
 * @throws UsageError where the file cannot be written
 */
export function baseline({ target, files }: Subject, options: Arguments): string {
  const { diagnostics, routing } = check(files, { ...settingsOf(target, options), heed: 'comments' });
  const counts = countByFile(
    diagnostics.filter(({ rule }) => rule !== 'clawlint-baseline'),
    routing.home,
  );
  const path = join(dirname(target.config), BASELINE_FILE);
  const reason = writeWhole(path, writeBaseline(counts));
  if (reason) throw new UsageError(`${display(path)} ${reason}`);
  const total = [...counts.values()].flatMap((rules) => [...rules.values()]).reduce((sum, count) => sum + count, 0);
  return `${printable(display(path))}: permits ${total} finding${total === 1 ? '' : 's'}; later runs report what is new\n`;
}
