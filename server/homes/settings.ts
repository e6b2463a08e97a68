import { parseRelease } from '../../src/release/releases.ts';
import type { Severity } from '../../src/rules/rule.ts';

/** What a user sets in the editor, below `clawlint`. */
export interface Settings {
  /** the release of OpenClaw to answer for; undefined: that of the config */
  readonly release: string | undefined;
  /** what the files lack is missing, not kept elsewhere */
  readonly closedWorld: boolean;
  /** count the variables of the editor's own process for every home, not for the live one only */
  readonly processEnvironment: boolean;
  /** rule id → another severity, or `off` */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

export const DEFAULTS: Settings = {
  release: undefined,
  closedWorld: false,
  processEnvironment: false,
  rules: new Map(),
  codeLens: true,
  inlayHints: true,
};

const LEVELS: Readonly<{ [level: string]: Severity | 'off' }> = {
  off: 'off',
  error: 'error',
  warning: 'warning',
  info: 'info',
};

/** Reads settings as a client sends them, in any shape; what cannot be understood counts as not set. */
export function readSettings(sent: unknown): Settings {
  const given = record(sent);
  const { release, rules } = given;
  const flag = (name: 'closedWorld' | 'processEnvironment' | 'codeLens' | 'inlayHints') =>
    typeof given[name] === 'boolean' ? given[name] : DEFAULTS[name];
  return {
    release: typeof release === 'string' && parseRelease(release) ? release : undefined,
    closedWorld: flag('closedWorld'),
    processEnvironment: flag('processEnvironment'),
    rules: new Map(
      Object.entries(record(rules)).flatMap(([id, level]) =>
        typeof level === 'string' && Object.hasOwn(LEVELS, level) ? [[id, LEVELS[level]!] as const] : [],
      ),
    ),
    codeLens: flag('codeLens'),
    inlayHints: flag('inlayHints'),
  };
}

export const isSame = (left: Settings, right: Settings): boolean => textOf(left) === textOf(right);

const textOf = ({ rules, ...rest }: Settings): string => JSON.stringify([rest, [...rules]]);

const record = (value: unknown): { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { [key: string]: unknown }) : {};
