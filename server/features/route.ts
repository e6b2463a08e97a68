import { toHtml } from '../../src/explain/html.ts';
import { toLadderJson } from '../../src/explain/json.ts';
import { ladderSheet } from '../../src/explain/ladder-sheet.ts';
import { toLadderSvg } from '../../src/explain/ladder-svg.ts';
import { toMermaid } from '../../src/explain/mermaid.ts';
import { route as explain, type RouteQuestion } from '../../src/explain/route.ts';
import type { Reference } from '../../src/explain/sheet.ts';
import { toText } from '../../src/explain/text.ts';
import type { CheckedHome } from '../homes/home.ts';

export const FORMATS = ['text', 'json', 'mermaid', 'svg', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** What `clawlint route` would print for a home, or why it cannot. Contains no secrets. */
export function route(
  { result, mask }: CheckedHome,
  asked: RouteQuestion,
  format: Format,
  display: (path: string) => string,
  uriOf: (path: string) => string,
): string {
  const explained = explain(result, asked, display);
  if ('misnamed' in explained) return mask.line(explained.misnamed);
  if (format === 'json') return JSON.stringify(toLadderJson(explained), null, 2);
  if (format === 'mermaid') return toMermaid(explained);
  if (format === 'html') return toHtml(ladderSheet(explained), href);
  return format === 'svg' ? toLadderSvg(explained, { href }) : toText(explained);

  function href({ at }: Reference): string {
    const { line, column } = at.file.position(at.offset);
    return `${uriOf(at.file.path)}#L${line},${column}`;
  }
}
