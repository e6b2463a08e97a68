import type { JsonFinding, JsonReport } from '../json.ts';
import { printable } from '../printable.ts';

/** One line per finding, in the format of compilers, which problem matchers expect. */
export const toConcise = ({ findings }: JsonReport): string =>
  findings.map((each) => `${where(each)}: ${each.severity}[${each.rule}] ${printable(each.message)}\n`).join('');

/**
 * For agents that edit configs: one line per finding with config path and help, and a final count. Terse, because every
 * word costs tokens.
 */
export function toAgent({ findings, summary, homes }: JsonReport): string {
  const lines = findings.map((each) => {
    const path = each.path === '' ? '' : ` at ${printable(each.path)}`;
    const help = each.help === undefined ? '' : ` → ${printable(each.help)}`;
    return `${where(each)} ${each.severity} ${each.rule}${path}: ${printable(each.message)}${help}\n`;
  });
  const { error, warning, info } = summary;
  return `${lines.join('')}${homes.length} checked: ${error} errors, ${warning} warnings, ${info} infos\n`;
}

const where = ({ file, line, column }: JsonFinding): string => `${printable(file)}:${line}:${column}`;
