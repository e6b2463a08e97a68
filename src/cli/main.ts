import { readFileSync } from 'node:fs';
import { check, type Options, type Result } from '../check.ts';
import { disk, sizeOf, slashes } from '../disk/disk.ts';
import { type Files, overlay } from '../files.ts';
import { type Project, projectIn } from '../home/project.ts';
import { hideKeys } from '../report/mask.ts';
import { printable } from '../report/printable.ts';
import type { Severity } from '../rules/rule.ts';
import { dirname, join } from '../text/path.ts';
import { type Arguments, readArguments, UsageError } from './arguments.ts';
import { explainRule, HELP, listRules } from './help.ts';
import { findHomes, NothingThere, searched, type Target } from './homes.ts';
import { display, print } from './output.ts';
import { report } from './report.ts';
import { route } from './route.ts';
import { schema } from './schema.ts';
import { upgrade } from './upgrade.ts';
import { compileLess } from './v8-flags.ts';

declare const VERSION: string;

/** From this amount of work on, V8 starts to optimize before the run ends. */
const MANY = 30;
const LARGE = 200_000;

const RANK: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** Runs the command line. Returns the exit code; prints only to standard output and standard error. */
export function main(argv: readonly string[]): number {
  try {
    return run(readArguments(argv));
  } catch (error) {
    if (error instanceof UsageError) {
      print(`clawlint: ${printable(hideKeys(error.message))}\n`, 2);
      return error instanceof NothingThere ? 3 : 2;
    }
    const detail = process.env.CLAWLINT_DEBUG ? (error as Error).stack : (error as Error)?.message;
    print(
      `clawlint: a defect in clawlint itself: ${hideKeys(String(detail)).split('\n').map(printable).join('\n')}\nPlease report it with the config that shows it, keys taken out. CLAWLINT_DEBUG=1 prints more.\n`,
      2,
    );
    return 4;
  }
}

function run(options: Arguments): number {
  if (options.command === 'help') return print(HELP);
  if (options.command === 'version') return print(`${VERSION}\n`);
  if (options.command === 'rules') return print(listRules());
  if (options.command === 'explain') {
    if (options.paths.length !== 1) throw new UsageError('explain takes the id of one rule; clawlint rules lists them');
    return print(explainRule(options.paths[0]!));
  }
  if (options.command === 'schema') return print(schema(options));
  if (options.command === 'upgrade') return upgradeHomes(options);
  const homes = options.paths.includes('-') ? [] : findHomes(options);
  if (homes.length > MANY || homes.some(({ config }) => sizeOf(config) > LARGE)) compileLess();
  const checks = options.paths.includes('-')
    ? [() => checkInput(options)]
    : homes.map((target) => () => checkHome(target, options));
  if (checks.length === 0) return nothing();
  if (options.command === 'route') {
    if (checks.length > 1)
      throw new UsageError(`route looks at one home, and there are ${checks.length}; --home PATH names one`);
    const { output, code } = route(checks[0]!(), options, display);
    print(output);
    return code;
  }
  let worst = -1;
  report(results(), options);
  return worst >= (options.failOn === 'never' ? 3 : RANK[options.failOn]) ? 1 : 0;

  /** Checks one home at a time, so that a thousand homes are never in memory together. */
  function* results(): Iterable<Result> {
    for (const check of checks) {
      const result = check();
      for (const { severity } of result.diagnostics) worst = Math.max(worst, RANK[severity]);
      yield options.quiet
        ? { ...result, diagnostics: result.diagnostics.filter(({ severity }) => severity === 'error') }
        : result;
    }
  }
}

function upgradeHomes(options: Arguments): number {
  const targets = findHomes(options);
  if (targets.length === 0) return nothing();
  const outcomes = targets.map((target) => upgrade(disk, settingsOf(target, options), options, display));
  print(outcomes.map(({ output }) => output).join(options.diff || options.format === 'json' ? '' : '\n'));
  return outcomes.every(({ starts }) => starts) ? 0 : 1;
}

function nothing(): 3 {
  print('clawlint: nothing to check: no openclaw.json here, and no live home\n', 2);
  return 3;
}

const checkHome = (target: Target, options: Arguments, files: Files = searched): Result =>
  check(files, settingsOf(target, options));

function settingsOf({ config, live }: Target, options: Arguments): Options {
  const cwd = slashes(process.cwd());
  const roots = process.env.OPENCLAW_INCLUDE_ROOTS;
  const project = projectAbove(dirname(dirname(config)));
  return {
    config,
    closedWorld: options.closedWorld,
    now: Date.now(),
    envFiles: options.envFiles.map((path) => existing(path)),
    includeRoots: roots
      ? slashes(roots)
          .split(process.platform === 'win32' ? ';' : ':')
          .filter(Boolean)
          .map((path) => join(cwd, path.replace(/^~(?=\/|$)/, slashes(process.env.HOME ?? ''))))
      : [],
    ...(live && {
      live: true,
      stateDir: live.stateDir,
      dotenvDir: live.dotenvDir,
      ...(live.gatewayEnv && { gatewayEnv: live.gatewayEnv }),
    }),
    ...((live || options.processEnv) && { processEnvironment: process.env }),
    ...(options.release !== undefined && { release: options.release }),
    ...(project && { project }),
    ...(options.inventory !== undefined && { inventory: existing(options.inventory) }),
    ...(options.rules && { rules: options.rules }),
  };
}

/** Cached per folder: a thousand homes lie in few folders. */
const projects = new Map<string, Project | undefined>();
function projectAbove(folder: string): Project | undefined {
  if (!projects.has(folder))
    projects.set(
      folder,
      projectIn(disk, folder) ?? (folder === dirname(folder) ? undefined : projectAbove(dirname(folder))),
    );
  return projects.get(folder);
}

/** Standard input in place of a file that may or may not exist; the other files of its folder count. */
function checkInput(options: Arguments): Result {
  if (options.paths.length > 1) throw new UsageError('`-` cannot stand beside other paths');
  const config = join(slashes(process.cwd()), slashes(options.stdinFilename ?? 'openclaw.json'));
  return checkHome({ config }, options, overlay(new Map([[config, readFileSync(0, 'utf8')]]), disk));
}

/** @throws UsageError */
function existing(path: string): string {
  const absolute = join(slashes(process.cwd()), slashes(path));
  const found = disk.read(absolute, 0);
  if (found === undefined) throw new NothingThere(path);
  if (typeof found !== 'string' && found.trouble === 'folder') throw new UsageError(`${path} is a folder, not a file`);
  return absolute;
}
