import type { Files } from './files.ts';
import { type HomeOptions, readHome, startOf } from './home/home.ts';
import type { Level } from './home/project.ts';
import type { Target } from './release/releases.ts';
import { installedOf, type Routing, resolveRouting, targetOf } from './routing/routing.ts';
import { withoutBaselined } from './rules/baselined.ts';
import { withoutIgnored } from './rules/ignored.ts';
import { ruleNamed, rules } from './rules/index.ts';
import { limitReached } from './rules/limit-reached.ts';
import type { Diagnostic, Finding, Rule, Severity } from './rules/rule.ts';
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
  /** the severities of rules, before those of clawlint's config */
  readonly levels?: ReadonlyMap<string, Level>;
  /** by what findings are left out: comments that ask for it, and the baseline; default: both. `nothing` counts the levels that a project sets for what OpenClaw refuses to start with, too */
  readonly heed?: 'both' | 'comments' | 'nothing';
  /** run only the rules with these ids */
  readonly rules?: ReadonlySet<string>;
}

export interface Result {
  /** @internal */
  readonly routing: Routing;
  /** ordered by file and position */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one home. Pure and synchronous; bad input gives diagnostics, never an exception. */
export function check(files: Files, options: Options = {}): Result {
  const home = readHome(files, options.config ?? 'openclaw.json', options);
  const target = targetOf(home, options.release);
  const judgement = judge(home.root, target.release, installedOf(home, target));
  const routing = resolveRouting(home, target, judgement, options);
  return { routing, diagnostics: askRules(routing, options) };
}

/** The rules' findings, at the severity the project sets, without those that comments ask to ignore. */
function askRules(routing: Routing, { rules: only, levels, heed = 'both' }: Options): Diagnostic[] {
  const { home, target } = routing;
  const whole =
    !home.budget.isCut && [home.config, ...home.included].every((source) => source?.parsed.structureCertain);
  // no level that a project sets lets OpenClaw start
  const isFixed = ({ refusesStart }: Rule) => heed === 'nothing' && refusesStart;
  const levelOf = (rule: Rule) =>
    levels?.get(rule.id) ?? (isFixed(rule) ? undefined : home.project?.rules.get(rule.id)?.level);
  const ran = new Set<string>();
  const said: Diagnostic[] = [];
  const start = () => startOf(home);
  for (const rule of rules) {
    const level = levelOf(rule);
    const isLast = rule.id === limitReached.id; // whatever was asked for, it tells what was not checked
    if (level === 'off' || !(whole || rule.onBrokenSyntax) || !(only?.has(rule.id) !== false || isLast)) continue;
    ran.add(rule.id);
    if (!isLast && !home.budget.hasTime(start)) continue;
    for (const finding of rule.check(routing)) {
      said.push(...diagnosed(finding, rule, level, target));
      if (!isLast && !home.budget.hasTime(start)) break;
    }
  }
  const heard = withoutEchoes(said);
  if (heed === 'nothing') return inOrder(heard, home.path);
  const { kept, unused } = withoutIgnored(heard, home, ran);
  const { kept: left, outdated } = heed === 'comments' ? { kept, outdated: [] } : withoutBaselined(kept, home, ran);
  // a comment or an entry counts as unused only where every rule was heard
  const about = (id: string, findings: readonly Finding[]) => {
    const rule = ran.has(id) && !home.budget.overrun ? ruleNamed(id)! : undefined;
    return rule ? findings.flatMap((finding) => diagnosed(finding, rule, levelOf(rule), target)) : [];
  };
  return inOrder([...left, ...about('ignore-comment', unused), ...about('clawlint-baseline', outdated)], home.path);
}

/** A finding as it is reported; of a release newer than any known, only what would be wrong in any. */
function diagnosed(
  { perhapsNewer, ...finding }: Finding,
  rule: Rule,
  level: Level | undefined,
  { newerThanModelled, isInstalled }: Target,
): Diagnostic[] {
  if (newerThanModelled && !isInstalled && perhapsNewer) return [];
  const severity = finding.severity ?? rule.severity;
  const isDoubtful = rule.doubtfulIfNewer === 'schema' ? !isInstalled : rule.doubtfulIfNewer;
  const doubtful = newerThanModelled && isDoubtful && severity === 'error';
  return [
    { ...finding, rule: rule.id, severity: (level as Severity | undefined) ?? (doubtful ? 'warning' : severity) },
  ];
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
