import type { Result } from '../check.ts';
import { writeBaseline } from '../home/baseline.ts';
import { countByFile } from '../rules/baselined.ts';

/**
 * The text of a `clawlint.baseline.json` that permits what was found, and how many findings that is. The check must not
 * have heeded an older one: `heed: 'comments'`.
 */
export function toBaseline(result: Result): { readonly text: string; readonly total: number } {
  const { diagnostics, routing } = result;
  const permitted = diagnostics.filter(({ rule }) => rule !== 'clawlint-baseline');
  return { text: writeBaseline(countByFile(permitted, routing.home)), total: permitted.length };
}
