import type { JsonReport } from '../json.ts';
import { printable } from '../printable.ts';

const LEVEL = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Workflow commands: each finding becomes an annotation at its line in a pull request. Escaping follows
 * actions/toolkit, `command.ts`.
 */
export function toGithub({ findings }: JsonReport): string {
  return findings
    .map(({ rule, severity, file, line, column, endLine, endColumn, message, help }) => {
      const at = {
        file: printable(file), // of a path with control characters the log matters more than the link
        line,
        endLine,
        col: column,
        ...(line === endLine && { endColumn }),
        title: `clawlint ${rule}`,
      };
      const properties = Object.entries(at).map(([key, value]) => `${key}=${property(String(value))}`);
      const text = [message, ...(help === undefined ? [] : [`help: ${help}`])].map(printable).join('\n');
      return `::${LEVEL[severity]} ${properties.join(',')}::${data(text)}\n`;
    })
    .join('');
}

const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
