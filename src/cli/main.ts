import { check, type Result } from '../check.ts';
import { disk, slashes } from '../disk/disk.ts';
import { overlay } from '../files.ts';
import { NEWEST, OLDEST } from '../release/releases.ts';
import { printable } from '../report/printable.ts';
import { readable } from '../report/readable.ts';
import { dirname, isInside, join } from '../text/path.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { baseline } from './baseline.ts';
import { Collected, verdict } from './collected.ts';
import { completion } from './completion.ts';
import { config } from './config.ts';
import { fix, type Subject, showFixes } from './fix.ts';
import { guard } from './guard.ts';
import { explainRule, help, listRules } from './help.ts';
import {
  documentTargets,
  findHomes,
  homesBelow,
  homesOfText,
  NothingThere,
  namesDocument,
  otherConfig,
  searched,
  stagedHomes,
  type Target,
} from './homes.ts';
import { inProcesses, type Part, partOf, processesFor, serve } from './jobs.ts';
import { man } from './man.ts';
import { certainIn, isDocument } from './manifests.ts';
import { checkLines, pathsFromInput } from './ndjson.ts';
import { SHELLS } from './options.ts';
import { display, print, workingFolder } from './output.ts';
import { ownFiles } from './own-files.ts';
import { Progress } from './progress.ts';
import { report } from './report.ts';
import { rescue } from './rescue.ts';
import { route } from './route.ts';
import { withHome } from './route-target.ts';
import { schema } from './schema.ts';
import { set } from './set.ts';
import { settingsOf } from './settings.ts';
import { RANK } from './severity.ts';
import { snapshot } from './snapshot.ts';
import { standardInput } from './standard-input.ts';
import { upgrade } from './upgrade.ts';
import { UsageError } from './values.ts';
import { type Asked, noting, watch } from './watch.ts';

declare const VERSION: string;

/**
 * Runs the command line. Returns the exit code, or undefined where it goes on, watching or as a command; prints only to standard output
 * and standard error.
 */
export function main(argv: readonly string[]): number | undefined {
  if (argv[0] === 'part' && process.send) {
    serve(answered);
    return undefined;
  }
  return caught(() => {
    const options = withPaths(withHome(readArguments(argv)));
    if (options.command === 'guard') return guard(options);
    if (options.input === 'homes') return checkLines(options);
    if (!options.watch) return run(options);
    watch((asked) => caught(() => run(options, asked)));
    return undefined;
  });
}

/** What one of several processes says of a home. */
const answered = (target: Target, options: Arguments): Part =>
  partOf(checked({ target, files: ownFiles(target, searched, options) }, options), options);

function checked({ files, target }: Subject, options: Arguments): Result {
  const result = check(files, settingsOf(target, options));
  return target.manifest ? certainIn(result, target.manifest) : result;
}

const withPaths = (options: Arguments): Arguments =>
  options.input === 'paths' ? { ...options, paths: [...options.paths, ...pathsFromInput()] } : options;

function caught<T>(work: () => T): T | number {
  try {
    return work();
  } catch (error) {
    if (error instanceof UsageError) {
      print(`clawlint: ${printable(readable(error.message))}\n`, 2);
      return error instanceof NothingThere ? 3 : 2;
    }
    const detail = process.env.CLAWLINT_DEBUG ? (error as Error).stack : (error as Error)?.message;
    print(
      `clawlint: a defect in clawlint itself: ${readable(String(detail)).split('\n').map(printable).join('\n')}\nPlease report it with the config that shows it, keys taken out. CLAWLINT_DEBUG=1 prints more.\n`,
      2,
    );
    return 4;
  }
}

/** What is printed without looking at a home. */
const ANSWERS: { readonly [command in Arguments['command']]?: (options: Arguments) => string } = {
  help: ({ topic }) => help(topic),
  version: () => `${VERSION} (knows OpenClaw ${OLDEST} to ${NEWEST})\n`,
  rules: listRules,
  explain: ({ paths }) => explainRule(only(paths, 'explain takes the id of one rule; clawlint rules lists them')),
  schema,
  man: () => man(VERSION),
  completion({ paths }) {
    const says = `completion takes a shell: ${SHELLS.join(', ')}`;
    const shell = SHELLS.find((each) => each === only(paths, says));
    if (!shell) throw new UsageError(says);
    return completion(shell);
  },
  lsp: () => standsFirst('lsp'),
  mcp: () => standsFirst('mcp'),
};

const READS_YAML: ReadonlySet<Arguments['command']> = new Set(['check', 'route']);

/** @throws UsageError where the name of a server stands behind an option */
function standsFirst(name: string): never {
  throw new UsageError(`${name} stands first: clawlint ${name}`);
}

/** @throws UsageError unless there is exactly one */
function only(words: readonly string[], says: string): string {
  if (words.length !== 1) throw new UsageError(says);
  return words[0]!;
}

/** @param told notes what was read and listed */
function run(options: Arguments, told?: Asked): number | undefined {
  const answer = ANSWERS[options.command];
  if (answer) return print(answer(options));
  if (options.command === 'upgrade') return upgradeHomes(options);
  if (options.command === 'rescue') return rescue(options);
  const asked = told ?? ((options.outputFile ?? options.outputs.some(({ file }) => file)) ? new Map() : undefined);
  const { homes, files } = options.staged ? stagedHomes(options) : { homes: homesOf(options), files: searched };
  const found = options.paths.includes('-')
    ? inputOf(options)
    : homes.map((target) => ({ target, files: ownFiles(target, files, options) }));
  const subjects = found.map((each): Subject => ({ ...each, files: noting(each.files, asked) }));
  if (subjects.length === 0) return options.staged ? 0 : nothing(options);
  if (subjects.some(({ target }) => target.manifest) && !READS_YAML.has(options.command))
    throw new UsageError(`${options.command} does not work on a home in YAML: a check and route do`);
  if (subjects.some(({ target }) => target.manifest) && (options.write || options.diff))
    throw new UsageError('YAML is not changed: --fix and --diff are for the files of a home');
  if (options.command === 'route') {
    if (subjects.length > 1)
      throw new UsageError(`route looks at one home, and there are ${subjects.length}; --home PATH names one`);
    const { output, code } = route(checked(subjects[0]!, options), options, display);
    print(output);
    return code;
  }
  if (options.command === 'baseline') {
    if (options.paths.includes('-')) throw new UsageError('baseline writes a file beside a config, and `-` has none');
    return print(subjects.map((subject) => baseline(subject, options)).join(''));
  }
  if (options.command === 'config')
    return print(subjects.map((subject) => config(subject, options)).join(options.format === 'json' ? '' : '\n'));
  if (options.command === 'snapshot') {
    if (options.paths.includes('-')) throw new UsageError('snapshot writes a file beside a config, and `-` has none');
    if (subjects.length > 1)
      throw new UsageError(`snapshot looks at one home, and there are ${subjects.length}: name one`);
    const { output, code } = snapshot(subjects[0]!, options);
    print(output);
    return code;
  }
  if (options.command === 'set' || options.command === 'unset') {
    if (subjects.length > 1)
      throw new UsageError(
        `${options.command} changes one home, and there are ${subjects.length}; --home PATH names one`,
      );
    return set(subjects[0]!, options);
  }
  if (options.diff) return showFixes(subjects, options);
  const isPlain = !options.staged && !options.write && !options.statistics && !asked;
  const jobs = options.jobs ?? (isPlain ? processesFor(homes.length) : 1);
  if (jobs > 1 && homes.length > 1 && homes.every(({ manifest }) => !manifest)) {
    inParallel(homes, jobs, options);
    return undefined;
  }
  let worst = -1;
  let warnings = 0;
  report(results(), options, asked ?? new Map());
  return verdict(worst, warnings, options);

  /** Checks one home at a time, so that a thousand homes are never in memory together. */
  function* results(): Iterable<Result> {
    const progress = new Progress(subjects.length);
    const said = new Set<string>();
    for (const subject of subjects) {
      progress.step();
      const result = once(options.write ? fix(subject, options) : checked(subject, options), said);
      for (const { severity } of result.diagnostics) {
        worst = Math.max(worst, RANK[severity]);
        if (severity === 'warning') warnings++;
      }
      yield options.quiet
        ? { ...result, diagnostics: result.diagnostics.filter(({ severity }) => severity === 'error') }
        : result;
    }
    progress.end();
  }
}

function inParallel(homes: readonly Target[], jobs: number, options: Arguments): void {
  const collected = new Collected(options, new Map(homes.map(({ config }) => [config, ''])));
  inProcesses(
    homes,
    jobs,
    options,
    (part) => collected.add(part),
    (failed) =>
      process.exit(
        caught(() => {
          if (failed) throw new Error('a process that checked homes has ended');
          collected.end();
          return verdict(collected.worst, collected.warnings, options);
        }),
      ),
  );
}

/** What is wrong with a file that several homes share is told of the first. */
function once(result: Result, said: Set<string>): Result {
  const folder = dirname(result.routing.home.path);
  const isNew = ({ rule, message, at }: Result['diagnostics'][number]): boolean => {
    if (isInside(at.file.path, folder)) return true;
    const key = [at.file.path, at.offset, rule, message].join('\n');
    return !said.has(key) && said.add(key).size > 0;
  };
  return { ...result, diagnostics: result.diagnostics.filter(isNew) };
}

const homesOf = (options: Arguments): Target[] => (options.paths.includes('-') ? [] : findHomes(options));

function upgradeHomes(options: Arguments): number {
  const targets = findHomes(options);
  if (targets.length === 0) return nothing(options);
  if (targets.some(({ manifest }) => manifest)) throw new UsageError('upgrade does not work on a home in YAML');
  const outcomes = targets.map((target) =>
    upgrade(ownFiles(target, disk, options), settingsOf(target, options), options, display),
  );
  print(outcomes.map(({ output }) => output).join(options.diff || options.format === 'json' ? '' : '\n'));
  return outcomes.every(({ starts }) => starts) ? 0 : 1;
}

function nothing({ command, model }: Arguments): 3 {
  const below = homesBelow();
  const homes = below === 1 ? 'there is one below' : `there are ${below} below`;
  // a word that was typed may be a key, so it is not repeated
  const read = command === 'route' && model !== undefined;
  const word = read ? '; what was named is neither a folder nor a config, and was taken for a model' : '';
  print(
    `clawlint: nothing to check: no openclaw.json here${otherConfig(workingFolder())}, and no live home${below > 0 ? `; ${homes}, and \`clawlint .\` checks what is below` : namesDocument()}${word}\n`,
    2,
  );
  return 3;
}

/** Standard input in place of a file that may or may not exist; the other files of its home count. */
function inputOf(options: Arguments): Subject[] {
  if (options.paths.length > 1) throw new UsageError('`-` cannot stand beside other paths');
  const path = join(workingFolder(), slashes(options.stdinFilename ?? 'openclaw.json'));
  const text = standardInput();
  const files = overlay(new Map([[path, text]]), disk);
  const targets = isDocument(path) ? documentTargets(path, text) : homesOfText(path, files, options);
  return targets.map((target) => ({ target, files: ownFiles(target, files, options) }));
}
