import { WIDTHS } from '../explain/svg.ts';
import { LEVELS } from '../home/project-keys.ts';
import { releases } from '../release/releases.ts';
import { FORMATS } from '../report/formats/index.ts';
import { SLOT_NAMES } from '../routing/models/slots.ts';
import { rules } from '../rules/index.ts';

export const CHECK_FORMATS: readonly string[] = ['pretty', ...FORMATS.keys(), 'ndjson'];
export const OTHER_FORMATS = ['text', 'json'] as const;
export const ROUTE_FORMATS = ['text', 'json', 'mermaid', 'svg'] as const;
export const THRESHOLDS = ['error', 'warning', 'info', 'never'] as const;
export const COLORS = ['auto', 'always', 'never'] as const;
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

interface Command {
  readonly name: string;
  /** the call, where it is shown in help and on the man page; several for several uses */
  readonly usage: readonly (readonly [call: string, says: string])[];
  /** what may stand behind it; else paths, or nothing */
  readonly words?: () => readonly string[];
}

const ruleIds = (): readonly string[] => rules.map(({ id }) => id);

/** Every command. What a call does without one is `check`. */
export const COMMANDS = [
  { name: 'check', usage: [['[PATH…]', 'check homes: folders, or their openclaw.json']] },
  { name: 'route', usage: [['route [MODEL]', 'say which keys and models are tried, in order']] },
  { name: 'upgrade', usage: [['upgrade [PATH…]', 'say what an update breaks, and mend it']] },
  {
    name: 'baseline',
    usage: [['baseline [PATH…]', 'permit what is wrong today, and report what is new from then on']],
  },
  {
    name: 'guard',
    usage: [
      ['guard -- COMMAND', 'start a gateway, unless it will refuse its config'],
      ['guard --watch', 'say at once when a saved config would be refused; with --restore put the last good one back'],
    ],
  },
  {
    name: 'snapshot',
    usage: [
      ['snapshot [PATH]', 'write down what the OpenClaw of this machine takes, for checks where it is not installed'],
    ],
  },
  {
    name: 'set',
    usage: [
      ['set PATH VALUE', 'change a value of the config, unless that makes the home worse'],
      ['set PATCH', 'the same with several, by a JSON merge patch; - reads the whole text from standard input'],
    ],
  },
  { name: 'unset', usage: [['unset PATH', 'take a value out of the config, unless that makes the home worse']] },
  {
    name: 'rescue',
    usage: [['rescue [PATH]', 'say what is left of a config that does not start or lost its settings, and merge it']],
  },
  { name: 'config', usage: [['config [PATH…]', 'say which settings count for a home, and who says so']] },
  {
    name: 'schema',
    usage: [
      ['schema', 'print the JSON Schema of a config'],
      ['schema clawlint.json', 'print that of clawlint’s own config'],
      ['schema diff A B', 'say what changed from release A to release B'],
    ],
    words: () => ['diff', 'clawlint.json', ...releases()],
  },
  { name: 'lsp', usage: [['lsp', 'serve an editor, on standard input and output']] },
  {
    name: 'mcp',
    usage: [['mcp [PATH…]', 'serve agents by the Model Context Protocol; with --write they may apply a change']],
  },
  { name: 'rules', usage: [['rules', 'list the rules']] },
  { name: 'explain', usage: [['explain RULE', 'say what a rule finds and why it matters']], words: ruleIds },
  {
    name: 'completion',
    usage: [['completion SHELL', 'print what completes a call in bash, zsh or fish']],
    words: () => SHELLS,
  },
  { name: 'man', usage: [['man', 'print the page for man']] },
  {
    name: 'help',
    usage: [['help COMMAND', 'say what a command does and takes, as COMMAND --help does']],
    words: (): readonly string[] => COMMANDS.map(({ name }) => name),
  },
  { name: 'version', usage: [] },
] as const satisfies readonly Command[];

export type CommandName = (typeof COMMANDS)[number]['name'];

interface Option {
  readonly short?: string;
  /** what stands behind it; without, nothing does */
  readonly takes?: string;
  readonly many?: true;
  /** the words it takes, for completion; else a file, or anything */
  readonly words?: () => readonly string[];
  readonly files?: true;
  /** in help; without, the option is a former name of another */
  readonly says?: string;
  /** the commands that take it; a check takes all others */
  readonly of?: readonly CommandName[];
}

/** Every option: from it they are read, explained, completed and set on the man page. */
export const OPTIONS = {
  format: {
    takes: 'NAME[=FILE]',
    many: true,
    words: () => [...new Set([...CHECK_FORMATS, ...ROUTE_FORMATS])],
    says: `what to print, or write to a file (repeatable): ${CHECK_FORMATS.join(', ')} (default: pretty, in GitHub Actions github)`,
  },
  'output-file': { takes: 'FILE', files: true, says: 'write the report there, and print nothing' },
  'fail-on': {
    takes: THRESHOLDS.join('|'),
    words: () => THRESHOLDS,
    says: 'the severity from which to exit with 1 (default: error)',
  },
  quiet: { short: 'q', says: 'print errors only' },
  'max-warnings': { takes: 'N', says: 'exit with 1 where there are more warnings' },
  statistics: { says: 'print how often each rule found something' },
  watch: { says: 'check again whenever a file of a home changes' },
  color: { takes: COLORS.join('|'), words: () => COLORS, says: '(default: auto)' },
  rule: { takes: 'ID[,ID…]', many: true, words: ruleIds, says: 'run only these rules' },
  'ignore-rule': { takes: 'ID[,ID…]', many: true, words: ruleIds, says: 'run all but these' },
  severity: {
    takes: 'RULE=LEVEL[,…]',
    many: true,
    words: () => ruleIds().flatMap((id) => LEVELS.map((level) => `${id}=${level}`)),
    says: `${LEVELS.slice(0, -1).join(', ')} or ${LEVELS.at(-1)} (repeatable)`,
  },
  release: {
    takes: 'RELEASE',
    words: releases,
    says: 'the release of OpenClaw, such as 2026.9.6 (default: that of the nearest clawlint.json, else meta.lastTouchedVersion of the config)',
  },
  profile: { takes: 'NAME', says: 'the live home of this OpenClaw profile' },
  inventory: {
    takes: 'FILE',
    files: true,
    says: 'stored profiles, as printed by openclaw models auth list --json',
  },
  snapshot: {
    takes: 'FILE',
    files: true,
    says: 'what clawlint snapshot wrote, or is to write (default: clawlint.snapshot.json beside the config, or as clawlint.json says)',
  },
  dotenv: {
    takes: 'FILE',
    many: true,
    files: true,
    says: 'more variables that will be set, in .env syntax',
  },
  // changed because Node itself reads an option of this name
  'env-file': { takes: 'FILE', many: true, files: true },
  'process-env': { says: 'count the variables of this process as set (always so for the live home)' },
  'closed-world': { says: 'the files are all there is; the rest is missing' },
  'stdin-filename': { takes: 'PATH', files: true, says: 'check standard input in place of this file' },
  fix: { says: 'mend what can be mended with certainty, and say what is left' },
  diff: { says: 'show what --fix would change; exits with 1 where there is something' },
  unsafe: {
    says: 'with --fix or --diff: also fixes that take away what you may want to keep, or change which key is used',
  },
  staged: { says: 'check what is about to be committed, as git has it (for a pre-commit hook)' },
  jobs: {
    short: 'j',
    takes: 'N',
    says: 'check homes in N processes (0: one a processor; default: up to 4 for thousands of homes)',
  },
  stdin0: { says: 'read more paths from standard input, as find -print0 writes them' },
  ndjson: { says: 'read homes from standard input, a line of JSON each, and print a line of findings for each' },
  help: { short: 'h', says: 'print this' },
  version: { short: 'V', says: 'print the version' },
  home: {
    takes: 'PATH',
    files: true,
    says: 'the home (default: as for a check)',
    of: ['route', 'set', 'unset', 'guard'],
  },
  agent: { takes: 'ID', says: 'the agent (default: the one that answers here)', of: ['route'] },
  slot: {
    takes: 'NAME',
    words: () => SLOT_NAMES,
    says: 'another job than conversations: subagents, cron, image, heartbeat, compaction, …',
    of: ['route'],
  },
  job: { takes: 'ID', says: 'a job of cron/jobs.json, by its id or name', of: ['route'] },
  all: { says: 'all that sends requests: agents, heartbeats, jobs', of: ['route'] },
  fail: {
    takes: 'WHAT=KIND',
    many: true,
    says: 'play an outage (repeatable). WHAT: a profile, a variable, a provider, provider/model. KIND: rate_limit, overloaded, timeout, auth, billing, model_not_found',
    of: ['route'],
  },
  width: { takes: 'PIXELS', says: `of the svg: ${WIDTHS.least} to ${WIDTHS.most} (default: 720)`, of: ['route'] },
  openclaw: {
    takes: 'COMMAND',
    says: 'the OpenClaw to ask, or whose release starts (default: openclaw)',
    of: ['snapshot', 'guard'],
  },
  restore: {
    says: 'put the last config that starts back, and keep the other beside it; with --watch whenever one is saved that does not',
    of: ['guard'],
  },
  exec: {
    takes: 'COMMAND',
    says: 'with --watch: run this when a config would be refused; it gets what is wrong as JSON on standard input',
    of: ['guard'],
  },
  webhook: {
    takes: 'URL',
    says: 'with --watch: post the same to an address on this machine, as http://127.0.0.1:8080/alarm',
    of: ['guard'],
  },
  check: { says: 'write nothing; exit with 1 if it is out of date', of: ['snapshot'] },
  'time-limit': { takes: 'SECONDS', says: 'for each answer (default: 120)', of: ['snapshot'] },
  to: {
    takes: 'RELEASE',
    words: releases,
    says: 'the release to go to (default: the newest known)',
    of: ['upgrade'],
  },
  write: { says: 'make the changes', of: ['upgrade', 'rescue'] },
  without: {
    takes: 'PATH',
    many: true,
    says: 'do not put this setting back (repeatable), as in channels.telegram',
    of: ['rescue'],
  },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof OPTIONS;

type OptionList = readonly (Option & { readonly name: OptionName })[];

/** The table as a list. */
export const optionList = (): OptionList =>
  (Object.entries(OPTIONS) as [OptionName, Option][]).map(([name, option]) => ({ ...option, name }));

/** `-q, --quiet`, `--rule ID[,ID…]`. */
export const callOf = ({ name, short, takes }: OptionList[number]): string =>
  `${short ? `-${short}, ` : ''}--${name}${takes ? ` ${takes}` : ''}`;

/** The parts of an explanation of all options, each with its heading. */
export const SECTIONS: readonly { readonly of: CommandName | undefined; readonly title: string }[] = [
  { of: undefined, title: '' },
  {
    of: 'route',
    title:
      'route, where MODEL is an alias, a model or provider/model that is asked for, or a folder or config, the home; --format text, json, mermaid or svg:',
  },
  { of: 'snapshot', title: 'snapshot:' },
  {
    of: 'guard',
    title:
      'guard, which without a command only answers; it looks at the home that the command will use, and never holds it back in doubt:',
  },
  {
    of: 'set',
    title:
      'set, unset, where PATH is agents.defaults.model.primary and VALUE JSON5 or a word; --diff shows the change and what would be said of it, --fail-on says what to refuse (default: new warnings and errors):',
  },
  { of: 'upgrade', title: 'upgrade, which also takes --diff and --unsafe:' },
  {
    of: 'rescue',
    title: 'rescue, which shows the merge as a diff, and on a terminal asks whether to write it:',
  },
];

export const optionsOf = (command: CommandName | undefined): OptionList =>
  optionList().filter(({ of, says }) => says && (command ? of?.includes(command) : !of));

const OF_A_HOME = ['release', 'profile', 'inventory', 'snapshot', 'dotenv', 'process-env', 'closed-world'] as const;

/** What a command takes beside the options that are its own; a check takes all that are of no command. */
const SHARED: { readonly [name in CommandName]?: readonly OptionName[] } = {
  route: ['format', ...OF_A_HOME],
  upgrade: ['format', 'diff', 'unsafe', ...OF_A_HOME],
  baseline: [...OF_A_HOME, 'rule', 'ignore-rule', 'severity'],
  guard: ['watch', ...OF_A_HOME],
  snapshot: OF_A_HOME,
  set: ['diff', 'fail-on', ...OF_A_HOME],
  unset: ['diff', 'fail-on', ...OF_A_HOME],
  rescue: OF_A_HOME,
  config: ['format', ...OF_A_HOME, 'rule', 'ignore-rule', 'severity'],
  schema: ['format', 'release'],
};

/** What the shared ones mean for other commands than a check, where that differs. */
const SAYS: { readonly [name in OptionName]?: (command: CommandName) => string } = {
  format: (command) => `what to print: ${(command === 'route' ? ROUTE_FORMATS : OTHER_FORMATS).join(', ')}`,
  diff: () => 'show what would change, and write nothing',
  unsafe: () => 'also changes that take away what you may want to keep, or change which key is used',
  'fail-on': () => 'what to refuse: new findings of this severity, or above (default: warning)',
  watch: () => 'go on, and judge the config whenever it is saved',
};

/** The options of a command: its own, and those that others take, too. */
export function optionsFor(command: CommandName): { readonly own: OptionList; readonly shared: OptionList } {
  if (command === 'check') return { own: optionsOf(undefined), shared: [] };
  const takes = new Set<OptionName>(SHARED[command]);
  const shared = optionList().filter(({ name }) => takes.has(name));
  return {
    own: optionsOf(command),
    shared: shared.map((each) => ({ ...each, says: SAYS[each.name]?.(command) ?? each.says! })),
  };
}

export const EXIT_CODES: readonly string[] = [
  '0 nothing found at or above --fail-on, 1 something found, 2 usage, 3 nothing to check, 4 a defect in clawlint',
  'route: 0 a request can be sent (or is answered, with --fail), else 1',
  'upgrade: 0 nothing known keeps OpenClaw from starting with any home, else 1',
  'rescue: 0 the config starts and has lost nothing, or is written so, else 1',
  'guard: 78 OpenClaw will refuse the config, 127 or 126 the command cannot be started, else that of the command',
];

export const PATHS_SAY =
  'Without a path: the openclaw.json of this folder, else the live home that OpenClaw itself would use. A folder that is no home is searched for homes; what .gitignore names is passed over. A file of a home stands for its config, a file that configs include for those. `-` reads a config from standard input, or what --stdin-filename says.';
