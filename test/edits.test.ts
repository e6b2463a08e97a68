import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import JSON5 from 'json5';
import { applyFixes } from '../src/edit/apply.ts';
import { insertInto } from '../src/edit/entries.ts';
import { moveInto } from '../src/edit/move.ts';
import { removal } from '../src/edit/removal.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import type { ObjectNode } from '../src/parse/tree.ts';
import { File } from '../src/text/file.ts';

const gap = fc.constantFrom('', ' ', '\n  ', ' /* , */ ', ' // ,\n', '\r\n\t');
const key = fc.constantFrom('a', '"b"', "'c'", 'd', 'e', 'f');
const value = fc.constantFrom('1', '"x"', '{}', '[]', '{ y: 1, }');
const objects = fc
  .record({
    entries: fc.uniqueArray(fc.tuple(gap, key, gap, value, gap), { maxLength: 6, selector: ([, name]) => name }),
    isTrailing: fc.boolean(),
    end: gap,
    gone: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  })
  .map(({ entries, isTrailing, end, gone }) => ({
    text: `{${entries.map(([a, name, b, of, c]) => `${a}${name}:${b}${of}${c}`).join(',')}${isTrailing && entries.length > 0 ? ',' : ''}${end}}`,
    gone,
  }));

function objectIn(text: string): ObjectNode {
  const { root, errors } = parseJson5(new File('openclaw.json', text));
  assert.deepEqual(errors, [], text);
  return root as ObjectNode;
}

function changed(file: File, edits: ReturnType<typeof removal>): Record<string, unknown> {
  const text = applyFixes([{ title: '', edits }]).get(file) ?? file.text;
  try {
    return JSON5.parse(text);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${file.text}\n → \n${text}`);
  }
}

test('whatever entries are removed at once, the others stay', () => {
  fc.assert(
    fc.property(objects, ({ text, gone }) => {
      const owner = objectIn(text);
      const leaving = owner.entries.filter((_, i) => gone[i]);
      if (leaving.length === 0) return;
      const expected = JSON5.parse(text) as Record<string, unknown>;
      for (const each of leaving) delete expected[each.key.value];
      assert.deepEqual(changed(owner.file, removal(owner, ...leaving)), expected);
    }),
    { numRuns: 3000 },
  );
});

test('entries moved into another object are there and nowhere else', () => {
  fc.assert(
    fc.property(
      objects,
      fc.constantFrom('{}', '{ z: 1 }', '{\n    z: 1,\n  }'),
      fc.boolean(),
      ({ text, gone }, vars, isFirst) => {
        const inside = text.slice(1, -1);
        const own = `vars: ${vars}`;
        const separator = /^\s*$/.test(inside.replace(/\/\*.*?\*\/|\/\/.*/g, '')) ? '' : ',';
        const owner = objectIn(
          isFirst
            ? `{${own}${separator}${inside}}`
            : `{${inside.replace(/,(\s|\/\*.*?\*\/|\/\/.*\n)*$/, '$1')}\n${separator}${own}}`,
        );
        const before = JSON5.parse(owner.file.text) as Record<string, Record<string, unknown>>;
        const target = owner.get('vars') as ObjectNode;
        const moved = owner.entries.filter(({ key }, i) => key.value !== 'vars' && gone[i % 6]);
        if (moved.length === 0) return;
        for (const { key } of moved) {
          before.vars![key.value] = before[key.value];
          delete before[key.value];
        }
        assert.deepEqual(changed(owner.file, moveInto(target, owner, moved)), before);
      },
    ),
    { numRuns: 3000 },
  );
});

test('what is put into an empty object of a text in one line stays in that line', () => {
  const put = (text: string) => {
    const { file, entries } = objectIn(text);
    const edits = insertInto(entries[0]!.value as ObjectNode, [['b', { c: '1' }]]);
    return applyFixes([{ title: '', edits }]).get(file);
  };
  assert.equal(put('{ "a": {} }\n'), '{ "a": { "b": { "c": 1 } } }\n');
  assert.equal(put('{a:{ },}'), '{a:{b:{c:1} },}');
  assert.equal(put('{\n  "a": {}\n}\n'), '{\n  "a": {\n    "b": { "c": 1 }\n  }\n}\n');
});
