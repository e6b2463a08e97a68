import type { Result } from '../check.ts';
import type { Severity } from '../rules/rule.ts';

interface Row {
  readonly rule: string;
  readonly severity: Severity;
  count: number;
  fixes: number;
}

/** How often each rule found something, most often first: `12 warning missing-env-var`, with `[fix]` if all can be mended. */
export function toStatistics(results: Iterable<Result>): string {
  const rows = new Map<string, Row>();
  for (const { diagnostics } of results)
    for (const { rule, severity, fix } of diagnostics) {
      const key = `${rule} ${severity}`;
      const row = rows.get(key) ?? { rule, severity, count: 0, fixes: 0 };
      rows.set(key, row);
      row.count++;
      if (fix && !fix.unsafe) row.fixes++;
    }
  const sorted = [...rows.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
  const width = String(sorted[0]?.count ?? 0).length;
  return sorted
    .map(({ rule, severity, count, fixes }) => {
      const mended = fixes === 0 ? '' : fixes === count ? ' [fix]' : ` [${fixes} with a fix]`;
      return `${String(count).padStart(width)} ${severity.padEnd(7)} ${rule}${mended}\n`;
    })
    .join('');
}
