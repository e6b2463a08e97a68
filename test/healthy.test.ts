import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { check } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';

// Whole homes as people have them, each taken by the real program of its release: not one word about any of them.
const folder = fileURLToPath(new URL('../fixtures/homes', import.meta.url));
const homes = readdirSync(folder).filter((name) => name !== 'example'); // the one with mistakes

/** Of these some variable or credential is kept elsewhere, by design. */
const OPEN = ['in-a-repository', 'split-in-files', 'second-anthropic-account'];

for (const name of homes) {
  test(`${name} has no problem`, () => assert.deepEqual(problems(name, false), []));
  if (OPEN.includes(name))
    test(`${name} lacks something only if its files are all there is`, () =>
      assert.notDeepEqual(problems(name, true), []));
  else
    test(`${name} has no problem, even if its files are all there is`, () =>
      assert.deepEqual(problems(name, true), []));
}

const problems = (name: string, closedWorld: boolean): string[] =>
  check(disk, { config: `${folder}/${name}/openclaw.json`, closedWorld }).diagnostics.map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

test('there are enough of them', () => assert.ok(homes.length >= 12));
