import type { Result } from '../check.ts';
import type { Diagnostic, Severity, Suggestion } from '../rules/rule.ts';
import type { Place } from '../text/file.ts';
import { Mask } from './mask.ts';
import { Paths } from './paths.ts';

/** Lines and columns are 1-based, columns in UTF-16 code units. */
export interface JsonStart {
  file: string;
  line: number;
  column: number;
}

/** Ends are exclusive. */
export interface JsonPlace extends JsonStart {
  endLine: number;
  endColumn: number;
}

export interface JsonChange {
  title: string;
  edits: (JsonPlace & { text: string })[];
}

export interface JsonFinding extends JsonPlace {
  rule: string;
  severity: Severity;
  /** the config path, such as `auth.order.anthropic[0]`; empty for the whole file */
  path: string;
  message: string;
  help?: string;
  related?: (JsonPlace & { message: string })[];
  /** absent if it would repeat a secret */
  fix?: JsonChange & { unsafe?: true };
  /** what was probably meant; omits changes that would repeat a secret */
  suggestions?: JsonChange[];
  /** the OpenClaw release checked for; absent if unknown */
  release?: string;
}

/** The output of `--format json`. `version` changes only if something is removed or changes its meaning. */
export interface JsonReport {
  version: 1;
  findings: JsonFinding[];
  homes: { config: string; release?: string; releaseFrom: string }[];
  summary: Record<Severity, number>;
}

/** @param display how a path is shown, such as relative to the current folder */
export function toJson(results: Iterable<Result>, display: (path: string) => string = (path) => path): JsonReport {
  const summary = { error: 0, warning: 0, info: 0 };
  const findings: JsonFinding[] = [];
  const homes: JsonReport['homes'] = [];
  for (const result of results) {
    const { home, target } = result.routing;
    homes.push({
      config: display(home.config?.file.shownPath ?? home.path),
      ...(target.release && { release: target.release }),
      releaseFrom: target.source,
    });
    if (result.diagnostics.length === 0) continue;
    const mask = new Mask(result);
    const paths = new Paths(result, (key, value) => mask.key(key, value));
    for (const diagnostic of result.diagnostics) {
      summary[diagnostic.severity]++;
      findings.push(finding(diagnostic, mask, paths, target.release));
    }
  }
  return { version: 1, findings, homes, summary };

  function finding(diagnostic: Diagnostic, mask: Mask, paths: Paths, release: string | undefined): JsonFinding {
    const { at, rule, severity, message, help, related, fix, suggestions = [] } = diagnostic;
    const safe = ({ edits }: Suggestion) => edits.every(({ text }) => mask.allows(text));
    const change = ({ title, edits }: Suggestion): JsonChange => ({
      title: mask.text(title),
      edits: edits.map((edit) => ({ ...place(edit.at), text: edit.text })),
    });
    const offered = suggestions.filter(safe);
    return {
      rule,
      severity,
      ...place(at),
      path: mask.text(paths.of(at)),
      message: mask.text(message),
      ...(help !== undefined && { help: mask.text(help) }),
      ...(related?.length && {
        related: related.map((each) => ({ ...place(each.at), message: mask.text(each.message) })),
      }),
      ...(fix && safe(fix) && { fix: { ...change(fix), ...(fix.unsafe && { unsafe: fix.unsafe }) } }),
      ...(offered.length > 0 && { suggestions: offered.map(change) }),
      ...(release && { release }),
    };
  }

  function place({ file, offset, length }: Place): JsonPlace {
    const start = file.shownPosition(offset);
    const end = file.shownPosition(offset + length);
    return {
      file: display(file.shownPath),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  }
}
