import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './fixtures.ts';

test('the README comes in the order of a visitor', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  assert.deepEqual([...readme.matchAll(/^## (.*)$/gm)].map(([, title]) => title).slice(0, 8), [
    'What it finds',
    'Try it',
    'In your editor',
    'Before each commit',
    'In CI',
    'Before the gateway starts',
    'Before an update',
    'Which key is used',
  ]);
});
