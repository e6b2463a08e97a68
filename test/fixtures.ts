import { spawnSync } from 'node:child_process';
import fs, { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../src/cli/main.ts';
import { rules } from '../src/rules/index.ts';
import type { Rule } from '../src/rules/rule.ts';

/**
 * fixtures/ is the manual: every folder below a rule's is a home, and `expected.txt` in it is what the CLI prints
 * there.
 */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const FIXTURES = join(ROOT, 'fixtures');
export const CLI = join(ROOT, 'dist/cli.cjs');

export interface Scenario {
  readonly name: string;
  readonly folder: string;
  /** where the command is typed: the folder, or the one that `home.txt` in it names */
  readonly cwd: string;
  /** what a reader types in that folder, from `command.txt`; `clawlint` without one */
  readonly command: string;
}

export function scenarios(folder: string): Scenario[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      folder: join(folder, name),
      cwd: join(folder, name, text(join(folder, name, 'home.txt')).trim()),
      command: text(join(folder, name, 'command.txt')).trim() || 'clawlint',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const text = (path: string): string =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : '';

/** Where compiled code is kept for all tests: starting is most of what a call of theirs costs. */
const CACHE = join(ROOT, 'node_modules/.cache');

/** In milliseconds: no call takes nearly as long, so that one which hangs fails its test, with a code of null. */
const HANGS = 120_000;

/** What takes that long never comes: its test fails instead of hanging. */
export async function inTime<T>(awaited: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`still waiting for ${what}`)), HANGS);
  });
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
}

/** Runs the built CLI in a folder as a stranger would: no variables but PATH, and a HOME with nothing in it. */
export function run(
  folder: string,
  args: readonly string[],
  input?: string,
  variables?: Readonly<Record<string, string>>,
): { output: string; errors: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: '/nowhere',
      XDG_CACHE_HOME: CACHE,
      ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
      ...variables,
    },
    maxBuffer: 1 << 28,
    timeout: HANGS,
    ...(input !== undefined && { input }),
  });
  return { output: stdout, errors: stderr, code: status };
}

/** The same from the sources and in this process, where a call is ten times cheaper. */
export function runHere(folder: string, args: readonly string[]): ReturnType<typeof run> {
  const [cwd, env, { writeSync }] = [process.cwd(), process.env, fs];
  const printed = ['', '', ''];
  fs.writeSync = (to: number, bytes: NodeJS.ArrayBufferView | string, from?: number | null) => {
    const rest = (bytes as Buffer).subarray(from ?? 0);
    printed[to] += rest.toString();
    return rest.length;
  };
  syncBuiltinESMExports();
  process.chdir(folder);
  process.env = { PATH: env.PATH, HOME: '/nowhere' };
  try {
    const code = main(args) ?? null;
    return { output: printed[1]!, errors: printed[2]!, code };
  } finally {
    process.env = env;
    process.chdir(cwd);
    fs.writeSync = writeSync;
    syncBuiltinESMExports();
  }
}

/** What a reader sees who types the command of a scenario. */
export const runScenario = ({ cwd, command }: Scenario, how = run) => how(cwd, command.split(/\s+/).slice(1));

/** Markdown of a rule's page: summary, why, each scenario with its files and what clawlint says. */
export function page(rule: Rule): string {
  const parts = [`# ${rule.id}`, `**${rule.severity}** · ${sentence(rule.summary)}`, rule.why];
  if (rule.facts.length > 0) parts.push(`Facts: ${rule.facts.map(linkToFact).join(', ')}`);
  for (const scenario of scenarios(join(FIXTURES, rule.id))) {
    parts.push(`## ${title(scenario.name)}`);
    for (const path of files(scenario.folder))
      parts.push(`\`${path}\`\n\n${fence(text(join(scenario.folder, path)), path)}`);
    parts.push(
      `\`\`\`console\n$ ${scenario.command}\n${text(join(scenario.folder, 'expected.txt')).trimEnd()}\n\`\`\``,
    );
  }
  return `${parts.join('\n\n')}\n`;
}

const linkToFact = (number: string): string => `[${number}](../../docs/facts.md#${factAnchors().get(number)})`;

/** The entries of docs/facts.md: number → anchor of its heading. */
export function factAnchors(): ReadonlyMap<string, string> {
  const headings = text(join(ROOT, 'docs/facts.md')).matchAll(/^### (\S+) (.+)$/gm);
  return new Map(
    [...headings].map(([, number, title]) => [
      number!,
      `${number} ${title}`
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ]),
  );
}

/** The ladder of the example put right, as docs/route.svg shows it. */
export const picture = (): string =>
  run(join(FIXTURES, 'routes/example-put-right'), ['route', '--format', 'svg']).output;

/** Pages that show what clawlint says, or what rules there are. */
export const PAGES = ['README.md', 'docs/rules.md'] as const;

/** Such a page with outputs and the table of rules as they are now. */
export function current(page: (typeof PAGES)[number]): string {
  const table = rules.map(
    ({ id, severity, summary }) =>
      `| [\`${id}\`](../fixtures/${id}) | ${severity} | ${summary.replaceAll('|', '\\|')} |`,
  );
  const parts: Record<string, string> = {
    example: `\`\`\`console\n${text(join(FIXTURES, 'homes/example/expected.txt')).trimEnd()}\n\`\`\``,
    route: `\`\`\`console\n$ clawlint route\n${text(join(FIXTURES, 'routes/example/expected.txt')).trimEnd()}\n\`\`\``,
    upgrade: `\`\`\`console\n${['since-february', 'since-february-diff'].map((name) => `$ ${text(join(FIXTURES, 'upgrades', name, 'command.txt')).trim()}\n${text(join(FIXTURES, 'upgrades', name, 'expected.txt')).trimEnd()}`).join('\n\n')}\n\`\`\``,
    rules: ['| rule | | finds |', '|---|---|---|', ...table].join('\n'),
  };
  return text(join(ROOT, page)).replace(
    /<!-- (\w+) -->[^]*?<!-- \/\1 -->/g,
    (_, name: string) => `<!-- ${name} -->\n${parts[name]}\n<!-- /${name} -->`,
  );
}

const title = (name: string): string =>
  name === 'bad'
    ? 'The mistake'
    : name === 'good'
      ? 'Put right'
      : name
          .replace(/^bad-/, 'The mistake: ')
          .replace(/^good-/, 'Fine as it is: ')
          .replaceAll('-', ' ');
const sentence = (words: string): string => `${words[0]!.toUpperCase()}${words.slice(1)}.`;
const languages: Record<string, string> = { json: 'json5', json5: 'json5', env: 'sh' };

function fence(content: string, path: string): string {
  if (content.length > 3000) return `(${content.length} characters)`;
  return `\`\`\`${languages[path.split('.').at(-1)!] ?? 'text'}\n${content.trimEnd()}\n\`\`\``;
}

function files(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? files(folder, `${below}${entry.name}/`) : [`${below}${entry.name}`]))
    .filter((path) => path !== 'expected.txt' && path !== 'command.txt')
    .sort((a, b) => Number(!a.endsWith('openclaw.json')) - Number(!b.endsWith('openclaw.json')) || (a < b ? -1 : 1));
}
