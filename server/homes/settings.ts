import { parseRelease } from '../../src/release/releases.ts';
import type { Severity } from '../../src/rules/rule.ts';
import { type Fields, isFields } from '../../src/text/record.ts';

/** The user's editor settings below `clawlint`. */
export interface Settings {
  /** the OpenClaw release to check for; undefined: the config's */
  readonly release: string | undefined;
  /** what the files lack does not exist, rather than being kept elsewhere */
  readonly closedWorld: boolean;
  /** use the editor process's variables for every home, not only the live one */
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

const LEVELS: ReadonlyMap<string, Severity | 'off'> = new Map(
  (['off', 'error', 'warning', 'info'] as const).map((level) => [level, level]),
);

/** Reads settings as the client sends them, in any shape; ignores what it cannot understand. */
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
      Object.entries(record(rules)).flatMap(([id, written]) => {
        const level = typeof written === 'string' ? LEVELS.get(written) : undefined;
        return level ? [[id, level] as const] : [];
      }),
    ),
    codeLens: flag('codeLens'),
    inlayHints: flag('inlayHints'),
  };
}

export const isSame = (left: Settings, right: Settings): boolean => textOf(left) === textOf(right);

const textOf = ({ rules, ...rest }: Settings): string => JSON.stringify([rest, [...rules]]);

const record = (value: unknown): Fields => (isFields(value) ? value : {});
