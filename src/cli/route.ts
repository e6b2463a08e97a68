import type { Result } from '../check.ts';
import { Everything } from '../explain/everything-shown.ts';
import { toLadderJson } from '../explain/json.ts';
import { toLadderSvg } from '../explain/ladder-svg.ts';
import { toMermaid } from '../explain/mermaid.ts';
import { route as routeOf } from '../explain/route.ts';
import { hrefsBy } from '../explain/sheet.ts';
import { toSvg } from '../explain/svg.ts';
import { toText } from '../explain/text.ts';
import { jsonText } from '../report/printable.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './values.ts';

/**
 * What `clawlint route` prints, and its exit code: 0 if a request can be sent (with --fail: if one succeeds), else 1.
 * @throws UsageError where a model, an agent or what is to fail is not there
 */
export function route(
  result: Result,
  { all, format, width, model, agent, slot, job, failures }: Arguments,
  display: (path: string) => string,
): { output: string; code: 0 | 1 } {
  const drawing = { ...(width !== undefined && { width }), href: hrefsBy(display) };
  if (all) {
    const shown = new Everything(result, display);
    if (format === 'svg') return { output: toSvg(shown.sheet(), drawing), code: 0 };
    return { output: format === 'json' ? `${jsonText(shown.json(), 2)}\n` : shown.text(), code: 0 };
  }
  const found = routeOf(result, { model, agent, slot, job, fail: failures }, display);
  if ('misnamed' in found) throw new UsageError(found.misnamed);
  const output =
    format === 'json'
      ? `${jsonText(toLadderJson(found), 2)}\n`
      : format === 'mermaid'
        ? toMermaid(found)
        : format === 'svg'
          ? toLadderSvg(found, drawing)
          : toText(found);
  return { output, code: found.possible ? 0 : 1 };
}
