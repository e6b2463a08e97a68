import { check, type Result } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { join } from '../src/text/path.ts';
import { data } from './recorded.ts';

/**
 * A home that somebody has or that a guide recommends, and what a reader of it should be told (`cases.json`).
 */
export interface Case {
  readonly id: string;
  readonly claim: string;
  readonly files: Readonly<Record<string, string>>;
  readonly target: string;
  /** what `openclaw models auth list --json` prints */
  readonly inventory: unknown;
  readonly opts: string;
  readonly expect: readonly (readonly [rule: string, severity: string, file: string, path: string])[];
  /** rules that must stay silent */
  readonly absent: readonly string[];
  /** what an explanation has to say */
  readonly explain: readonly string[];
}

export const cases = data<Case[]>('./facts/cases.json');

/** Where the files of a case lie. */
export const inHome = (name: string): string => join('home/user', name);

/** Checks the home of a case as its `opts` say. */
export function checkCase({ files, target, inventory, opts }: Case): Result {
  const only = /--rule (\S+)/.exec(opts)?.[1];
  const cwd = /--cwd (\S+)/.exec(opts)?.[1];
  const now = /--now (\S+)/.exec(opts)?.[1];
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [inHome(name), text]));
  if (inventory) texts['inventory.json'] = JSON.stringify(inventory);
  return check(memory(texts), {
    config: inHome('openclaw.json'),
    release: target,
    closedWorld: /--closed-world|--strict/.test(opts),
    ...(now !== undefined && { now: Date.parse(now) }),
    ...(cwd !== undefined && { workspaceDotenv: inHome(`${cwd}/.env`) }),
    ...(inventory ? { inventory: 'inventory.json' } : {}),
    ...(only !== undefined && { rules: new Set(only === 'none' ? [] : only.split(',')) }),
  });
}
