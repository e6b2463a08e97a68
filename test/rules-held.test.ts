import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';

// What rules say and where they are silent that no fixture would miss: found by changing the code.

/** What one rule says of a home: severity, message, help. */
const said = (rule: string, files: Record<string, unknown>, release = '2026.9.6') =>
  check(
    memory(
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? text : JSON.stringify(text)]),
      ),
    ),
    { release, rules: new Set([rule]) },
  ).diagnostics.map(({ severity, message, help }) => ({ severity, message, help }));
const config = (rule: string, given: unknown, release?: string) => said(rule, { 'openclaw.json': given }, release);
const messages = (rule: string, given: unknown, release?: string) =>
  config(rule, given, release).map(({ message }) => message);

test('a block of a key that stands twice is lost unless all it says stands in the other', () => {
  const of = (first: string, second: string) =>
    config('duplicate-json-key', `{ "a": 1, "list": [1, { "b": ${first}, "b": ${second} }] }`).map((it) => it.severity);
  assert.deepEqual(of('{ "x": 1 }', '{ "x": 2 }'), ['error']);
  assert.deepEqual(of('{ "x": 1 }', '{ "y": 2, "x": 1 }'), ['warning']);
  assert.deepEqual(of('{ "x": 1 }', '{ "x": "1" }'), ['error']);
  assert.deepEqual(of('{ "x": 1 }', '5'), ['error']);
  assert.deepEqual(of('{}', '5'), ['warning']);
  assert.deepEqual(of('5', '{ "x": 1 }'), ['warning']);
  assert.deepEqual(of('{ "x": [1, { "y": 2 }] }', '{ "x": [1, { "y": 2, "z": 3 }] }'), ['warning']);
  for (const other of ['[1]', '[1, 3]', '[2, 1]', '[1, 2, 3]', '{}', '1'])
    assert.deepEqual(of('{ "x": [1, 2] }', `{ "x": ${other} }`), ['error'], other);
  assert.deepEqual(of('{ "x": { "y": 1 } }', '{ "x": [] }'), ['error']);
});

test('a plugin is known to be there where the section of plugins, or clawlint.json, mentions it', () => {
  const of = (plugins: unknown, project: unknown = {}) =>
    said('provider-plugin-not-installed', {
      'openclaw.json': { agents: { defaults: { model: 'zai/glm-5' } }, ...(plugins !== undefined && { plugins }) },
      'clawlint.json': project,
    }).length;
  assert.equal(of(undefined), 1);
  for (const plugins of [
    { allow: ['zai'] },
    { allow: ['other', 'zai-provider'] },
    { entries: { zai: { enabled: true } } },
    { entries: { other: { config: { path: '/opt/zai-provider' } } } },
    { load: { paths: ['/opt/@openclaw/zai-provider'] } },
  ])
    assert.equal(of(plugins), 0, JSON.stringify(plugins));
  for (const plugins of [{ allow: ['other'] }, { entries: { other: { enabled: true } } }, { allow: [] }])
    assert.equal(of(plugins), 1, JSON.stringify(plugins));
  for (const plugin of ['zai', 'zai-provider', '@openclaw/zai-provider'])
    assert.equal(of(undefined, { plugins: [plugin] }), 0, plugin);
  assert.equal(of(undefined, { plugins: ['zai-provider-2'] }), 1);
});

test('who gets the implied model: every agent, those without one, or conversations', () => {
  const of = (entries: object) =>
    messages('implicit-default-model', {
      agents: { entries, ownership: 'explicit' },
      auth: { profiles: { 'anthropic:a': { provider: 'anthropic', mode: 'api_key' } } },
    }).map((message) => /; (.*?) the one/.exec(message)?.[1]);
  const own = { model: 'anthropic/claude-opus-5' };
  assert.deepEqual(of({ main: {} }), ['conversations get']);
  assert.deepEqual(of({ main: {}, work: {} }), ['every agent gets']);
  assert.deepEqual(of({ main: {}, work: own }), ['`main` gets']);
  assert.deepEqual(of({ main: {}, home: {}, work: own }), ['`main` and `home` get']);
  assert.deepEqual(of({ main: own, work: own }), []);
});

test('a profile in the store of another agent is named where the agent’s own was seen and holds none', () => {
  const key = (provider: string, more = {}) => ({ type: 'api_key', provider, key: 'a-key-of-a-test', ...more });
  const of = (stores: Record<string, object>, more: object = {}) =>
    said(
      'profile-missing-for-agent',
      {
        'openclaw.json': {
          agents: { list: [{ id: 'main' }, { id: 'work', model: 'anthropic/claude-opus-4-6' }, { id: 'spare' }] },
          ...more,
        },
        ...Object.fromEntries(
          Object.entries(stores).map(([id, profiles]) => [
            `agents/${id}/agent/auth-profiles.json`,
            { version: 1, profiles },
          ]),
        ),
      },
      '2026.5.7',
    ).map(({ message }) => message);
  const elsewhere = (agent: string) =>
    `agent \`${agent}\` has no credential for \`anthropic\`: \`anthropic:s\` is in the store of agent \`spare\` alone`;
  const spare = { 'anthropic:s': key('anthropic') };
  assert.deepEqual(
    of({ main: {}, work: {}, spare }).filter((each) => each.includes('`work`')),
    [elsewhere('work')],
  );
  assert.deepEqual(
    of({ main: {}, work: { 'anthropic:w': key('anthropic') }, spare }).filter((each) => each.includes('`work`')),
    [],
  );
  assert.deepEqual(
    of({ spare }).filter((each) => each.includes('`work`')),
    [elsewhere('work')],
    'of a known release a store that is not there is empty',
  );
  assert.deepEqual(of({ main: {}, work: {}, spare: { 'xai:s': key('xai') } }), []);
  const order = { auth: { order: { anthropic: ['anthropic:gone'] } } };
  assert.deepEqual(
    of({ main: {}, work: {}, spare }, order).filter((each) => each.includes('`work`')),
    [elsewhere('work')],
  );
});
