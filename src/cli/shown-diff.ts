import { toDiff } from '../mend/diff.ts';
import type { Mended } from '../mend/mend.ts';
import type { Arguments } from './arguments.ts';
import { colors, display } from './output.ts';

/** First characters of a line → its style, as git has them. */
const STYLES: readonly (readonly [start: string, style: string])[] = [
  ['--- ', '1'],
  ['+++ ', '1'],
  ['@@ ', '36'],
  ['-', '31'],
  ['+', '32'],
];

/** The changes as a unified diff, coloured where colours are wanted. */
export function shownDiff(mended: Mended, { color }: Pick<Arguments, 'color'>): string {
  const diff = toDiff(mended, display);
  return diff !== '' && colors(color) ? diff.split('\n').map(painted).join('\n') : diff;
}

function painted(line: string): string {
  const style = STYLES.find(([start]) => line.startsWith(start))?.[1];
  return style === undefined ? line : `\u001b[${style}m${line}\u001b[0m`;
}
