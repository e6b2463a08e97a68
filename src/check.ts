import type { Files } from './files.ts';
import { type HomeOptions, readHome } from './home/home.ts';
import { type Routing, resolveRouting } from './routing/routing.ts';
import { rules } from './rules/index.ts';
import type { Diagnostic, Rule } from './rules/rule.ts';
import type { Walked } from './schema/walk.ts';
import type { ReadMarks } from './text/file.ts';

export interface Options extends HomeOptions {
  /** the config to check, `openclaw.json` unless told */
  readonly config?: string;
  /** the release of OpenClaw to answer for, such as `2026.9.6`; else the one that last wrote the config */
  readonly release?: string;
  /** take what the files lack for missing, not for kept elsewhere */
  readonly closedWorld?: boolean;
  /** milliseconds since 1970; without it no credential counts as expired */
  readonly now?: number;
  /** ids of the only rules to run */
  readonly rules?: ReadonlySet<string>;
}

export interface Result {
  readonly routing: Routing;
  /** in order of file and place */
  readonly diagnostics: readonly Diagnostic[];
  /** with the option `watch` */
  readonly watched?: Watched;
}

/** What a check has seen: which of it stays right when a value changes is for recheck to tell. */
export interface Watched {
  /** where the values of the config were read */
  readonly marks: ReadMarks;
  readonly found: ReadonlyMap<Rule, readonly Diagnostic[]>;
  /** the rules that look at what the schema finds wrong */
  readonly judges: ReadonlySet<Rule>;
}

/** Checks one home. Pure and synchronous; bad input gives diagnostics, never an exception. */
export function check(files: Files, options: Options = {}): Result {
  const home = readHome(files, options.config ?? 'openclaw.json', options);
  const routing = resolveRouting(home, options);
  const whole = [home.config, ...home.included].every((source) => source?.parsed.sound);
  const asks = (rule: Rule) => (whole || rule.evenBroken) && options.rules?.has(rule.id) !== false;
  const all: Diagnostic[] = [];
  const marks = home.config?.file.marks;
  if (!marks) {
    for (const rule of rules) if (asks(rule)) diagnose(rule, routing, all);
    return { routing, diagnostics: inOrder(all, home.path) };
  }
  const walked = new Judged(routing.walked);
  const shown = { ...routing, walked };
  const judges = new Set<Rule>();
  const found = new Map<Rule, readonly Diagnostic[]>();
  for (const rule of rules.filter(asks)) {
    walked.judged = false;
    const list: Diagnostic[] = [];
    diagnose(rule, shown, list);
    found.set(rule, list);
    for (const each of list) all.push(each);
    if (walked.judged) judges.add(rule);
  }
  home.config.file.marks = undefined;
  return { routing, diagnostics: inOrder(all, home.path), watched: { marks, found, judges } };
}

/** Adds what a rule finds to a list, with the level that the project gives it. */
export function diagnose(rule: Rule, routing: Routing, all: Diagnostic[]): void {
  const level = routing.home.project?.levels.get(rule.id)?.level;
  if (level === 'off') return;
  for (const finding of rule.check(routing))
    all.push({ ...finding, rule: rule.id, severity: level ?? finding.severity ?? rule.severity });
}

/** What the schema says, and whether somebody has asked for the problems. */
class Judged implements Walked {
  judged = false;
  readonly symbols: Walked['symbols'];
  readonly secrets: Walked['secrets'];
  readonly #problems: Walked['problems'];

  constructor({ symbols, secrets, problems }: Walked) {
    this.symbols = symbols;
    this.secrets = secrets;
    this.#problems = problems;
  }

  get problems(): Walked['problems'] {
    this.judged = true;
    return this.#problems;
  }
}

/** The config's findings first, then file by file; in a file from top to bottom. */
export function inOrder(diagnostics: Diagnostic[], config: string): Diagnostic[] {
  const rank = (path: string) => (path === config ? '' : path);
  return diagnostics.sort((a, b) => {
    const [left, right] = [rank(a.at.file.path), rank(b.at.file.path)];
    if (left !== right) return left < right ? -1 : 1;
    return a.at.offset - b.at.offset || a.at.length - b.at.length;
  });
}
