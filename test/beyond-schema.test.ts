import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beyondSchema, table } from './beyond-schema.ts';

// What releases ask of a config beyond their schema, and how it is said (facts 8.8, 8.9). A row of a table is a release
// (`-` where it is unknown), what an installed OpenClaw has for plugins, if there is one, and a config, which may break
// off; below it all that is said of it. Most rows are near misses of another.

for (const name of ['agents', 'channels', 'gateway', 'plugins', 'tools'])
  for (const part of table(name).split(/^# /m).slice(1)) {
    const [heading, ...lines] = part.trimEnd().split('\n');
    test(`${name}, ${heading}: what is said, and of what nothing`, () => {
      const rows = lines.join('\n').split(/\n(?! {4})/);
      for (const row of rows) {
        const [input = '', ...said] = row.split(/\n {4}/);
        const [, release, installed, config] = /^(\S+) (?:\[(.*?)\] )?(\{.*)$/.exec(input)!;
        const plugins = installed?.split(' ').filter(Boolean);
        assert.deepEqual(beyondSchema(config, release === '-' ? undefined : release, plugins), said, input);
      }
    });
  }

test('of what is no object nothing is asked', () => {
  for (const text of ['[]', '"x"', '5', '[{gateway:{bind:"x"}}]']) assert.deepEqual(beyondSchema(text, '2026.9.6'), []);
});
