import { readFileSync } from 'node:fs';
import { check, type Options, type Result } from '../src/check.ts';
import { type Files, type Inspection, memory } from '../src/files.ts';
import { discover } from '../src/home/discover.ts';
import { Paths } from '../src/report/paths.ts';
import type { Diagnostic } from '../src/rules/rule.ts';

/** What one run of the real program was given and what it answered (`oracle/*.json`). */
export interface Recorded {
  readonly id: string;
  readonly title: string;
  readonly files: Readonly<Record<string, Content>>;
  /** variables of the process; `__unset__` takes one of the usual ones away */
  readonly env: Readonly<Record<string, string>>;
  readonly exit: number;
  readonly output: {
    readonly valid: boolean;
    readonly issues?: readonly Issue[];
    readonly warnings?: readonly Issue[];
  };
}
type Content = string | { readonly hex?: string; readonly symlink?: string; readonly hardlink?: string };

export interface Issue {
  /** steps joined with dots; `<root>` for the whole file */
  readonly path: string;
  readonly message: string;
}

export const data = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;

const ROOT = '/root-of-case';
const inRoot = (text: string): string => text.replaceAll('$ROOT', ROOT);

/**
 * Checks a recorded home as the live one: found through its variables, with the roots and `.env` files that count
 * there.
 */
export function checkRecorded({ files: given, env }: Pick<Recorded, 'files' | 'env'>, release: string): Result {
  const files = filesOf(given);
  const variables: Record<string, string> = { OPENCLAW_STATE_DIR: `${ROOT}/state` };
  for (const [name, value] of Object.entries(env))
    if (value === '__unset__') delete variables[name];
    else variables[name] = inRoot(value);
  const found = discover(variables, files, `${ROOT}/home`, `${ROOT}/cwd`);
  const { OPENCLAW_INCLUDE_ROOTS: roots } = variables;
  const options: Options = {
    ...found,
    live: true,
    release,
    processEnvironment: variables,
    workspaceDotenv: `${ROOT}/cwd/.env`,
    ...(roots !== undefined && { includeRoots: roots.split(':') }),
  };
  return check(files, options);
}

/** The files below an absolute root, links among them as a disk would show them. */
function filesOf(given: Recorded['files']): Files {
  const texts: Record<string, string> = {};
  const inspections = new Map<string, Inspection>();
  for (const [name, content] of Object.entries(given)) {
    const path = `${ROOT}/${name}`;
    const target = typeof content === 'string' ? undefined : (content.symlink ?? content.hardlink);
    if (typeof content === 'string') texts[path] = inRoot(content);
    else if (content.hex !== undefined) texts[path] = Buffer.from(content.hex, 'hex').toString('utf8');
    else if (target !== undefined) {
      texts[path] = inRoot(given[target.replace('$ROOT/', '')] as string);
      inspections.set(
        path,
        content.hardlink === undefined ? { real: inRoot(target), links: 1 } : { real: path, links: 2 },
      );
    }
  }
  const files = memory(texts);
  return {
    ...files,
    inspect: (path) => inspections.get(path) ?? (files.read(path) === undefined ? undefined : { real: path, links: 1 }),
  };
}

/** A finding with the config path it points at, steps joined with dots as OpenClaw writes them. */
export type Placed = Diagnostic & { readonly path: string; readonly file: string };

export function placed(result: Result): Placed[] {
  const paths = new Paths(result, () => true);
  return result.diagnostics.map((each) => ({ ...each, path: dotted(paths.of(each.at)), file: each.at.file.path }));
}

/** `a.b[0]["c:d"]` → `a.b.0.c:d` */
export const dotted = (path: string): string =>
  path
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/\[("(?:[^"\\]|\\.)*")\]/g, (_, text: string) => `.${JSON.parse(text)}`)
    .replace(/^\./, '');
