import type { JsonFinding, JsonReport } from '../json.ts';
import { attributes, byFile, xml } from './xml.ts';

/**
 * JUnit XML: a test suite per checked file, a test case per finding. Errors and warnings fail; an info passes with a
 * message. A file without findings is one passing case.
 */
export function toJunit(report: JsonReport): string {
  const files = byFile(report);
  const failed = (all: readonly JsonFinding[]) => all.filter(({ severity }) => severity !== 'info').length;
  const suites = [...files].map(([name, all]) => {
    const count = { tests: Math.max(all.length, 1), failures: failed(all), errors: 0 };
    const cases =
      all.length > 0
        ? all.map(testCase).join('')
        : `    <testcase${attributes({ name: 'clawlint', classname: name })}/>\n`;
    return `  <testsuite${attributes({ name, ...count })}>\n${cases}  </testsuite>\n`;
  });
  const total = attributes({
    name: 'clawlint',
    tests: [...files.values()].reduce((sum, all) => sum + Math.max(all.length, 1), 0),
    failures: failed(report.findings),
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${total}>\n${suites.join('')}</testsuites>\n`;
}

function testCase({ rule, severity, file, line, column, message, help }: JsonFinding): string {
  const head = attributes({ name: `${rule} at ${line}:${column}`, classname: file });
  const text = `${file}:${line}:${column} ${severity} ${rule}\n${message}${help === undefined ? '' : `\nhelp: ${help}`}`;
  const body =
    severity === 'info'
      ? `<system-out>${xml(text)}</system-out>`
      : `<failure${attributes({ type: severity, message })}>${xml(text)}</failure>`;
  return `    <testcase${head}>\n      ${body}\n    </testcase>\n`;
}
