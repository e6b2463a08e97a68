import { File } from '../../src/text/file.ts';
import { isRange } from './params.ts';
import { offsetAt } from './positions.ts';

/** Applies the changes of a `didChange` in order; one without a range replaces the whole text. */
export function changed(file: File, changes: readonly unknown[]): File {
  let now = file;
  for (const change of changes) {
    if (typeof change !== 'object' || change === null || !('text' in change) || typeof change.text !== 'string')
      continue;
    const range = 'range' in change ? change.range : undefined;
    if (range === undefined) now = new File(file.path, change.text);
    else if (isRange(range)) {
      const start = offsetAt(now, range.start);
      const end = Math.max(start, offsetAt(now, range.end));
      now = now.changed(start, end - start, change.text);
    }
  }
  return now;
}
