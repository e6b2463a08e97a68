import { type Permitted, permitting } from '../home/baseline.ts';
import type { Home } from '../home/home.ts';
import { relativeTo } from '../text/path.ts';
import { code } from './phrases.ts';
import type { Diagnostic, Finding } from './rule.ts';

/** Findings by file, relative to the config's folder, and rule. */
export function countByFile(diagnostics: readonly Diagnostic[], home: Home): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { at, rule } of diagnostics) {
    const file = relativeTo(home.path, at.file.path);
    const rules = counts.get(file) ?? new Map<string, number>();
    counts.set(file, rules.set(rule, (rules.get(rule) ?? 0) + 1));
  }
  return counts;
}

/**
 * Leaves out what a baseline permits: all findings of a rule in a file, as long as there are no more of them than it
 * says. Of one more it cannot tell which is new, so all are reported.
 * @param asked the ids of the rules that ran
 */
export function withoutBaselined(
  diagnostics: readonly Diagnostic[],
  home: Home,
  asked: ReadonlySet<string>,
): { readonly kept: readonly Diagnostic[]; readonly outdated: readonly Finding[] } {
  const { baseline } = home;
  if (!baseline) return { kept: diagnostics, outdated: [] };
  const counts = countByFile(diagnostics, home);
  const countOf = ({ file, rule }: Permitted) => counts.get(file)?.get(rule) ?? 0;
  const silent = new Set(baseline.permitted.filter((each) => countOf(each) <= each.count).map(keyOf));
  const kept = diagnostics.filter(
    ({ at, rule }) => !silent.has(keyOf({ file: relativeTo(home.path, at.file.path), rule })),
  );
  const outdated = baseline.permitted
    .filter((each) => asked.has(each.rule) && countOf(each) < each.count)
    .map((each) => lowered(each, countOf(each)));
  return { kept, outdated };
}

const keyOf = ({ file, rule }: Pick<Permitted, 'file' | 'rule'>): string => `${rule} ${file}`;

function lowered(permitted: Permitted, count: number): Finding {
  const { file, rule, entry } = permitted;
  const title = count === 0 ? 'take it out of the baseline' : `lower the number to ${count}`;
  return {
    at: entry.key,
    message: `the baseline permits ${permitted.count} ${code(rule)} in ${file}, and there ${count === 1 ? 'is' : 'are'} ${count === 0 ? 'none' : count} now; it would hide new ones`,
    help: title,
    severity: 'info',
    fix: { title, edits: permitting(permitted, count) },
  };
}
