import type { JsonReport } from '../json.ts';
import { attributes, byFile } from './xml.ts';

/** Checkstyle XML, which most code review bots and CI dashboards read. */
export function toCheckstyle(report: JsonReport): string {
  const parts = [...byFile(report)].map(([name, all]) => {
    const lines = all.map(({ rule, severity, line, column, message, help }) => {
      const text = help === undefined ? message : `${message}; help: ${help}`;
      return `    <error${attributes({ line, column, severity, message: text, source: `clawlint.${rule}` })}/>\n`;
    });
    return `  <file${attributes({ name })}>\n${lines.join('')}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${parts.join('')}</checkstyle>\n`;
}
