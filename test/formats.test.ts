import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv, { type ValidateFunction } from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { check } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';
import { memory } from '../src/files.ts';
import { FORMATS } from '../src/report/formats/index.ts';
import { type JsonReport, toJson } from '../src/report/json.ts';
import { printable } from '../src/report/printable.ts';
import { ROOT } from './fixtures.ts';

// What each consumer reads is held against the consumer's own schema or parser, over the README's example and over a
// home whose names try to break out of every format.

const NASTY = memory({
  'openclaw.json': JSON.stringify({
    auth: { order: { 'anthro,pic: %\n::error::x': ['a&b<c>"\'', ']]>', '\u0000\u001b[31m', '##[error]x'] } },
    agents: { defaults: { model: { primary: 'zz\n::error file=a::b/%0A', fallbacks: ['no\u2028such/model'] } } },
  }),
});
const home = join(ROOT, 'fixtures/homes/example');
const REPORTS: readonly (readonly [string, JsonReport])[] = [
  [
    'the example',
    toJson([check(disk, { config: join(home, 'openclaw.json') })], (path) => path.slice(home.length + 1)),
  ],
  ['names that break out', toJson([check(NASTY)])],
];
const written = (format: string, report: JsonReport) => FORMATS.get(format)!(report, '1.2.3');

for (const [name, report] of REPORTS) {
  test(`sarif: valid against the schema of OASIS: ${name}`, () => {
    const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
    const schema = JSON.parse(readFileSync(path.replace('package.json', 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const { id: _, $schema: draft04, ...rest } = schema;
    assert.match(draft04, /draft-0[47]/);
    const valid: ValidateFunction = ajv.compile(rest);
    const log = JSON.parse(written('sarif', report));
    assert.ok(valid(structuredClone(log)), ajv.errorsText(valid.errors));
    assert.equal(log.runs[0].results.length, report.findings.length);
    for (const result of log.runs[0].results) {
      assert.equal(log.runs[0].tool.driver.rules[result.ruleIndex].id, result.ruleId);
      assert.doesNotMatch(result.locations[0].physicalLocation.artifactLocation.uri, /[^\w%./~-]/);
    }
  });

  test(`github: one command a finding, which says the same once it is unescaped: ${name}`, () => {
    const lines = written('github', report).split('\n');
    assert.equal(lines.pop(), '');
    assert.equal(lines.length, report.findings.length);
    lines.forEach((line, i) => {
      // as the runner reads it: actions/runner, ActionCommand
      const command = /^::(?<level>error|warning|notice) (?<properties>[^:]*)::(?<data>.*)$/.exec(line);
      assert.ok(command, line);
      const { properties, data } = command.groups!;
      const pairs = properties!.split(',').map((each) => each.split('=') as [string, string]);
      const at = new Map(
        pairs.map(([key, value]) => [key, unescaped(value.replace(/%3A/g, ':').replace(/%2C/g, ','))]),
      );
      const { file, line: row, message, help } = report.findings[i]!;
      assert.equal(at.get('file'), file);
      assert.equal(at.get('line'), String(row));
      const said = help === undefined ? [message] : [message, `help: ${help}`];
      assert.equal(unescaped(data!), said.map(printable).join('\n'));
    });
  });

  test(`junit and checkstyle: a parser of XML reads all findings: ${name}`, () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (tag) => LISTS.has(tag),
      processEntities: { enabled: true, maxTotalExpansions: 100_000 },
      htmlEntities: true,
    });
    for (const format of ['junit', 'checkstyle']) assert.equal(XMLValidator.validate(written(format, report)), true);
    const suites = parser.parse(written('junit', report)).testsuites;
    const cases = suites.testsuite.flatMap((suite: { testcase: object[] }) => suite.testcase);
    const failing = report.findings.filter(({ severity }) => severity !== 'info');
    assert.equal(cases.filter((each: object) => 'failure' in each).length, failing.length);
    assert.equal(suites.failures, String(failing.length));
    const files = parser.parse(written('checkstyle', report)).checkstyle.file;
    const errors = files.flatMap((file: { error?: object[] }) => file.error ?? []);
    assert.deepEqual(
      errors.map(({ line, source }: { line: string; source: string }) => `${line} ${source}`),
      report.findings.map(({ line, rule }) => `${line} clawlint.${rule}`),
    );
  });

  test(`gitlab: what its documentation asks for, each fingerprint once: ${name}`, () => {
    const issues: { fingerprint: string; location: { path: string; lines: { begin: number } }; severity: string }[] =
      JSON.parse(written('gitlab', report));
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, report.findings.length);
    issues.forEach(({ location, severity }, i) => {
      assert.equal(location.path, report.findings[i]!.file);
      assert.equal(location.lines.begin, report.findings[i]!.line);
      assert.match(severity, /^(?:info|minor|major|critical|blocker)$/);
    });
  });

  test(`concise and agent: a line a finding, which no name can break: ${name}`, () => {
    const MATCHER = /^(.+):(\d+):(\d+): (error|warning|info)\[([\w-]+)\] (.+)$/;
    const lines = written('concise', report).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => MATCHER.exec(line)?.[5]),
      report.findings.map(({ rule }) => rule),
    );
    const agent = written('agent', report).trimEnd().split('\n');
    assert.equal(agent.length, report.findings.length + 1);
    report.findings.forEach(({ help }, i) => {
      if (help) assert.match(agent[i]!, / → /);
    });
  });
}

test('a fingerprint does not change when lines move', () => {
  const before = { 'openclaw.json': '{ "auth": { "order": { "anthropic": ["anthropic:x"] } }, "foo": 1 }' };
  const after = { 'openclaw.json': `// a line more\n\n${before['openclaw.json'].replace('{ "auth"', '{\n  "auth"')}` };
  const ids = (texts: Record<string, string>) =>
    JSON.parse(written('gitlab', toJson([check(memory(texts))]))).map(
      (each: { fingerprint: string }) => each.fingerprint,
    );
  assert.ok(ids(before).length > 1);
  assert.deepEqual(ids(after), ids(before));
});

const LISTS = new Set(['testsuite', 'testcase', 'file', 'error']);
const unescaped = (text: string) => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
