import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { examples, filesIn } from '../site/examples.mjs';
import { writePages } from '../site/manual/pages.mjs';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { rules } from '../src/rules/index.ts';
import { ROOT } from './fixtures.ts';

for (const { id, rules, files } of examples())
  test(`the example \`${id}\` of the playground has the mistakes that it is there for`, () => {
    const found = check(memory(files)).diagnostics.map(({ rule }) => rule);
    assert.deepEqual([...new Set(found)].sort(), rules);
  });

test('the manual has a page for every rule, and what the docs link to is there', () => {
  const to = mkdtempSync(join(tmpdir(), 'clawlint-pages-'));
  const written = writePages({ root: ROOT, to, base: '/', filesIn });
  rmSync(to, { recursive: true });
  assert.deepEqual(
    written.rules,
    rules.map(({ id }) => id),
  );
});
