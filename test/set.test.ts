import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import JSON5 from 'json5';
import { applyEdits } from '../src/edit/apply.ts';
import { readConfigPath } from '../src/edit/config-path.ts';
import { putAt, takeAt } from '../src/edit/put.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { type Path, writePath } from '../src/parse/tree.ts';
import { File } from '../src/text/file.ts';
import { FIXTURES, run, text as textIn } from './fixtures.ts';

/** A text after a change, or why there is none. */
function changed(text: string, path: Path, value?: unknown): string {
  const { root } = parseJson5(new File('openclaw.json', text));
  const edits = value === undefined ? takeAt(root!, path) : putAt(root!, path, value);
  return 'obstacle' in edits ? edits.obstacle : applyEdits(text, edits);
}

test('a value is written as the document writes its own', () => {
  const cases: [before: string, path: string, value: unknown, after: string][] = [
    ['{}', 'gateway.port', 1, '{\n  "gateway": { "port": 1 }\n}'],
    ["{ a: 'x', }", 'a', "it's", "{ a: 'it\\'s', }"],
    ["{ a: 'x', }", 'b', 2, "{ a: 'x', b: 2, }"],
    ['{\n\t"a": [1] // one\n}', 'a[1]', 2, '{\n\t"a": [1, 2] // one\n}'],
    ['{\n  a: [\n    1, // one\n  ],\n}', 'a[1]', { b: 2 }, '{\n  a: [\n    1,\n    { b: 2 }, // one\n  ],\n}'],
    ['{ "a": [] }', 'a.0', 'x', '{ "a": ["x"] }'],
    ['{ "a": { "b": 1 } /* kept */ }', 'a', null, '{ "a": null /* kept */ }'],
    ['{\r\n  "a": 1\r\n}', 'b', 2, '{\r\n  "a": 1,\r\n  "b": 2\r\n}'],
  ];
  for (const [before, path, value, after] of cases)
    assert.equal(changed(before, readConfigPath(path)!, value), after, path);
});

test('a value is taken out with its comma and its line', () => {
  const cases: [before: string, path: string, after: string][] = [
    ['{\n  "a": 1, // one\n  "b": 2\n}', 'b', '{\n  "a": 1 // one\n}'],
    ['{ a: [1, 2, 3] }', 'a[1]', '{ a: [1, 3] }'],
    ['{ a: [1, 2, 3] }', 'a[2]', '{ a: [1, 2] }'],
    ['{ a: [\n  1,\n  2,\n] }', 'a[0]', '{ a: [\n  2,\n] }'],
    ['{ "a": 1, "b": 2, "a": 3 }', 'a', '{ "b": 2 }'],
    ['{ a: 1 }', 'b', 'is not there'],
  ];
  for (const [before, path, after] of cases) assert.equal(changed(before, readConfigPath(path)!), after, path);
});

test('what cannot be edited is left alone, with the reason', () => {
  const cases: [before: string, path: string, reason: RegExp][] = [
    ['{ a: 1 }', 'a.b', /no object/],
    ['{ a: [1] }', 'a[2]', /item/],
    ['{ a: [1] }', 'a.b', /item/],
    ['{ a: [1] }', 'a[3].b', /item/],
    ['{ a: { b: 1 ', 'a.c', /not closed/],
  ];
  for (const [before, path, reason] of cases) assert.match(changed(before, readConfigPath(path)!, 1), reason, path);
});

test('paths are read as OpenClaw reads them, and written so that they are read again', () => {
  const cases: [text: string, path: Path | undefined][] = [
    ['agents.list[0].id', ['agents', 'list', 0, 'id']],
    ['a["x.y/z"].b', ['a', 'x.y/z', 'b']],
    ["a['x.y']", ['a', 'x.y']],
    ['a[x]', ['a', 'x']],
    ['a\\.b.c', ['a.b', 'c']],
    ['a.__proto__.b', undefined],
    ['', undefined],
    ['.a', undefined],
    ['a..b', undefined],
    ['a.', undefined],
    ['a[', undefined],
    ['a[]', undefined],
    ['a["b', undefined],
    ['a[0]b', undefined],
  ];
  for (const [text, path] of cases) assert.deepEqual(readConfigPath(text), path, text);
  const step = fc.oneof(fc.nat(20), fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.array(step, { maxLength: 4 }), (first, rest) => {
      const path = [first, ...rest];
      fc.pre(
        path.every(
          (each) =>
            typeof each === 'number' || (each.trim() !== '' && !/^(?:__proto__|constructor|prototype)$/.test(each)),
        ),
      );
      assert.deepEqual(readConfigPath(writePath(path)), path);
    }),
  );
});

/** Every place of a value that JSON5 reads, but for the whole. */
function* places(value: unknown, path: Path = []): Iterable<Path> {
  if (path.length > 0) yield path;
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* places(item, [...path, i]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inside] of Object.entries(value)) yield* places(inside, [...path, key]);
}

/** The same value with another one at a place, or without what is there. */
function altered(value: unknown, path: Path, put: unknown): unknown {
  const copy = structuredClone(value);
  const owner = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], copy);
  const last = path.at(-1)!;
  if (put !== undefined) (owner as Record<string | number, unknown>)[last] = put;
  else if (Array.isArray(owner)) owner.splice(Number(last), 1);
  else delete (owner as Record<string | number, unknown>)[last];
  return copy;
}

test('at every place of every fixture a change is just that change', () => {
  const texts = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('openclaw.json'))
    .map((path) => textIn(join(FIXTURES, path)))
    .filter((text) => parseJson5(new File('openclaw.json', text)).errors.length === 0 && !text.includes('$include'));
  assert.ok(texts.length > 200);
  for (const text of texts) {
    const value: unknown = JSON5.parse(text);
    for (const path of places(value))
      for (const put of ['new "value"', { a: ['x'.repeat(40), { 'b c': 'y'.repeat(40) }] }, undefined]) {
        const after = changed(text, path, put);
        assert.deepEqual(JSON5.parse(after), altered(value, path, put), `${writePath(path)}\n${text}\n${after}`);
        if (put !== undefined) assert.equal(changed(after, path, put), after);
      }
  }
});

const HOME = join(FIXTURES, 'homes/subscription-then-key');

/** A home that may be changed. */
function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-set-'));
  copyFileSync(join(HOME, 'openclaw.json'), join(folder, 'openclaw.json'));
  return folder;
}

test('a change that makes the home worse is refused, and one that does not is made', () => {
  const folder = home();
  const read = () => readFileSync(join(folder, 'openclaw.json'), 'utf8');
  const before = read();
  const refused: [args: string[], says: RegExp][] = [
    [['set', 'agents.default.model.primary', 'openai/gpt-5.5'], /if you meant `defaults`, that is there already/],
    [['set', 'gateway.port', '"x"'], /takes a whole number/],
    [['set', 'agents.defaults.model.primary', 'opnai/gpt-5.5'], /there is no provider `opnai`/],
    [['set', 'auth.order.anthropic', '["anthropic:nobody"]'], /auth-order-unknown-profile/],
  ];
  for (const [args, says] of refused) {
    const { code, errors } = run(folder, args);
    assert.match(errors, says);
    assert.equal(code, 1, args.join(' '));
    assert.equal(read(), before);
  }
  assert.equal(run(folder, ['set', 'logging.level', 'debug', '--diff']).code, 0);
  assert.equal(read(), before);
  const { code, output } = run(folder, ['set', 'logging.level', 'debug']);
  assert.deepEqual([code, output], [0, 'wrote openclaw.json\n']);
  assert.deepEqual(JSON5.parse(read()), { ...JSON5.parse(before), logging: { level: 'debug' } });
  assert.equal(run(folder, ['set', 'logging.level', 'debug']).output, 'nothing to change: it is so already\n');
  assert.equal(run(folder, ['unset', 'logging.level']).code, 0);
  assert.equal(run(folder, ['set', 'gateway.port', 'x', '--fail-on', 'never']).code, 0);
  assert.match(read(), /"?port"?: ["']x["']/);
});

test('only what the change brings is held against it', () => {
  const folder = home();
  writeFileSync(join(folder, 'openclaw.json'), '{ "gatway": {}, "agents": { "defaults": { "workspace": "/w" } } }\n');
  assert.equal(run(folder, ['set', 'agents.defaults.maxConcurrent', '4']).code, 0);
  assert.equal(run(folder, ['unset', 'gatway']).code, 0);
  assert.equal(
    readFileSync(join(folder, 'openclaw.json'), 'utf8'),
    '{ "agents": { "defaults": { "workspace": "/w", "maxConcurrent": 4 } } }\n',
  );
});

test('what cannot be changed is a sentence', () => {
  const folder = home();
  const cases: [args: string[], says: RegExp][] = [
    [['set'], /set takes a path such as/],
    [['set', 'a..b', '1'], /set takes a path such as .*, not "a\.\.b"/],
    [['set', 'gateway.port'], /a path and a value/],
    [['set', 'a', 'b', 'c'], /in quotes where it has blanks/],
    [['unset', 'a', 'b'], /unset takes one path/],
    [['unset', 'nothing.here'], /`nothing\.here` is not there/],
    [['set', `${'a.'.repeat(5000)}a`, '1'], /^clawlint: `a\.a.{1,80}` is nested too deeply\n$/],
    [['set', 'tools.x', `${'['.repeat(500)}${']'.repeat(500)}`], /is nested too deeply/],
    [['set', 'channels.telegram.allowFrom', '[12345678901234567890]'], /the last ones get lost; put it in quotes/],
    [['set', 'auth.order.anthropic[9]', 'x'], /an item that the list does not have/],
    [['check', '--home', '.'], /--home belongs to clawlint route and set and unset/],
  ];
  for (const [args, says] of cases) {
    const { code, errors } = run(folder, args);
    assert.match(errors, says, args.join(' '));
    assert.equal(code, 2, args.join(' '));
  }
  writeFileSync(join(folder, 'openclaw.json'), '{ "a": { ');
  assert.match(run(folder, ['set', 'b', '1']).errors, /cannot be changed while it cannot be read/);
});
