import { grouped } from '../../text/grouped.ts';
import type { JsonFinding, JsonReport } from '../json.ts';
import { OTHER } from '../printable.ts';

/** Without what XML 1.0 cannot hold, not even as an entity: U+FFFD stands in its place. */
export const wellFormed = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

const MARKED = new RegExp(`[&<>"'\\n\\r\\t]|${OTHER.source}`, 'g');

/**
 * Escapes a text for XML 1.0, for attributes and content, and for the log that a report is printed to; characters that
 * XML cannot represent become U+FFFD.
 */
export const xml = (text: string): string => wellFormed(text).replace(MARKED, (char) => `&#${char.charCodeAt(0)};`);

export const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('');

/** The findings of each file; a config is there also without any. */
export function byFile({ findings, homes }: JsonReport): ReadonlyMap<string, readonly JsonFinding[]> {
  const without = homes.map(({ config }) => [config, []] as const);
  return new Map<string, readonly JsonFinding[]>([...without, ...grouped(findings, ({ file }) => file)]);
}
