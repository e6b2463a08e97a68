import { parseArgs } from 'node:util';
import { WIDTHS } from '../explain/svg.ts';
import { PROFILE_NAME } from '../home/discover.ts';
import { LEVELS, type Level } from '../home/project.ts';
import { NEWEST, parseRelease } from '../release/releases.ts';
import { SLOT_NAMES, type Slot } from '../routing/models/slots.ts';
import { rules } from '../rules/index.ts';
import { suggest } from '../text/nearest.ts';
import { misheard, misheardOption } from './misheard.ts';
import {
  CHECK_FORMATS,
  COLORS,
  COMMANDS,
  type CommandName,
  OPTIONS,
  type OptionName,
  OTHER_FORMATS,
  optionList,
  ROUTE_FORMATS,
  THRESHOLDS,
} from './options.ts';
import { jobsOf, numberOf, oneOf, secondsOf, UsageError } from './values.ts';

/** What the user asked for. */
export interface Arguments {
  readonly command: CommandName;
  /** of `help`: the command that is asked about */
  readonly topic?: CommandName;
  readonly paths: readonly string[];
  /** of `check`: report formats and their files; default: what suits the environment */
  readonly outputs: readonly Output[];
  /** where the one goes that would be printed */
  readonly outputFile?: string;
  /** format of the other commands */
  readonly format: (typeof ROUTE_FORMATS)[number];
  readonly failOn: (typeof THRESHOLDS)[number];
  readonly quiet: boolean;
  /** check again whenever a file changes */
  readonly watch: boolean;
  readonly closedWorld: boolean;
  readonly processEnv: boolean;
  /** processes that share the work */
  /** processes to check homes in */
  readonly jobs?: number | undefined;
  /** paths, or homes, come from standard input */
  readonly input?: 'paths' | 'homes';
  /** a file that `clawlint snapshot` wrote or is to write */
  readonly snapshot?: string;
  /** of `snapshot`: the command that is OpenClaw, how long each answer may take, and only to compare */
  readonly openclaw: string;
  readonly seconds: number;
  readonly check: boolean;
  /** check what is about to be committed */
  readonly staged: boolean;
  readonly release?: string;
  readonly profile?: string;
  readonly stdinFilename?: string;
  readonly inventory?: string;
  readonly envFiles: readonly string[];
  readonly rules?: ReadonlySet<string>;
  /** rule → severity, or `off` */
  readonly levels: ReadonlyMap<string, Level>;
  /** more warnings than this fail */
  readonly maxWarnings: number;
  /** print how often each rule found something, in place of the findings */
  readonly statistics: boolean;
  readonly color: (typeof COLORS)[number];
  /** of `route`: the model or alias asked for, the agent, the job, and what should fail */
  readonly model?: string;
  readonly agent?: string;
  readonly slot?: Slot;
  /** a cron job, by id or name */
  readonly job?: string;
  /** everything that sends requests */
  readonly all?: true;
  /** of a picture, in pixels */
  readonly width?: number;
  readonly failures: readonly string[];
  /** of `set` and `unset`: the path in the config, and the value */
  readonly change?: readonly string[];
  /** of `guard`: put the last good config back; whom to tell of one that would be refused */
  readonly restore: boolean;
  readonly exec?: string;
  readonly webhook?: string;
  /** of `guard`: the words of the command */
  readonly started?: readonly string[];
  /** of `upgrade`: the target release */
  readonly to?: string;
  /** of `rescue`: what is not put back */
  readonly without: readonly string[];
  /** mend what can be: `check --fix`, `upgrade --write` */
  readonly write: boolean;
  /** show how it would be mended */
  readonly diff: boolean;
  /** also with fixes that take something away, or change which key is used */
  readonly unsafe: boolean;
}

/** A report format; printed if there is no file. */
export interface Output {
  readonly format: string;
  readonly file?: string;
}

/** @throws UsageError */
export function readArguments(argv: readonly string[]): Arguments {
  const end = argv[0] === 'guard' ? argv.indexOf('--') : -1;
  const { values, positionals } = parsed(end < 0 ? argv : argv.slice(0, end));
  const named = COMMANDS.find(({ name }) => name === positionals[0])?.name;
  if (values.help || named === 'help') return { ...readArguments([]), command: 'help', ...topicOf(positionals) };
  const routes = named === 'route';
  const checks = named === undefined || named === 'check';
  for (const { name, of } of optionList())
    if (of && !of.some((command) => command === named) && values[name] !== undefined)
      throw new UsageError(`--${name} belongs to clawlint ${of.join(' and ')}`);
  const rest = named ? positionals.slice(1) : positionals;
  const sets = named === 'set' || named === 'unset';
  if (sets && rest.length > (named === 'set' ? 2 : 1))
    throw new UsageError(
      `${named} takes ${named === 'set' ? 'a path and a value, in quotes where it has blanks' : 'one path'}; --home PATH names the home`,
    );
  const guards = named === 'guard';
  if (guards && rest.length > 0) throw new UsageError('guard takes its command behind `--`: clawlint guard -- COMMAND');
  if (routes && rest.length > 1) throw new UsageError('route takes one model or alias; --home PATH names the home');
  if (values.all && values.format?.includes('mermaid'))
    throw new UsageError('route --all takes --format text, json or svg');
  const width = values.width === undefined ? undefined : Number(values.width);
  if (width !== undefined && !(Number.isInteger(width) && width >= WIDTHS.least && width <= WIDTHS.most))
    throw new UsageError(
      `--width takes pixels from ${WIDTHS.least} to ${WIDTHS.most}, not ${JSON.stringify(values.width)}`,
    );
  if (values.diff || values.unsafe || values.fix) refuseMending(named, values, rest);
  const { release, profile, inventory, agent, slot, home, to } = values;
  const { 'stdin-filename': stdinFilename, 'output-file': outputFile } = values;
  if (profile !== undefined && !PROFILE_NAME.test(profile))
    throw new UsageError(`--profile takes a name of letters, digits, - and _, not ${JSON.stringify(profile)}`);
  if (named === 'rules' && rest.length > 0)
    throw new UsageError('rules takes nothing else; clawlint explain RULE says more of one');
  for (const name of ['staged', 'watch', 'output-file', 'jobs', 'stdin0', 'ndjson'] as const)
    if (values[name] && !checks && !(guards && name === 'watch'))
      throw new UsageError(`--${name} belongs to a check${name === 'watch' ? ', or to clawlint guard' : ''}`);
  if (guards) refuseTelling(values, end >= 0);
  if (values.watch && (values.staged || rest.includes('-')))
    throw new UsageError('--watch waits for files to change: it goes neither with `-` nor with --staged');
  if (values.ndjson && (values.stdin0 || values.staged || values.watch || values.fix || values.diff || rest.length > 0))
    throw new UsageError('--ndjson reads whole homes from standard input: it goes with no path, and changes nothing');
  if (values.stdin0 && (values.staged || values.watch || rest.includes('-')))
    throw new UsageError('--stdin0 reads paths from standard input: it goes neither with `-`, --staged nor --watch');
  if (values.jobs && (values.staged || values.watch || values.fix || values.diff || values.statistics))
    throw new UsageError(
      '--jobs goes with a plain check of files: not with --staged, --watch, --fix, --diff, --statistics',
    );
  for (const [option, value] of Object.entries({ release, to }))
    if (value !== undefined && !parseRelease(value))
      throw new UsageError(`--${option} takes a release of OpenClaw such as ${NEWEST}, not ${JSON.stringify(value)}`);
  return {
    command: values.version ? 'version' : (named ?? 'check'),
    paths: routes || sets || guards ? (home === undefined ? [] : [home]) : rest,
    outputs: checks ? outputsOf(values.format ?? [], outputFile) : [],
    ...(outputFile !== undefined && { outputFile }),
    format: formatOf(named, values.format ?? []),
    failOn: oneOf('fail-on', values['fail-on'] ?? (sets ? 'warning' : 'error'), THRESHOLDS),
    quiet: values.quiet ?? false,
    watch: values.watch ?? false,
    levels: levelsOf(values),
    maxWarnings: numberOf('max-warnings', values['max-warnings']),
    statistics: values.statistics ?? false,
    color: oneOf('color', values.color ?? 'auto', COLORS),
    closedWorld: values['closed-world'] ?? false,
    processEnv: values['process-env'] ?? false,
    staged: values.staged ?? false,
    jobs: jobsOf(values.jobs),
    ...(values.stdin0 && { input: 'paths' as const }),
    ...(values.ndjson && { input: 'homes' as const }),
    ...(values.snapshot !== undefined && { snapshot: values.snapshot }),
    openclaw: values.openclaw ?? 'openclaw',
    seconds: secondsOf(values['time-limit']),
    check: values.check ?? false,
    failures: values.fail ?? [],
    diff: values.diff ?? false,
    write: values.write ?? values.fix ?? false,
    unsafe: values.unsafe ?? false,
    without: values.without ?? [],
    restore: values.restore ?? false,
    ...(values.exec !== undefined && { exec: values.exec }),
    ...(values.webhook !== undefined && { webhook: values.webhook }),
    ...(to !== undefined && { to }),
    ...(routes && rest[0] !== undefined && { model: rest[0] }),
    ...(sets && { change: rest }),
    ...(guards && { started: end < 0 ? [] : argv.slice(end + 1) }),
    ...(agent !== undefined && { agent }),
    ...(values.job !== undefined && { job: values.job }),
    ...(values.all && { all: true as const }),
    ...(width !== undefined && { width }),
    ...(slot !== undefined && { slot: oneOf('slot', slot, SLOT_NAMES) }),
    envFiles: [...(values.dotenv ?? []), ...(values['env-file'] ?? [])],
    ...(release !== undefined && { release }),
    ...(profile !== undefined && { profile }),
    ...(inventory !== undefined && { inventory }),
    ...(stdinFilename !== undefined && { stdinFilename }),
    ...(values.rule && {
      rules: new Set(values.rule.flatMap((list) => list.split(',')).map((id) => knownRule(id.trim()))),
    }),
  };
}

/** The command before `--help`, or behind `help`. @throws UsageError where there is none of that name */
function topicOf([first, second]: readonly string[]): Pick<Arguments, 'topic'> {
  const word = first === 'help' ? second : COMMANDS.some(({ name }) => name === first) ? first : undefined;
  if (word === undefined) return {};
  const topic = COMMANDS.find(({ name }) => name === word)?.name;
  if (topic) return { topic };
  if (rules.some(({ id }) => id === word)) throw new UsageError(`clawlint explain ${word} says what this rule finds`);
  throw new UsageError(misheard(word) ?? `no command is called ${JSON.stringify(word)}; clawlint --help lists them`);
}

/** @throws UsageError where what is to be told, or restored, cannot be */
function refuseTelling({ watch, restore, exec, webhook }: Values, starts: boolean): void {
  if (starts && (watch || restore)) throw new UsageError(`--${watch ? 'watch' : 'restore'} starts no command`);
  if (!watch && (exec ?? webhook) !== undefined)
    throw new UsageError(`--${exec === undefined ? 'webhook' : 'exec'} goes with --watch`);
  const url = webhook !== undefined && URL.canParse(webhook) ? new URL(webhook) : undefined;
  const isLocal = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (webhook !== undefined && !isLocal)
    throw new UsageError('--webhook takes an address on this machine, such as http://127.0.0.1:8080/alarm');
}

/** @throws UsageError where `--fix`, `--diff` or `--unsafe` cannot be meant */
function refuseMending(command: string | undefined, values: Values, paths: readonly string[]): void {
  const checks = command === undefined || command === 'check';
  const given = (['fix', 'diff', 'unsafe'] as const).find((name) => values[name])!;
  const shows = given === 'diff' && (command === 'set' || command === 'unset');
  if (!checks && !shows && command !== 'upgrade')
    throw new UsageError(`--${given} belongs to a check, or to clawlint upgrade`);
  if (values.fix && command === 'upgrade') throw new UsageError('upgrade mends with --write, not with --fix');
  if (checks && values.unsafe && !values.fix && !values.diff)
    throw new UsageError('--unsafe goes with --fix or --diff: it permits more fixes');
  if (checks && values.fix && values.diff)
    throw new UsageError('--fix changes the files and --diff only shows how: take one of them');
  if (values.staged)
    throw new UsageError(`--${given} works on the files, --staged on what git has of them: mend, then git add`);
  if (values.fix && paths.includes('-'))
    throw new UsageError('--fix changes files, and `-` is none; --diff shows what it would change');
}

/** `NAME`, or `NAME=FILE`; at most one of them is printed. @throws UsageError */
function outputsOf(told: readonly string[], outputFile: string | undefined): Output[] {
  const outputs = told.map((each) => {
    const [name = '', ...file] = each.split('=');
    const format = oneOf('format', name, CHECK_FORMATS);
    if (file.length > 0 && file.join('=') === '') throw new UsageError(`--format ${name}= names no file`);
    return { format, ...(file.length > 0 && { file: file.join('=') }) };
  });
  const printed = outputs.filter(({ file }) => file === undefined).length;
  if (outputFile !== undefined && told.length > 0 && printed === 0)
    throw new UsageError('each --format names its file already: --output-file is for one that would be printed');
  if (printed > 1)
    throw new UsageError('one --format can be printed; write the others to files, as in --format sarif=FILE');
  return outputs;
}

/** `--ignore-rule RULE`, `--severity RULE=LEVEL`. @throws UsageError */
function levelsOf(values: Values): ReadonlyMap<string, Level> {
  const off = (values['ignore-rule'] ?? []).flatMap((list) => list.split(',')).map((id) => [id, 'off']);
  const told = (values.severity ?? []).flatMap((list) => list.split(',')).map((each) => each.split('='));
  if (told.some((parts) => parts.length !== 2))
    throw new UsageError(`--severity takes ${OPTIONS.severity.takes}, as in missing-env-var=error`);
  return new Map(
    [...off, ...told].map(([id = '', level = '']) => [
      knownRule(id.trim()),
      oneOf('severity RULE', level.trim(), LEVELS),
    ]),
  );
}

/** @throws UsageError */
function formatOf(command: string | undefined, told: readonly string[]): Arguments['format'] {
  if (command === undefined || command === 'check') return 'text';
  if (told.length > 1) throw new UsageError(`${command} takes one --format`);
  return oneOf('format', told[0] ?? 'text', command === 'route' ? ROUTE_FORMATS : OTHER_FORMATS);
}

/** @throws UsageError where no rule has that id */
export function knownRule(id: string): string {
  const ids = rules.map((rule) => rule.id);
  if (ids.includes(id)) return id;
  const near = suggest(id, ids);
  throw new UsageError(
    `no rule is called ${JSON.stringify(id)}${near ? `; did you mean ${near}?` : '; clawlint rules lists them'}`,
  );
}

type Values = {
  readonly [Name in OptionName]?: (typeof OPTIONS)[Name] extends { takes: string }
    ? (typeof OPTIONS)[Name] extends { many: true }
      ? string[]
      : string
    : boolean;
};

function parsed(argv: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } {
  // only paths: no need to load Node's argument parser
  if (!argv.some((each) => each.startsWith('-') && each !== '-')) return { values: {}, positionals: [...argv] };
  try {
    const options = Object.fromEntries(
      optionList().map(({ name, short, takes, many }) => {
        const type = takes ? ('string' as const) : ('boolean' as const);
        return [name, { type, ...(many && { multiple: true }), ...(short && { short }) }];
      }),
    );
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const message = (error as Error).message.split('. ')[0]!;
    const option = /'(?:-\w, )?--?([\w-]+)/.exec(message)?.[1] ?? '';
    const known = optionList().find(({ name }) => name === option);
    const { takes, words } = known ?? {};
    if (takes && /missing|ambiguous/.test(message)) {
      const few = words?.() ?? [];
      const listed = few.length > 0 && few.length < 20 && !takes.includes('|') ? `: ${few.join(', ')}` : '';
      throw new UsageError(`--${option} takes ${takes}${listed}`);
    }
    const meant = known ? undefined : misheardOption(option);
    throw new UsageError(meant ? `${message}; ${meant}` : message);
  }
}
