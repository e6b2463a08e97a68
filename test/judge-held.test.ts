import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import { type ArrayNode, nodeAt } from '../src/parse/tree.ts';
import { configShape } from '../src/schema/config.ts';
import { fitsAt, isInOldest, judge, mayBeEntries, refusedAt } from '../src/schema/judge.ts';
import { Packed } from '../src/schema/packed.ts';
import { File } from '../src/text/file.ts';
import { table } from './beyond-schema.ts';
import { lineOf } from './walked.ts';

// What releases say of configs as a whole. A row of tables/judge.txt is a release (`-` where it is unknown), whether an
// installed OpenClaw said its own schema, and a config; below it what is wrong, the names and the secrets.

const rootOf = (text: string) => parseJson5(new File('openclaw.json', text)).root;

const [TEXT, MINE, CHANNELS, ENTRY, ENTRIES, PLUGINS, LIST] = [1, 2, 3, 4, 5, 6, 7];
/** An installed OpenClaw with a channel and a plugin called `mine`, and little else. */
const PLACES = [
  [['string', 0]],
  [['object', 1, { token: TEXT }]],
  [['object', 1, { mine: MINE, defaults: MINE }]],
  [['object', 1, { config: MINE, hooks: TEXT }]],
  [['object', 1, { mine: ENTRY }]],
  [['object', 1, { entries: ENTRIES, allow: LIST }]],
  [['array', 0, {}, 0, TEXT]],
  [['object', 1, { channels: CHANNELS, plugins: PLUGINS, gateway: MINE }]],
];
const SCHEMA = [{ releases: ['2026.9.6'], sets: [], words: 2 }, {}, { closed: true }, [], ...PLACES];
const installed = {
  schema: new Packed(`${SCHEMA.map((line) => JSON.stringify(line)).join('\n')}\n`),
  plugins: new Map([['mine', {}]]),
};

for (const part of table('judge').split(/^# /m).slice(1)) {
  const [heading, ...lines] = part.trimEnd().split('\n');
  test(`judged: ${heading}`, () => {
    for (const row of lines.join('\n').split(/\n(?! {4})/)) {
      const [input = '', ...said] = row.split(/\n {4}/);
      const [, release = '', isInstalled, text = ''] = /^(\S+) (installed )?(.*)$/.exec(input)!;
      const { problems, symbols, secrets } = judge(
        rootOf(text),
        release === '-' ? undefined : release,
        isInstalled ? installed : undefined,
      );
      const found = [
        ...problems.map((each) => lineOf(each).replace(/ in \{.*$/, '')),
        ...symbols.map(({ kind, role, text, path }) => `${role} ${kind} ${text} at ${path.join('.')}`),
        ...secrets.map(({ path, guessed }) => `secret at ${path.join('.')}${guessed ? ' perhaps' : ''}`),
      ];
      assert.deepEqual(found, said, input);
    }
  });
}

test('an installed OpenClaw that says nothing of channels and plugins', () => {
  const config = rootOf(
    '{channels:{x:{}},plugins:{allow:["x"],deny:["x"],entries:{x:{config:{}}},slots:{memory:"x"}},tools:{web:{search:{provider:"x"}}}}',
  );
  const anything = [[['any', 0]], [['object', 0, { entries: 1 }]], [['object', 0, { channels: 1, plugins: 1 }]]];
  const inEntries = [...anything.slice(0, 2), [['object', 0, { channels: 1, plugins: 2 }]]];
  for (const places of [[[['object', 0]]], [[['any', 0]]], anything, inEntries]) {
    const lines = [{ releases: ['2026.9.6'], sets: [], words: 1 }, {}, [], ...places];
    const schema = new Packed(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    const { problems } = judge(config, '2026.9.7', { schema, plugins: new Map() });
    assert.deepEqual(
      problems.map(({ kind, path }) => `${kind} ${path.join('.')}`),
      [
        'channels.x',
        'tools.web.search.provider',
        'plugins.slots.memory',
        'plugins.allow.0',
        'plugins.deny.0',
        'plugins.entries.x',
      ].map((path) => `unknown-name ${path}`),
      JSON.stringify(places),
    );
  }
});

test('of no config nothing is said', () => {
  assert.deepEqual(judge(undefined, '2026.9.6'), { problems: [], symbols: [], secrets: [] });
});

test('whether a value may stand at a path, as it is or with any variables', () => {
  const rows: readonly (readonly [
    text: string,
    path: string,
    release: string | undefined,
    fits: boolean,
    refused: boolean,
  ])[] = [
    ['"loopback"', 'gateway.bind', '2026.9.6', true, false],
    ['"nosuch"', 'gateway.bind', '2026.9.6', false, true],
    ['"${BIND}"', 'gateway.bind', '2026.9.6', false, false],
    ['"$BIND"', 'gateway.bind', '2026.9.6', false, true],
    ['5', 'gateway.bind', undefined, false, true],
    ['"${PORT}"', 'gateway.port', '2026.9.6', false, true],
    ['5', 'agents.list[].id', '2026.5.18', false, true],
    ['"x"', 'agents.list[].id', '2026.5.18', true, false],
    ['"x"', 'agents.entries.*.model', '2026.9.6', true, false],
    ['{}', 'nosuch.x', '2026.9.6', false, false],
  ];
  for (const [text, path, release, fits, refused] of rows) {
    assert.equal(fitsAt(rootOf(text)!, path, release), fits, `${text} ${path}`);
    assert.equal(refusedAt(rootOf(text)!, path, release), refused, `${text} ${path}`);
  }
  assert.equal(fitsAt(rootOf('"x"')!, ['agents', 'list', 0, 'id'], '2026.5.18'), true);
});

test('whether the oldest release has a path', () => {
  for (const path of ['agents.list', 'agents.list[].id', 'agents.defaults.model', 'gateway.bind', ''])
    assert.equal(isInOldest(path), true, path);
  for (const path of ['agents.entries', 'agents.entries.*.model', 'worktreeRoot', 'secrets'])
    assert.equal(isInOldest(path), false, path);
  assert.equal(isInOldest(['agents', 'list', 0]), true);
});

test('whether the agents of a former list may stand in entries as they are', () => {
  const may = (text: string) => mayBeEntries(rootOf(text) as ArrayNode);
  for (const text of ['[]', '[{}]', '[{id:"a"}]', '[{id:5,model:"x/y"}]']) assert.equal(may(text), true, text);
  for (const text of ['[5]', '[{id:"a"},{nosuch:1}]', '[{id:"a",model:5}]', '[{identity:{id:1}}]'])
    assert.equal(may(text), false, text);
});

test('the schema of a release is made once', () => {
  assert.equal(configShape('2026.9.6'), configShape('2026.9.6'));
  assert.notEqual(configShape('2026.9.6'), configShape(undefined));
  assert.equal(nodeAt(rootOf('[1]'), [0])?.kind, 'scalar');
});
