import { fingerprints } from '../fingerprint.ts';
import type { JsonReport } from '../json.ts';

const LEVEL = { error: 'critical', warning: 'minor', info: 'info' } as const;

/** GitLab's Code Quality report: the part of the Code Climate format that GitLab reads. */
export function toGitlab({ findings }: JsonReport): unknown {
  const ids = fingerprints(findings);
  return findings.map(({ rule, severity, file, line, column, endLine, endColumn, message, help }, i) => ({
    type: 'issue',
    check_name: rule,
    description: help === undefined ? message : `${message}; help: ${help}`,
    categories: ['Bug Risk'],
    severity: LEVEL[severity],
    fingerprint: ids[i],
    location: {
      path: file,
      lines: { begin: line, end: endLine },
      positions: { begin: { line, column }, end: { line: endLine, column: endColumn } },
    },
  }));
}
