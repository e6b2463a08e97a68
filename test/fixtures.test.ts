import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { disk } from '../src/disk/disk.ts';
import { applyFixes } from '../src/edit/apply.ts';
import { overlay } from '../src/files.ts';
import { rules } from '../src/rules/index.ts';
import { FIXTURES, page, run, runHere, runScenario, type Scenario, scenarios, text } from './fixtures.ts';

test('every rule has its folder, and every folder its rule', () => {
  const folders = readdirSync(FIXTURES)
    .filter((name) => !['guides', 'homes', 'manifests', 'releases', 'routes', 'upgrades'].includes(name))
    .sort();
  assert.deepEqual(
    folders,
    rules.map(({ id }) => id).sort(),
    'a rule is a file in src/rules, a line in src/rules/index.ts and a folder in fixtures',
  );
});

for (const rule of rules) {
  const folder = join(FIXTURES, rule.id);
  test(`${rule.id}: its page is up to date`, () =>
    assert.equal(text(join(folder, 'README.md')), page(rule), 'run `npm run accept` and read the diff'));
  test(`${rule.id}: has two bad homes, one of them put right, and a near miss that is fine`, () => {
    const names = scenarios(folder).map(({ name }) => name);
    for (const name of ['bad', 'good']) assert.ok(names.includes(name), `fixtures/${rule.id}/${name} is missing`);
    for (const kind of ['bad-', 'good-'])
      assert.ok(
        names.some((name) => name.startsWith(kind)),
        `fixtures/${rule.id}/${kind}… is missing`,
      );
    for (const name of names) assert.match(name, /^(?:bad|good)(?:-[a-z-]+)?$/);
  });
  for (const scenario of scenarios(folder)) {
    const name = `${rule.id}/${scenario.name}`;
    test(`${name}: prints what expected.txt says`, () => {
      const { output, errors, code } = runScenario(scenario, runHere);
      assert.equal(output, text(join(scenario.folder, 'expected.txt')), 'run `npm run accept` and read the diff');
      assert.equal(errors, '');
      assert.ok(code === 0 || code === 1);
      if (scenario.name.startsWith('good'))
        assert.match(output, /^[^\n]*: no problems[^\n]*\n$/, 'a good home gives no finding at all');
      else
        assert.match(output, new RegExp(` ${rule.id}(?: \\[(?:unsafe )?fix\\])?$`, 'm'), 'a bad home shows the rule');
    });
    if (scenario.name.startsWith('bad'))
      test(`${name}: its fixes mend what they claim to mend`, () => mends(scenario, rule.id));
  }
}

/** The built command line, where it is built from the same sources. */
const HOW = process.env.STRYKER ? runHere : run;

for (const kind of ['homes', 'routes', 'upgrades'])
  for (const scenario of scenarios(join(FIXTURES, kind)))
    test(`${kind}/${scenario.name}: prints what expected.txt says`, () => {
      assert.equal(
        runScenario(scenario, HOW).output,
        text(join(scenario.folder, 'expected.txt')),
        'run `npm run accept` and read the diff',
      );
    });

/** After all fixes of a rule are made, none of its fixable findings is left, and nothing new is wrong. */
function mends({ folder, command }: Scenario, rule: string): void {
  const { release, closedWorld } = readArguments(command.split(/\s+/).slice(1));
  const options = { config: join(folder, 'openclaw.json'), closedWorld, ...(release !== undefined && { release }) };
  const before = check(disk, options).diagnostics;
  const texts = new Map<string, string>();
  let after = before;
  // as --fix does: what stands side by side is mended one after the other
  for (let round = 0; round < before.length; round++) {
    const fixes = after.flatMap((diagnostic) => (diagnostic.rule === rule && diagnostic.fix ? [diagnostic.fix] : []));
    if (fixes.length === 0) break;
    for (const [file, changed] of applyFixes(fixes)) texts.set(file.path, changed);
    after = check(overlay(texts, disk), options).diagnostics;
  }
  if (texts.size === 0) return;
  assert.deepEqual(
    after.filter((diagnostic) => diagnostic.rule === rule && diagnostic.fix).map(({ message }) => message),
    [],
  );
  const old = new Set(before.map(({ rule: id, message }) => `${id}: ${message}`));
  assert.deepEqual(
    after.map(({ rule: id, message }) => `${id}: ${message}`).filter((each) => !old.has(each)),
    [],
  );
}
