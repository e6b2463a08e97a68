import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogueEntry } from '../schema/catalogue-entry.ts';
import { generate } from '../schema/generate.ts';
import { historyPage } from '../schema/history-page.ts';
import { rules } from '../src/rules/index.ts';
import { current, PAGES, ROOT } from './fixtures.ts';

test('src/generated is what schema/ gives', async () => {
  for (const [name, text] of Object.entries(await generate()))
    assert.equal(readFileSync(join(ROOT, 'src/generated', name), 'utf8'), text, 'run `npm run generate`');
});

test('docs/history.md tells the history as it is', () => {
  assert.equal(readFileSync(join(ROOT, 'docs/history.md'), 'utf8'), historyPage(), 'run `npm run generate`');
});

test('the entry for schemastore.org has every release', () => {
  assert.equal(
    readFileSync(join(ROOT, 'editors/schemastore.json'), 'utf8'),
    catalogueEntry(),
    'run `npm run generate`',
  );
});

test('rules are told in the house style', () => {
  for (const { id, summary, why } of rules) {
    assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    assert.match(summary, /^(?:[a-z`]|auth-profiles)/, `${id}: the summary starts in lower case`);
    assert.doesNotMatch(summary, /\.$/, `${id}: the summary has no full stop`);
    assert.match(why, /\.$/, `${id}: the reason is a sentence`);
    assert.ok(why.length > 60, `${id}: the reason says what OpenClaw does`);
  }
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
});

test('the README and the list of rules show what clawlint says today', () => {
  for (const name of PAGES)
    assert.equal(readFileSync(join(ROOT, name), 'utf8'), current(name), 'run `npm run accept` and read the diff');
});
