/** The code blocks of the manual, and a place to type its commands in. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { CLI, FIXTURES, ROOT } from './fixtures.ts';

/** A fenced code block. */
export interface Block {
  readonly page: string;
  readonly line: number;
  /** '' where none is said */
  readonly language: string;
  /** without what indents all of it */
  readonly text: string;
}

/** Pages that people wrote. */
export const PAGES: readonly string[] = [
  ...markdown('.'),
  ...markdown('docs'),
  ...markdown('editors'),
  ...markdown('editors/vscode'),
  ...markdown('site/manual'),
  'skills/clawlint/SKILL.md',
];

function markdown(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : []));
}

const FENCED = /^( *)(`{3,}|~{3,})(.*)\n([^]*?)^\1\2$/gm;

export const withoutBlocks = (page: string): string => page.replace(FENCED, '');

export function blocksOf(page: string): Block[] {
  const whole = readFileSync(join(ROOT, page), 'utf8');
  return [...whole.matchAll(FENCED)].map(({ index, 1: indent = '', 3: language = '', 4: text = '' }) => ({
    page,
    line: whole.slice(0, index).split('\n').length,
    language,
    text: text.replace(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** What lies in a place before something is typed in it. */
export interface SetUp {
  /** where → folder or file of fixtures/ that is copied there */
  readonly copies?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** programs that are not there, or must not be run: name → shell script */
  readonly programs?: Readonly<Record<string, string>>;
  /** an OpenClaw of this release, which only says how it was started */
  readonly openclaw?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** all of it is in git's index */
  readonly isStaged?: boolean;
}

/** A folder that is HOME, too, where clawlint is installed and nothing else. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'clawlint-block-'));

  constructor(
    t: TestContext,
    readonly setUp: SetUp,
  ) {
    t.after(() => rmSync(this.folder, { recursive: true, force: true }));
    const { copies = {}, files = {}, programs = {}, openclaw, isStaged } = setUp;
    for (const [to, from] of Object.entries(copies)) {
      mkdirSync(dirname(join(this.folder, to)), { recursive: true });
      cpSync(join(FIXTURES, from), join(this.folder, to), { recursive: true });
    }
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    const all: Record<string, string> = {
      clawlint: `"${process.execPath}" "${CLI}" "$@"; code=$?; echo $code >>"$HOME/.ended"; exit $code`,
      npx: '[ "$1" = clawlint ] || exit 99; shift; exec clawlint "$@"',
      ...programs,
    };
    for (const [name, script] of Object.entries(all)) this.write(`bin/${name}`, `#!/bin/sh\n${script}\n`, 0o755);
    if (openclaw !== undefined) {
      this.write('lib/openclaw/openclaw.mjs', '#!/bin/sh\necho "started: $*"\n', 0o755);
      this.write('lib/openclaw/package.json', JSON.stringify({ name: 'openclaw', version: openclaw }));
      symlinkSync('../lib/openclaw/openclaw.mjs', join(this.folder, 'bin/openclaw'));
    }
    if (isStaged) this.run('git init -q && git add -f . ":!bin"');
  }

  get variables(): Record<string, string> {
    return {
      PATH: `${join(this.folder, 'bin')}:${process.env.PATH}`,
      HOME: this.folder,
      XDG_CACHE_HOME: join(ROOT, 'node_modules/.cache'),
      ...this.setUp.variables,
    };
  }

  write(path: string, text: string, mode?: number): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text, { mode });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** Runs a script as it would be typed, one line after the other, whatever each ends with. */
  run(script: string, ...args: string[]): { output: string; errors: string; code: number | null } {
    const { stdout, stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: this.variables,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    });
    return { output: stdout, errors: stderr, code: status };
  }

  /** What the calls of clawlint ended with, in the order in which they did. */
  get ended(): number[] {
    return this.has('.ended') ? this.read('.ended').trim().split('\n').map(Number) : [];
  }
}
