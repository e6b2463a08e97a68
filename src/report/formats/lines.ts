import type { JsonFinding, JsonReport } from '../json.ts';
import { printable } from '../printable.ts';

/** A line each, in the form that compilers have and problem matchers expect. */
export const toConcise = ({ findings }: JsonReport): string =>
  findings.map((each) => `${where(each)}: ${each.severity}[${each.rule}] ${printable(each.message)}\n`).join('');

/**
 * For programs that edit configs: a line each with the config path and the way out, and a last line that counts. Short,
 * as a model pays for each word.
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
