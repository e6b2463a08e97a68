import type { DiagnosticSeverity, DiagnosticTag, Diagnostic as LspDiagnostic } from 'vscode-languageserver-types';
import type { Mask } from '../../src/report/mask.ts';
import { ruleNamed } from '../../src/rules/index.ts';
import { type Diagnostic, pageOf, type Rule, type Severity } from '../../src/rules/rule.ts';
import type { CheckedHome } from '../homes/home.ts';
import { locationOf, rangeOf, type UriOf } from '../protocol/positions.ts';

export const SOURCE = 'clawlint';
/** The most that is sent for one file; editors show no more. */
const MOST = 1000;
const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, info: 3 };

const TAG: Readonly<Record<NonNullable<Rule['tag']>, DiagnosticTag>> = { unnecessary: 1, deprecated: 2 };

/** What the client can display. */
export interface Shown {
  readonly related: boolean;
  readonly tags: boolean;
  readonly links: boolean;
}

/** The findings of a home by file, without those that the settings switch off. Contains no secrets. */
export function diagnosticsOf(home: CheckedHome, shown: Shown, uri: UriOf): Map<string, LspDiagnostic[]> {
  const byFile = new Map<string, LspDiagnostic[]>();
  const { rules } = home.settings();
  for (const diagnostic of home.result.diagnostics) {
    const severity = rules.get(diagnostic.rule) ?? diagnostic.severity;
    if (severity === 'off') continue;
    const { path } = diagnostic.at.file;
    let list = byFile.get(path);
    if (!list) byFile.set(path, (list = []));
    if (list.length < MOST) list.push(toLsp(diagnostic, severity, home.mask, shown, uri));
  }
  return byFile;
}

export function toLsp(
  { at, rule, message, help, related }: Diagnostic,
  severity: Severity,
  mask: Mask,
  shown: Shown,
  uri: UriOf,
): LspDiagnostic {
  const safe = (text: string) => mask.line(text);
  const drawn = shown.tags ? ruleNamed(rule)?.tag : undefined;
  return {
    range: rangeOf(at),
    severity: SEVERITY[severity],
    source: SOURCE,
    code: rule,
    ...(shown.links && { codeDescription: { href: pageOf(rule) } }),
    message: help === undefined ? safe(message) : `${safe(message)}\nhelp: ${safe(help)}`,
    ...(drawn && { tags: [TAG[drawn]] }),
    ...(shown.related &&
      related?.length && {
        relatedInformation: related.map((each) => ({
          location: locationOf(each.at, uri),
          message: safe(each.message),
        })),
      }),
  };
}
