import { rules } from '../../rules/index.ts';
import { pageOf } from '../../rules/rule.ts';
import { grouped } from '../../text/grouped.ts';
import { fingerprints } from '../fingerprint.ts';
import type { JsonChange, JsonFinding, JsonPlace, JsonReport } from '../json.ts';

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF 2.1.0 (OASIS). Files are relative to the repository root; columns count UTF-16 code units. Only safe fixes
 * become a `fix`; suggestions are only in the message, because viewers apply fixes without asking.
 * @param version of clawlint
 */
export function toSarif(report: JsonReport, version: string): unknown {
  const ids = fingerprints(report.findings);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'clawlint',
            informationUri: 'https://github.com/clawlint/clawlint',
            semanticVersion: version,
            rules: rules.map(({ id, severity, summary, why }) => ({
              id,
              shortDescription: { text: summary },
              fullDescription: { text: why },
              help: { text: why },
              helpUri: pageOf(id),
              defaultConfiguration: { level: LEVEL[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'the root of the repository' } } },
        results: report.findings.map((finding, i) => result(finding, ids[i]!)),
      },
    ],
  };
}

function result(finding: JsonFinding, id: string) {
  const { rule, severity, message, help, related, fix } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex((each) => each.id === rule),
    level: LEVEL[severity],
    message: { text: help === undefined ? message : `${message}\nhelp: ${help}` },
    locations: [{ physicalLocation: location(finding) }],
    ...(related && {
      relatedLocations: related.map((each, i) => ({
        id: i + 1,
        physicalLocation: location(each),
        message: { text: each.message },
      })),
    }),
    partialFingerprints: { 'clawlint/v1': id },
    ...(fix && !fix.unsafe && { fixes: [change(fix)] }),
  };
}

function change({ title, edits }: JsonChange) {
  return {
    description: { text: title },
    artifactChanges: [...grouped(edits, ({ file }) => file)].map(([file, changes]) => ({
      artifactLocation: artifact(file),
      replacements: changes.map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.text } })),
    })),
  };
}

const location = (place: JsonPlace) => ({ artifactLocation: artifact(place.file), region: region(place) });

const region = ({ line, column, endLine, endColumn }: JsonPlace) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

/** A path relative to the repository root becomes a relative URI; any other an absolute one. */
function artifact(file: string): { uri: string; uriBaseId?: string } {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}
