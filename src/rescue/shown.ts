import type { Result } from '../check.ts';
import { type Path, writePath } from '../parse/tree.ts';
import { HIDDEN } from '../report/known-texts.ts';
import { Mask } from '../report/mask.ts';
import { printable } from '../report/printable.ts';
import { perObject } from '../text/memo.ts';

const maskOf = perObject((result: Result) => new Mask(result));

/** A path of a config, without keys that may be secrets. */
export function shownPath(result: Result, path: Path): string {
  let node = result.routing.home.root;
  const mask = maskOf(result);
  const shown = path.map((step) => {
    if (typeof step === 'number') {
      node = node?.kind === 'array' ? node.items[step] : undefined;
      return step;
    }
    const entry = node?.kind === 'object' ? node.entry(step) : undefined;
    node = entry?.value;
    return entry && mask.key(entry.key, entry.value) ? step : HIDDEN;
  });
  return printable(writePath(shown));
}

/** A message about a config, without its secrets. */
export const shownText = (result: Result, text: string): string => maskOf(result).line(text);
