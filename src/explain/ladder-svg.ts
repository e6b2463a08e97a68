import type { Explanation } from './explanation.ts';
import { ladderSheet } from './ladder-sheet.ts';
import { hrefsBy, type Reference } from './sheet.ts';
import { toSvg } from './svg.ts';

/**
 * A ladder as a picture. Contains no secrets.
 * @param options.width in pixels
 * @param options.href the address of a reference; default: its path as it is shown, and the line
 */
export const toLadderSvg = (
  explained: Explanation,
  options: { readonly width?: number; readonly href?: (reference: Reference) => string } = {},
): string => toSvg(ladderSheet(explained), { href: hrefsBy(explained.display), ...options });
