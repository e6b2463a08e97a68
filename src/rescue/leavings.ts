import { basename } from '../text/path.ts';

/**
 * What a file beside a config is: OpenClaw's copies (facts 1.4), what clawlint has put aside, or a copy that somebody
 * else made.
 */
export type Kind =
  | 'config'
  | 'backup'
  | 'last-good'
  | 'pre-update'
  | 'clobbered'
  | 'rejected'
  | 'refused'
  | 'kept'
  | 'copy';

export interface Leaving {
  readonly path: string;
  readonly kind: Kind;
  readonly text: string;
  /**
   * in milliseconds since 1970: for the config and its plain copies since when it has that text, for all others until
   * when the config had it
   */
  readonly time: number | undefined;
}

/** A file's name behind that of the config, and what it means. */
const ENDINGS: readonly (readonly [ending: RegExp, kind: Kind])[] = [
  [/^$/, 'config'],
  [/^\.bak(?:\.[1-4])?$/, 'backup'],
  [/^\.last-good$/, 'last-good'],
  [/^\.pre-update$/, 'pre-update'],
  [/^\.clobbered\.(.+)$/, 'clobbered'],
  [/^\.rejected\.(.+)$/, 'rejected'],
  [/^\.refused\.(.+)$/, 'refused'],
  [/^\.kept\.(.+)$/, 'kept'],
  // what editors and people call a copy
  [/^(?:\.|-|_)?(?:bak|backup|old|orig|original|save|saved|copy|good|working|prev|previous)\b[\w.-]*$|^~$/, 'copy'],
];

/** What a file of the config's folder is, by its name; undefined for one that has nothing to do with the config. */
export function kindOf(name: string, config: string): Pick<Leaving, 'kind' | 'time'> | undefined {
  const own = basename(config);
  if (!name.startsWith(own)) return undefined;
  for (const [ending, kind] of ENDINGS) {
    const match = ending.exec(name.slice(own.length));
    if (match) return { kind, time: timeIn(match[1]) };
  }
  return undefined;
}

/** `2026-11-20T10-05-00-123Z`, as OpenClaw names its copies; behind it may stand `-01`. */
function timeIn(text: string | undefined): number | undefined {
  const [, day, hours, minutes, seconds, rest] =
    /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(text ?? '') ?? [];
  return day ? Date.parse(`${day}T${hours}:${minutes}:${seconds}.${rest}Z`) : undefined;
}

/** How a time stands in the name of a copy. */
export const timeInName = (time: number): string => new Date(time).toISOString().replace(/[:.]/g, '-');
