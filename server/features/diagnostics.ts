import type { DiagnosticSeverity, DiagnosticTag, Diagnostic as LspDiagnostic } from 'vscode-languageserver-types';
import type { Mask } from '../../src/report/mask.ts';
import { ruleNamed } from '../../src/rules/index.ts';
import { type Diagnostic, pageOf, type Rule, type Severity } from '../../src/rules/rule.ts';
import type { Place } from '../../src/text/file.ts';
import type { CheckedHome } from '../homes/home.ts';
import { locationOf, rangeOf, type UriOf } from '../protocol/positions.ts';

export const SOURCE = 'clawlint';
/** Editors show no more of one file; the first ones are enough to begin with. */
const MOST = 1000;
const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, info: 3 };

const TAG: Readonly<Record<NonNullable<Rule['tag']>, DiagnosticTag>> = { unnecessary: 1, deprecated: 2 };

/** What a client can show. */
export interface Shown {
  readonly related: boolean;
  readonly tags: boolean;
  readonly links: boolean;
}

/**
 * The findings of a home by file, without those that the settings switch off. Holds no secret.
 * @param told what was made of findings before; one that stays where it is is not made anew
 */
export function diagnosticsOf(
  home: CheckedHome,
  shown: Shown,
  uri: UriOf,
  told: WeakMap<Diagnostic, LspDiagnostic>,
): Map<string, LspDiagnostic[]> {
  const found = new Map<string, LspDiagnostic[]>();
  const { rules } = home.settings();
  const { diagnostics, place, moves, mask } = home.findings;
  for (const diagnostic of diagnostics) {
    const severity = rules.get(diagnostic.rule) ?? diagnostic.severity;
    if (severity === 'off') continue;
    const { path } = diagnostic.at.file;
    let list = found.get(path);
    if (!list) found.set(path, (list = []));
    if (list.length < MOST)
      list.push(
        moves(diagnostic.at) || diagnostic.related?.some(({ at }) => moves(at))
          ? toLsp(moved(diagnostic, place), severity, mask(), shown, uri)
          : same(diagnostic, severity),
      );
  }
  return found;

  function same(diagnostic: Diagnostic, severity: Severity): LspDiagnostic {
    let made = told.get(diagnostic);
    if (!made) told.set(diagnostic, (made = toLsp(diagnostic, severity, mask(), shown, uri)));
    return made;
  }
}

const moved = (diagnostic: Diagnostic, place: (of: Place) => Place): Diagnostic => ({
  ...diagnostic,
  at: place(diagnostic.at),
  ...(diagnostic.related && { related: diagnostic.related.map((each) => ({ ...each, at: place(each.at) })) }),
});

export function toLsp(
  { at, rule, message, help, related }: Diagnostic,
  severity: Severity,
  mask: Mask,
  shown: Shown,
  uri: UriOf,
): LspDiagnostic {
  const safe = (text: string) => mask.text(text);
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
