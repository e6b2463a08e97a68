import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Result } from '../src/check.ts';
import { type Files, memory } from '../src/files.ts';
import { join as joined } from '../src/text/path.ts';
import { FIXTURES } from './fixtures.ts';

/**
 * A home that somebody has or that a guide recommends, and what a reader of it should be told: a folder of
 * `fixtures/guides` with a `case.json`.
 */
export interface Case {
  readonly id: string;
  readonly claim: string;
  readonly files: Readonly<Record<string, string>>;
  readonly release: string;
  /** the only rules to run */
  readonly rules?: readonly string[] | undefined;
  readonly closedWorld?: boolean;
  /** an ISO date */
  readonly now?: string;
  /** files that every user of the machine may read */
  readonly readableByAll?: readonly string[];
  /** the folder of the home that OpenClaw is started in */
  readonly cwd?: string;
  /** what `openclaw models auth list --json` prints, from `inventory.json` */
  readonly inventory?: string;
  readonly expect: readonly (readonly [rule: string, severity: string, file: string, path: string])[];
  /** rules that must stay silent */
  readonly absent: readonly string[];
  /** what an explanation has to say */
  readonly explain: readonly string[];
}

const GUIDES = join(FIXTURES, 'guides');
/** Files of a fixture that belong to no home. */
const ABOUT: ReadonlySet<string> = new Set(['expected.txt', 'command.txt', 'case.json', 'inventory.json']);

/** Path → text of the home in a folder. */
export function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(folder, name)).isFile() && !ABOUT.has(name),
  );
  return Object.fromEntries(
    names.sort().map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]),
  );
}

export const cases: readonly Case[] = readdirSync(GUIDES)
  .sort()
  .map((id) => {
    const folder = join(GUIDES, id);
    const about = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Partial<Case> & Pick<Case, 'expect'>;
    const inventory = join(folder, 'inventory.json');
    return {
      claim: '',
      release: '',
      absent: [],
      explain: [],
      ...about,
      id,
      files: filesOf(folder),
      ...(existsSync(inventory) && { inventory: readFileSync(inventory, 'utf8') }),
    };
  });

/** Where the files of a case lie. */
export const inHome = (name: string): string => joined('home/user', name);

/** Checks the home of a case as it asks. */
export function checkCase({
  files,
  release,
  rules,
  closedWorld = false,
  now,
  cwd,
  inventory,
  readableByAll = [],
}: Case): Result {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [inHome(name), text]));
  if (inventory !== undefined) texts['inventory.json'] = inventory;
  const exposed = new Set(readableByAll.map(inHome));
  const home: Files = {
    ...memory(texts),
    exposure: (path) => ({ git: 'no-repository', readableByAll: exposed.has(path) }),
  };
  return check(home, {
    config: inHome('openclaw.json'),
    release,
    closedWorld,
    ...(now !== undefined && { now: Date.parse(now) }),
    ...(cwd !== undefined && { workspaceDotenv: inHome(`${cwd}/.env`) }),
    ...(inventory !== undefined && { inventory: 'inventory.json' }),
    ...(rules && { rules: new Set(rules) }),
  });
}
