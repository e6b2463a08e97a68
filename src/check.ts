import type { Files } from './files.ts';
import { type HomeOptions, readHome } from './home/home.ts';
import { type Routing, resolveRouting, targetOf } from './routing/routing.ts';
import { rules } from './rules/index.ts';
import type { Diagnostic } from './rules/rule.ts';
import { judge } from './schema/judge.ts';

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
}

/** Checks one home. Pure and synchronous; bad input gives diagnostics, never an exception. */
export function check(files: Files, options: Options = {}): Result {
  const home = readHome(files, options.config ?? 'openclaw.json', options);
  const target = targetOf(home, options.release);
  const judgement = judge(home.root, target.release);
  const routing = resolveRouting(home, target, judgement, options);
  return { routing, diagnostics: askRules(routing, options.rules) };
}

/** What the rules find, at the level that the project gives each. */
function askRules(routing: Routing, only: Options['rules']): Diagnostic[] {
  const { home } = routing;
  const whole = [home.config, ...home.included].every((source) => source?.parsed.structureCertain);
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const level = home.project?.levels.get(rule.id)?.level;
    if (level === 'off' || only?.has(rule.id) === false || (!whole && !rule.onBrokenSyntax)) continue;
    for (const finding of rule.check(routing))
      diagnostics.push({ ...finding, rule: rule.id, severity: level ?? finding.severity ?? rule.severity });
  }
  return inOrder(diagnostics, home.path);
}

/** The config's findings first, then file by file; in a file from top to bottom. */
function inOrder(diagnostics: Diagnostic[], config: string): Diagnostic[] {
  const rank = (path: string) => (path === config ? '' : path);
  return diagnostics.sort((a, b) => {
    const [left, right] = [rank(a.at.file.path), rank(b.at.file.path)];
    if (left !== right) return left < right ? -1 : 1;
    return a.at.offset - b.at.offset || a.at.length - b.at.length;
  });
}
