import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import json5 from 'json5';
import { ROOT, run } from './fixtures.ts';
import { homes, RECORDED, type Verdicts } from './homes.ts';
import { data } from './recorded.ts';

const verdicts = data<Verdicts>('./oracle/releases.json');
const all = homes();

/** Homes that some releases put right as they read them, which a schema cannot say. */
const MORE =
  /^releases\/(?:agent-context-tokens|audio-models-mistyped|talk-key-from-variable|talk-voice|browser-timeouts|sandbox-per-session|gateway-bind-address)$/;

for (const release of RECORDED)
  test(`any JSON editor takes the schema of ${release}, and it refuses no home that starts`, () => {
    const { output, errors, code } = run(ROOT, ['schema', '--release', release]);
    assert.deepEqual([errors, code], ['', 0]);
    const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(output) as object);
    const [wrong, right]: [string[], string[]] = [[], []];
    let refused = 0;
    for (const [home, said] of Object.entries(verdicts)) {
      const config = parsed(all.get(home)!['openclaw.json']!);
      if (config === undefined || MORE.test(home)) continue;
      const { issues } = said.find(({ releases }) => releases.includes(release))!;
      const valid = validate(config);
      if (issues.length === 0 && !valid)
        wrong.push(
          `${home}: ${JSON.stringify(validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`))}`,
        );
      if (issues.length > 0) refused++;
      if (issues.length > 0 && !valid) right.push(home);
    }
    // a list of agents is still taken, and made into entries
    assert.deepEqual(
      wrong.filter((each) => !/\/agents must NOT have additional|contextWindow|contextTokens/.test(each)),
      [],
    );
    assert.ok(right.length >= refused * 0.7, `${right.length} of ${refused}`);
  });

test('schema says what each key is for, as the file in the package does', () => {
  const { output } = run(ROOT, ['schema']);
  assert.equal(output, readFileSync(join(ROOT, 'src/generated/openclaw.schema.json'), 'utf8'));
  assert.match(output, /"description": "Models to try in this order/);
});

test('schema refuses what is no release, and a newer one than it knows', () => {
  for (const args of [
    ['schema', 'diff', '2026.9.6'],
    ['schema', 'diff', 'a', 'b'],
    ['schema', '--release', '2027.1.1'],
    ['schema', 'print'],
  ])
    assert.equal(run(ROOT, args).code, 2, args.join(' '));
});

function parsed(text: string): unknown {
  try {
    return json5.parse(text);
  } catch {
    return undefined;
  }
}
