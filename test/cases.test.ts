import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../src/rules/index.ts';
import { cases, checkCase, inHome } from './cases.ts';
import { dotted, type Placed, placed } from './recorded.ts';

const known = new Set(rules.map(({ id }) => id));

/** Reason → `case rule path` of expectations that are not met on purpose. */
const DELIBERATE: Readonly<Record<string, readonly string[]>> = {
  'since 2026.8.1 a reference such as `${NAME}` goes before stored profiles (test/oracle/turn.json)': [
    'G-23 stale-key-shadowed-by-profile models.providers.anthropic.apiKey',
  ],
  'agents read the store of `main` behind their own, in 2026.5.18 as in 2026.9.6 (packages)': [
    'S0-14 profile-missing-for-agent agents.list[1].model',
  ],
  'up to 2026.4.26 an agent’s own model of the same provider keeps the fallbacks of the defaults (H22; package of 2026.2.26)':
    ['S4-11 agent-model-drops-fallbacks agents.list[0].model'],
};
const deliberate = new Set(Object.values(DELIBERATE).flat());
const used = new Set<string>();

for (const each of cases) {
  const expected = each.expect.filter(([rule]) => known.has(rule));
  const silent = each.absent.filter((rule) => known.has(rule));
  if (expected.length + silent.length === 0) continue;
  test(`${each.id}: ${each.claim}`, () => {
    const findings = placed(checkCase(each));
    for (const [rule, severity, file, path] of expected) {
      const found = findings.some(
        (finding) =>
          finding.rule === rule &&
          finding.severity === severity &&
          finding.file === inHome(file) &&
          isAt(finding, path),
      );
      agree(
        found,
        `${each.id} ${rule} ${path}`,
        `no ${severity} ${rule} at ${path} of ${file}; there is ${show(findings)}`,
      );
    }
    for (const rule of silent)
      agree(
        !findings.some((finding) => finding.rule === rule),
        `${each.id} ${rule}`,
        `${rule} should be silent; there is ${show(findings)}`,
      );
    const unexpected = findings.filter(
      (finding) =>
        !expected.some(
          ([rule, , file, path]) => rule === finding.rule && finding.file === inHome(file) && isAt(finding, path),
        ),
    );
    if (each.rules)
      for (const one of unexpected) agree(false, `${each.id} ${one.rule} ${one.path}`, `nobody expects ${show([one])}`);
  });
}

test('every deliberate difference still exists', () =>
  assert.deepEqual(
    [...deliberate].filter((each) => !used.has(each)),
    [],
    'take it out of the table',
  ));

test('most expectations are held', () => {
  const held = cases.flatMap(({ expect }) => expect).filter(([rule]) => known.has(rule));
  assert.ok(held.length >= 44, `${held.length}`);
});

function agree(so: boolean, what: string, message: string): void {
  if (so) return;
  assert.ok(deliberate.has(what), `${message}\n(${what})`);
  used.add(what);
}

/** A path in brackets, such as `(file)`, means any place in the file; in a `.env` it is the name of a variable. */
function isAt({ at, path: own }: Placed, path: string): boolean {
  if (path.startsWith('(')) return true;
  if (at.file.path.endsWith('/.env')) return at.file.text.slice(at.offset, at.offset + at.length) === path;
  return own === dotted(path);
}

const show = (findings: readonly Placed[]): string =>
  findings
    .map(({ severity, rule, file, path }) => `${severity} ${rule} at ${path || 'the root'} of ${file}`)
    .join(', ') || 'nothing';
