import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import type { Node, ObjectNode, Path } from '../src/parse/tree.ts';
import { agentId } from '../src/schema/agent-id.ts';
import { below, schemaAt, steps } from '../src/schema/at.ts';
import { channelsOn, isOff, packageOf, standingOf } from '../src/schema/channel-plugins.ts';
import { configShape, isKeySomewhere, isKnownPattern } from '../src/schema/config.ts';
import { describedNotes } from '../src/schema/described.ts';
import { keptOutBy } from '../src/schema/kept-out.ts';
import { fittingAt } from '../src/schema/refinements/fitting.ts';
import { isAt } from '../src/schema/refinements/refinement.ts';
import { type Problem, resolve, type Schema } from '../src/schema/schema.ts';
import { annotations } from '../src/schema/sections.ts';
import { isPerhapsUnread, isUnread } from '../src/schema/unread.ts';
import { File } from '../src/text/file.ts';

// The small parts of src/schema, each with what is nearly the same.

const nodeOf = (text: string): Node => parseJson5(new File('openclaw.json', text)).root!;

test('ids of agents as OpenClaw compares them', () => {
  const rows: readonly (readonly [string | undefined, string])[] = [
    [undefined, 'main'],
    ['', 'main'],
    [' ', 'main'],
    ['Ops', 'ops'],
    [' ops ', 'ops'],
    ['9-a_b', '9-a_b'],
    ['a b', 'a-b'],
    ['a  /b', 'a-b'],
    ['_a', '_a'],
    ['-a', 'a'],
    ['--a--', 'a'],
    ['a-', 'a-'],
    ['abc-', 'abc-'],
    ['a- ', 'a-'],
    ['abc!-', 'abc'],
    ['é', 'main'],
    ['éa', 'a'],
    ['a!', 'a'],
    ['a!!-', 'a'],
    ['a.b.', 'a-b'],
    ['a'.repeat(64), 'a'.repeat(64)],
    ['a'.repeat(65), 'a'.repeat(64)],
    [`${'a'.repeat(63)}!b`, `${'a'.repeat(63)}-`],
    ['---', 'main'],
  ];
  for (const [text, id] of rows) assert.equal(agentId(text), id, text);
});

test('one step down a schema, and a path', () => {
  const [a, rest, item]: Schema[] = [{ title: 'a' } as Schema, { type: 'string' }, { type: 'number' }];
  const schema: Schema = { properties: { a: a!, 5: a! }, additionalProperties: rest!, items: item! };
  assert.equal(below(schema, 'a'), a);
  assert.equal(below(schema, 'b'), rest);
  assert.equal(below(schema, '*'), rest);
  assert.equal(below(schema, 'toString'), rest);
  for (const step of [0, 5, '[]']) assert.equal(below(schema, step), item);
  assert.equal(below({ properties: { a: a!, '*': a! } }, '*'), undefined);
  assert.equal(below({ properties: { a: a! }, additionalProperties: true }, 'b'), undefined);
  assert.equal(below({}, 'a'), undefined);
  assert.equal(schemaAt(['b'], schema), rest);
  assert.equal(schemaAt([], schema), schema);
  assert.equal(schemaAt(['a', 'b', 'c'], schema), undefined);
  assert.deepEqual(steps(''), []);
  assert.deepEqual(steps('a.*.b[]'), ['a', '*', 'b', '[]']);
  assert.deepEqual(steps('a[][].b'), ['a', '[]', '[]', 'b']);
});

test('a reference means what it refers to, and what stands beside it wins', () => {
  const document: Schema = {
    definitions: { a: { type: 'string', description: 'A.' }, b: { $ref: '#/definitions/a', pattern: 'x' } },
  };
  const given: Schema = { $ref: '#/definitions/b', description: 'Mine.' };
  const whole = resolve(given, document);
  assert.deepEqual(whole, { type: 'string', description: 'Mine.', pattern: 'x' });
  assert.equal(resolve(given, document), whole);
  const plain: Schema = {};
  assert.equal(resolve(plain, document), plain);
  for (const name of ['c', 'toString'])
    assert.throws(
      () => resolve({ $ref: `#/definitions/${name}` }, document),
      new Error(`schema/ has no #/definitions/${name}`),
    );
});

test('what a release does not look at', () => {
  const problem = (...path: (string | number)[]) => ({ kind: 'type', path }) as unknown as Problem;
  const OF_PLUGINS = 'feishu line matrix mattermost nextcloud-talk nostr synology-chat tlon twitch zalo zalouser'.split(
    ' ',
  );
  for (const channel of OF_PLUGINS) {
    for (const release of ['2026.1.29', '2026.3.27', undefined])
      assert.equal(isUnread(problem('channels', channel), release), true, `${channel} ${release}`);
    assert.equal(isUnread(problem('channels', channel), '2026.3.28'), false);
    assert.equal(isUnread(problem('plugins', channel), '2026.3.27'), false);
  }
  assert.equal(isUnread(problem('channels', 'discord'), '2026.3.27'), false);
});

test('what a release perhaps does not look at, while a path of plugins is missing', () => {
  const root = nodeOf('{plugins:{load:{paths:["./p"]}}}');
  const is = (path: (string | number)[], release: string | undefined, at: Node = root, kind = 'type') =>
    isPerhapsUnread({ kind, path } as unknown as Problem, at, release);
  const channel = ['channels', 'discord', 'x'];
  for (const release of [undefined, '2026.8.3', '2026.9.6']) assert.equal(is(channel, release), true, release);
  for (const release of ['2026.8.2', '2026.1.29']) assert.equal(is(channel, release), false, release);
  assert.equal(is(['plugins', 'entries', 'a', 'config', 'b'], '2026.9.6'), true);
  assert.equal(is(['plugins', 'entries', 'a', 'config'], '2026.9.6'), true);
  for (const path of [
    ['plugins', 'entries', 'a', 'enabled'],
    ['plugins', 'entries', 'a'],
    ['plugins', 'other', 'a', 'config'],
    ['other', 'entries', 'a', 'config'],
    ['channels'],
    ['channels', 'defaults', 'x'],
    ['channels', 'modelByChannel', 'x'],
    ['gateway', 'discord'],
  ])
    assert.equal(is(path, '2026.9.6'), false, path.join('.'));
  assert.equal(is(channel, '2026.9.6', root, 'unknown-name'), false);
  assert.equal(is(['plugins', 'entries', 'a', 'config'], '2026.9.6', root, 'unknown-name'), true);
  for (const text of [
    '{}',
    '{plugins:{load:{paths:[]}}}',
    '{plugins:{load:{paths:" "}}}',
    '{plugins:{load:{paths:[" ",5]}}}',
  ])
    assert.equal(is(channel, '2026.9.6', nodeOf(text)), false, text);
  assert.equal(is(channel, '2026.9.6', nodeOf('{plugins:{load:{paths:[5," ","a"]}}}')), true);
});

test('the key that keeps a plugin out', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['{}', undefined],
    ['{enabled:false,entries:{p:{enabled:false}}}', 'enabled'],
    ['{enabled:"false"}', undefined],
    ['{enabled:true}', undefined],
    ['{entries:{p:{enabled:false}},deny:["p"]}', 'entries'],
    ['{entries:{q:{enabled:false}}}', undefined],
    ['{entries:{p:{enabled:true}},deny:["p"],allow:["q"]}', 'deny'],
    ['{deny:["q"," P "]}', 'deny'],
    ['{deny:["q"]}', undefined],
    ['{deny:"p"}', undefined],
    ['{allow:["q"]}', 'allow'],
    ['{allow:["q","p"]}', undefined],
    ['{allow:[" P "]}', undefined],
    ['{allow:[]}', undefined],
    ['{allow:["  ",""]}', undefined],
    ['{allow:["q","${A}"]}', undefined],
    ['{allow:["q",5]}', undefined],
    ['{allow:"q"}', undefined],
    ['{allow:["q"],slots:{memory:" p "}}', undefined],
    ['{allow:["q"],slots:{memory:"q"}}', 'allow'],
  ];
  for (const [plugins, by] of rows) assert.equal(keptOutBy('p', nodeOf(`{plugins:${plugins}}`)), by, plugins);
  assert.equal(keptOutBy('p', nodeOf('{enabled:false}')), undefined);
  assert.equal(keptOutBy('p', undefined), undefined);
  const allowed = nodeOf('{plugins:{allow:["q"]}}');
  assert.equal(keptOutBy('memory-x', allowed), undefined);
  assert.equal(keptOutBy('my-memory-x', allowed), 'allow');
});

test('channels that are on, and whether a release brings them', () => {
  const on = (text: string) => channelsOn(nodeOf(text)).map(({ value }) => value);
  assert.deepEqual(on('{channels:{a:{x:1},b:{},c:5,d:{enabled:false},e:{enabled:true},f:{enabled:"false"}}}'), [
    'a',
    'e',
    'f',
  ]);
  assert.deepEqual(on('{channels:[{x:1}]}'), []);
  assert.deepEqual(on('{}'), []);
  assert.deepEqual(channelsOn(undefined), []);
  assert.equal(isOff(nodeOf('{enabled:false}')), true);
  for (const text of ['{enabled:true}', '{}', '{enabled:[]}', '{enabled:0}'])
    assert.equal(isOff(nodeOf(text)), false, text);
  assert.equal(packageOf('discord'), '@openclaw/discord');
  const rows = [
    ['telegram', '2026.9.6', 'part'],
    ['discord', '2026.9.6', 'apart'],
    ['discord', '2026.1.29', 'part'],
    ['nosuch', '2026.9.6', undefined],
    ['a2a', '2026.1.29', undefined],
  ] as const;
  for (const [channel, release, is] of rows) assert.equal(standingOf(channel, release), is, `${channel} ${release}`);
});

test('keys and patterns that some release knows', () => {
  for (const key of ['channels', 'apiKey', 'modelByChannel']) assert.equal(isKeySomewhere(key), true, key);
  for (const key of ['', 'Channels', 'chan', 'string', 'toString', 'a"b', 'nosuch', '0'])
    assert.equal(isKeySomewhere(key), false, key);
  assert.equal(isKnownPattern('^[A-Z][A-Z0-9_]{0,127}$'), true);
  for (const pattern of ['', '^[A-Z][A-Z0-9_]{0,127}', 'string', 'loopback', 'allowlist', 'uri'])
    assert.equal(isKnownPattern(pattern), false, pattern);
});

test('whether a path is one of those that a pattern means', () => {
  for (const path of [
    ['a', 'b'],
    ['a', 'c', 0],
  ])
    assert.equal(isAt(path, 'a.{b,c[]}'), true, path.join('.'));
  for (const path of [['a'], ['a', 'b', 'c'], ['a', 'c', '0'], ['a', 'd'], ['b', 'b'], []])
    assert.equal(isAt(path, 'a.{b,c[]}'), false, path.join('.'));
  assert.equal(isAt(['x', 'b'], '*.b'), true);
});

test('names that fit a place, which no schema lists', () => {
  const release = '2026.9.6';
  const root = nodeOf('{}') as ObjectNode;
  const fitting = (...path: Path) =>
    fittingAt(path, { root, release, shape: configShape(release), isInstalled: false });
  const channels = fitting('bindings', 0, 'match', 'channel');
  assert.ok(channels.includes('telegram') && channels.includes('discord'));
  for (const other of ['defaults', 'modelByChannel', 'last', 'qa-channel']) assert.ok(!channels.includes(other), other);
  for (const path of [
    ['agents', 'defaults'],
    ['agents', 'entries', 'a'],
    ['agents', 'list', 0],
  ])
    assert.deepEqual(fitting(...path, 'heartbeat', 'target'), [
      ...['owner', 'last', 'none', ...channels],
      ...['imsg', 'internet-relay-chat', 'google-chat', 'gchat', 'teams', 'lark'],
      ...['zl', 'zlu', 'nc-talk', 'nc', 'twitch-chat'],
    ]);
  const searches = fitting('tools', 'web', 'search', 'provider');
  assert.deepEqual(searches.slice(0, 1), ['gemini']);
  assert.ok(searches.includes('tavily'));
  assert.equal(new Set(searches).size, searches.length);
  for (const list of ['allow', 'deny']) {
    assert.ok(fitting('plugins', list, 0).includes('memory-core'));
    assert.equal(new Set(fitting('plugins', list, 0)).size, fitting('plugins', list, 0).length);
  }
  assert.deepEqual(fitting('plugins', 'slots', 'memory'), ['memory-core', 'memory-lancedb', 'none']);
  for (const path of [[], ['plugins', 'allow'], ['plugins', 'other', 0], ['bindings', 'x', 'match', 'channel']])
    assert.deepEqual(fitting(...path), [], path.join('.'));
});

test('our annotations, and the same ones with their sentences', () => {
  const [plain, described] = [annotations(), describedNotes()];
  assert.equal(annotations(), plain);
  assert.ok(Object.keys(plain.definitions!).includes('secretInput'));
  /** Whether all that one says is in the other; lists and ends are the same. */
  const isIn = (one: unknown, other: unknown): boolean =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.entries(one).every(([key, each]) => isIn(each, (other as Record<string, unknown>)[key]))
      : JSON.stringify(one) === JSON.stringify(other);
  assert.ok(isIn(plain, described) && !isIn(described, plain));
  assert.equal(plain.properties!.agents!.description, undefined);
  for (const each of [described, described.properties!.agents!, described.definitions!.secretInput!])
    assert.match(each.description!, /^[A-Z].*\.$/);
  assert.notEqual(described.definitions!.secretInput, plain.definitions!.secretInput);
});
