import type { Options, Result } from '../check.ts';
import type { Files } from '../files.ts';
import { mend, type Permission, textsOf } from '../mend/mend.ts';
import { printable } from '../report/printable.ts';
import type { File } from '../text/file.ts';
import { isInside } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import type { Target } from './homes.ts';
import { display, print } from './output.ts';
import { settingsOf } from './settings.ts';
import { shownDiff } from './shown-diff.ts';
import { foldersOf, writeMended } from './write.ts';

/** A home to check, and what to read its files from. */
export interface Subject {
  readonly target: Target;
  readonly files: Files;
}

/** Mends a home on disk, says so on standard error, and returns what is left. @throws UsageError */
export function fix({ target, files }: Subject, options: Arguments): Result {
  const settings = settingsOf(target, options);
  const mended = mend(files, settings, permission(target, settings, options));
  if (mended.texts.size === 0) return mended.result;
  writeMended(mended, settings, display);
  const { before, result, texts, isCut } = mended;
  const gone = before.diagnostics.length - result.diagnostics.length;
  const where = [...texts.keys()].map((path) => printable(display(path))).join(', ');
  print(
    `clawlint: mended ${gone} of ${before.diagnostics.length} findings, in ${where}${isCut ? '; more than can be mended at once: run it again' : ''}\n`,
    2,
  );
  return result;
}

/** Prints what the fixes would change. Returns the exit code: 1 if they would change something. */
export function showFixes(subjects: readonly Subject[], options: Arguments): 0 | 1 {
  // what homes share is shown once
  const shown = new Map<string, string>();
  const diffs = subjects.map(({ target, files }) => {
    const settings = settingsOf(target, options);
    const mended = mend(files, settings, permission(target, settings, options));
    const texts = new Map([...mended.texts].filter(([path, text]) => shown.get(path) !== text));
    for (const [path, text] of texts) shown.set(path, text);
    return shownDiff({ ...mended, texts }, options);
  });
  print(diffs.join(''));
  return diffs.some((diff) => diff !== '') ? 1 : 0;
}

/** A `clawlint.json` far above, or variables of somewhere else, are read and not changed. */
function permission({ config }: Target, settings: Options, { unsafe }: Arguments): Permission {
  const folders = foldersOf(config, settings);
  const isOwn = ({ path }: File) => !folders || folders.some((folder) => isInside(path, folder));
  return { unsafe, files: (result) => textsOf(result).filter(isOwn) };
}
