import type { JsonFinding, JsonReport } from '../json.ts';
import { attributes } from './xml.ts';

/** Checkstyle XML, which most code review bots and CI dashboards read. */
export function toCheckstyle({ findings, homes }: JsonReport): string {
  const files = new Map<string, JsonFinding[]>(homes.map(({ config }) => [config, []]));
  for (const finding of findings) files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  const parts = [...files].map(([name, all]) => {
    const lines = all.map(({ rule, severity, line, column, message, help }) => {
      const text = help === undefined ? message : `${message}; help: ${help}`;
      return `    <error${attributes({ line, column, severity, message: text, source: `clawlint.${rule}` })}/>\n`;
    });
    return `  <file${attributes({ name })}>\n${lines.join('')}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${parts.join('')}</checkstyle>\n`;
}
