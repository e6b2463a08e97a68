import { ladder } from '../../src/explain/build.ts';
import { explanation } from '../../src/explain/explanation.ts';
import { toHtml } from '../../src/explain/html.ts';
import { toLadderJson } from '../../src/explain/json.ts';
import { ladderSheet } from '../../src/explain/ladder-sheet.ts';
import { toLadderSvg } from '../../src/explain/ladder-svg.ts';
import { toMermaid } from '../../src/explain/mermaid.ts';
import type { Reference } from '../../src/explain/sheet.ts';
import { toText } from '../../src/explain/text.ts';
import type { CheckedHome } from '../homes/home.ts';

export const FORMATS = ['text', 'json', 'mermaid', 'svg', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** What `clawlint route` would print for a home, or why it cannot. Contains no secrets. */
export function route(
  { result, mask }: CheckedHome,
  asked: { readonly model?: string; readonly agent?: string },
  format: Format,
  display: (path: string) => string,
  uriOf: (path: string) => string,
): string {
  const found = ladder(result.routing, asked);
  if ('misnamed' in found) return mask.line(found.misnamed);
  const explained = explanation(result, found, undefined, display);
  if (format === 'json') return JSON.stringify(toLadderJson(explained), null, 2);
  if (format === 'mermaid') return toMermaid(explained);
  if (format === 'html') return toHtml(ladderSheet(explained), href);
  return format === 'svg' ? toLadderSvg(explained, { href }) : toText(explained);

  function href({ at }: Reference): string {
    const { line, column } = at.file.position(at.offset);
    return `${uriOf(at.file.path)}#L${line},${column}`;
  }
}
