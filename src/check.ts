import type { Files } from './files.ts';
import { type HomeOptions, readHome } from './home/home.ts';
import { type Routing, resolveRouting, targetOf } from './routing/routing.ts';
import { rules } from './rules/index.ts';
import type { Diagnostic } from './rules/rule.ts';
import { withoutEchoes } from './rules/yields.ts';
import { judge } from './schema/judge.ts';

export interface Options extends HomeOptions {
  /** the config to check; default `openclaw.json` */
  readonly config?: string;
  /** the OpenClaw release to check for, such as `2026.9.6`; default: the one that last wrote the config */
  readonly release?: string;
  /** assume that what the files lack does not exist, rather than being kept elsewhere */
  readonly closedWorld?: boolean;
  /** milliseconds since 1970; without it no credential counts as expired */
  readonly now?: number;
  /** run only the rules with these ids */
  readonly rules?: ReadonlySet<string>;
}

export interface Result {
  readonly routing: Routing;
  /** ordered by file and position */
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

/** The rules' findings, at the severity the project sets. */
function askRules(routing: Routing, only: Options['rules']): Diagnostic[] {
  const { home, target } = routing;
  const newer = target.newerThanModelled;
  const whole = [home.config, ...home.included].every((source) => source?.parsed.structureCertain);
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const level = home.project?.levels.get(rule.id)?.level;
    if (level === 'off' || only?.has(rule.id) === false || (!whole && !rule.onBrokenSyntax)) continue;
    for (const { perhapsNewer, ...finding } of rule.check(routing)) {
      const severity = finding.severity ?? rule.severity;
      if (newer && perhapsNewer) continue;
      const doubtful = newer && rule.doubtfulIfNewer && severity === 'error';
      diagnostics.push({ ...finding, rule: rule.id, severity: level ?? (doubtful ? 'warning' : severity) });
    }
  }
  return inOrder(withoutEchoes(diagnostics), home.path);
}

/** Sorts the config's findings first, then by file; within a file from top to bottom. */
function inOrder(diagnostics: Diagnostic[], config: string): Diagnostic[] {
  const rank = (path: string) => (path === config ? '' : path);
  return diagnostics.sort((a, b) => {
    const [left, right] = [rank(a.at.file.path), rank(b.at.file.path)];
    if (left !== right) return left < right ? -1 : 1;
    return a.at.offset - b.at.offset || a.at.length - b.at.length;
  });
}
