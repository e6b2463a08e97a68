import { own } from '../../text/own.ts';

/** Grammars of single values, as OpenClaw's own code reads them. Source: facts 8.7. */

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30m`, `1.5h`, `1h30m` or, where a unit is implied, `30`; undefined where it is no duration. */
export function milliseconds(text: string, unit?: keyof typeof UNITS & string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  const [, count = '', measure = unit ?? ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(trimmed) ?? [];
  if (count !== '') return own(UNITS, measure) === undefined ? undefined : Number(count) * own(UNITS, measure)!;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const [, part, of] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) total += Number(part) * own(UNITS, of!)!;
  return total;
}

/** `5mb`, `5m`, `1.5GB` or `5`. */
export const isSize = (text: string): boolean => /^\d+(?:\.\d+)?[kmgt]?b?$/i.test(text.trim());

/** `HH:MM`; 24:00 is the end of a day, not the start of one. */
export const isTime = (text: string, isEnd: boolean): boolean =>
  text === '' || /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text) || (isEnd && text === '24:00');

export const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

export const isHttp = (text: string): boolean => /^https?:$/.test(urlOf(text)?.protocol ?? '');

const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** An address over TLS, or without it on this machine. */
export function isSafeHttp(text: string): boolean {
  const url = urlOf(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOCAL.test(url.hostname));
}

/** Scheme, host and port, and nothing else. */
export function isOrigin(text: string): boolean {
  const url = urlOf(text);
  return url !== undefined && isHttp(text) && !/[?#@]/.test(text) && url.pathname === '/';
}

export const isAbsolute = (text: string): boolean => /^\s*(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(text);

/** The name of a program, or a path to it, with nothing that a shell would read otherwise. */
export function isExecutable(text: string): boolean {
  const name = text.trim();
  if (/[;&|`$<>\r\n\0"']/.test(name)) return false;
  return /^[.~]|[/\\]/.test(name) || /^(?!-)[\w.+-]+$/.test(name);
}

/** A path below a folder: neither absolute, nor out of it, nor an address. */
export const isInside = (text: string): boolean =>
  text.trim() !== '' && !/^[/\\~]|:/.test(text) && !text.split(/[\\/]/).includes('..');

/** The name of one host: no scheme, port, path or wildcard. */
export const isHost = (text: string): boolean =>
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i.test(text) ||
  /^\[?[\da-f]*:[\da-f:.]+\]?$/i.test(text);

const WIDTH = /^(?:\d+(?:\.\d+)?|\.\d+)(?:px|rem|em|ch|vw|vh|vmin|vmax|%)$/i;
const COMPUTED = /^(?:calc|clamp|fit-content|max|min)\([\w.%+\-*/(),\s]+\)$/i;

/** A width as style sheets have it: `960px`, `82%`, `min(1280px, 82%)`. */
export const isWidth = (text: string): boolean =>
  /^(?:none|min-content|max-content)$/i.test(text) || WIDTH.test(text) || COMPUTED.test(text);
