import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { billing } from '../src/routing/credentials/billing.ts';
import { isLocal } from '../src/routing/local.ts';
import { namedLiterally } from '../src/routing/models/ref.ts';
import { fits } from '../src/rules/claims/key-homes.ts';
import type { Schema } from '../src/schema/schema.ts';
import { File } from '../src/text/file.ts';

// Facts that no fixture would miss if they were gone: found by changing the code and seeing every test pass.

const found = (config: object, rule: string, release = '2026.9.6') =>
  check(memory({ 'openclaw.json': JSON.stringify(config) }), { release, rules: new Set([rule]) }).diagnostics.map(
    ({ at, help }) => [at.file.text.slice(at.offset, at.offset + at.length), help] as const,
  );

test('servers of one’s own cost nothing where they are, and by use elsewhere', () => {
  for (const server of ['ollama', 'lmstudio', 'vllm', 'sglang', 'llama-cpp', 'apple-fm']) {
    assert.equal(billing(server, 'none', undefined), 'local', server);
    assert.equal(billing(server, 'api_key', 'http://127.0.0.1:8000/v1'), 'local', server);
    assert.equal(billing(server, 'api_key', 'https://gpu.example.com/v1'), 'metered', server);
  }
  assert.equal(billing('openrouter', 'api_key', undefined), 'metered');
  assert.equal(billing('mistral', 'none', undefined), 'unknown');
  assert.equal(billing('amazon-bedrock', 'aws-sdk', undefined), 'metered');
  assert.equal(billing('amazon-bedrock', 'aws-sdk', 'https://bedrock.eu-west-1.amazonaws.com'), 'metered');
});

test('how a login or a plan is paid, by its provider, its endpoint or its variable', () => {
  const OWN = 'https://proxy.example.com/v1';
  for (const type of ['oauth', 'token'] as const) {
    for (const provider of ['anthropic', 'openai', 'github-copilot', 'qwen-portal', 'chutes'])
      assert.equal(billing(provider, type, undefined), 'subscription', provider);
    assert.equal(billing('pa', type, OWN), 'unknown');
    for (const url of ['https://api.anthropic.com', ' https://API.openai.com/v1', 'https://api.githubcopilot.com:443'])
      assert.equal(billing('pa', type, url), 'subscription', url);
    for (const url of [
      'http://api.anthropic.com',
      'https://api.anthropic.com.example.com',
      `${OWN}/https://chatgpt.com`,
    ])
      assert.equal(billing('pa', type, url), 'unknown', url);
  }
  assert.equal(billing('anthropic', 'api_key', undefined), 'metered');
  assert.equal(billing('anthropic', undefined, undefined), 'unknown');
  for (const plan of ['volcengine-plan', 'byteplus-plan-cn', 'github-copilot'])
    assert.equal(billing(plan, 'api_key', undefined), 'subscription', plan);
  assert.equal(billing('plan-b', 'api_key', undefined), 'metered');
  assert.equal(billing('minimax', 'api_key', undefined, 'MINIMAX_CODE_PLAN_KEY'), 'subscription');
  assert.equal(billing('minimax', 'api_key', undefined, 'MINIMAX_CODING_API_KEY'), 'subscription');
  assert.equal(billing('minimax', 'api_key', undefined, 'MINIMAX_API_KEY'), 'metered');
});

test('what is local, and what only looks so', () => {
  for (const host of [
    'localhost',
    'LOCALHOST:1',
    '127.9.9.9',
    '10.0.0.1',
    '192.168.1.1',
    '172.16.0.1',
    '172.31.255.255',
  ])
    assert.ok(isLocal(`http://${host}/v1`), host);
  for (const host of [
    '[::1]:11434',
    '0.0.0.0',
    'gpu.local',
    'host.docker.internal',
    'me:key@localhost',
    '10.1.2',
    '0x7f.1',
  ])
    assert.ok(isLocal(`http://${host}`), host);
  for (const host of [
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '11.0.0.1',
    '126.0.0.1',
    '10.0.0.256',
    '10.0.0.1.5',
    '10.x.com',
  ])
    assert.ok(!isLocal(`http://${host}/v1`), host);
  for (const host of ['localhost.example.com', '10.0.0.1.example.com', 'localhost@example.com', 'gpu.lan', 'locals'])
    assert.ok(!isLocal(`https://${host}/v1`), host);
  for (const none of [undefined, '', 'localhost:11434', 'http://']) assert.ok(!isLocal(none), String(none));
});

test('references to sources env and store are held to the providers that are there', () => {
  const of = (source: string, provider: string, secrets?: object) =>
    found(
      { ...(secrets && { secrets }), models: { providers: { p: { apiKey: { source, provider, id: 'A_KEY' } } } } },
      'secretref-unknown-provider',
    );
  for (const source of ['env', 'store']) {
    assert.deepEqual(of(source, 'default'), []);
    assert.equal(of(source, 'elsewhere')[0]?.[0], '"elsewhere"', source);
    assert.match(of(source, 'elsewhere')[0]?.[1] ?? '', /`default`, the built-in provider/);
    assert.deepEqual(of(source, 'mine', { defaults: { [source]: 'mine' } }), []);
    assert.equal(of(source, 'default', { defaults: { [source]: 'mine' } }).length, 1);
  }
  assert.match(of('file', 'default')[0]?.[1] ?? '', /define `secrets\.providers\.default`/);
});

test('a key that is valid only further up is led there', () => {
  const model = { primary: 'a/b', thinkingDefault: 'low' };
  assert.deepEqual(found({ agents: { defaults: { model, heartbeat: { workspace: 'x' } } } }, 'key-at-wrong-level'), [
    ['"thinkingDefault"', 'move it to `agents.defaults.thinkingDefault`'],
    ['"workspace"', 'move it to `agents.defaults.workspace`'],
  ]);
  assert.deepEqual(
    found(
      { models: { providers: { p: { mode: 'merge', models: [{ id: 'm', authHeader: true }] } } } },
      'key-at-wrong-level',
    ),
    [
      ['"mode"', 'move it to `models.mode`'],
      ['"authHeader"', 'move it to `models.providers.p.authHeader`'],
    ],
  );
});

test('a provider whose block speaks a foreign API keeps its name at the head of its models', () => {
  const named = namedLiterally('xai', 'xai/grok-4.1-fast');
  assert.deepEqual(named, { provider: 'xai', model: 'xai/grok-4.1-fast', written: 'xai/grok-4.1-fast' });
  assert.equal(namedLiterally('google', 'google/gemini-3-pro')?.model, 'google/gemini-3-pro');
  assert.equal(namedLiterally('anthropic', 'anthropic/opus-4.8')?.model, 'claude-opus-4-8');
  assert.equal(namedLiterally(' ', 'x'), undefined);
  assert.equal(namedLiterally('openai', ' '), undefined);
});

test('the port of Ollama means an Ollama server, unless the provider is known to be another', () => {
  const told = (id: string, api = 'openai-completions') =>
    found(
      { models: { providers: { [id]: { api, baseUrl: 'http://127.0.0.1:11434/v1', models: [] } } } },
      'adapter-host-mismatch',
    ).length;
  assert.deepEqual(
    ['ollama', 'my-ollama', 'gpu', 'lmstudio', 'openai'].map((id) => told(id)),
    [1, 1, 1, 0, 0],
  );
  assert.deepEqual([told('ollama', 'ollama'), told('gpu', 'anthropic-messages')], [0, 0]);
});

test('an agent loses fallbacks only where there are some', () => {
  const told = (defaults: object) =>
    found({ agents: { defaults, entries: { main: { model: 'openai/gpt-5' } } } }, 'agent-model-drops-fallbacks').length;
  const primary = 'anthropic/claude-opus-4-8';
  assert.equal(told({}), 0);
  assert.equal(told({ model: primary }), 0);
  assert.equal(told({ model: { primary } }), 0);
  assert.equal(told({ model: { primary, fallbacks: [] } }), 0);
  assert.equal(told({ model: { primary, fallbacks: [' '] } }), 0);
  assert.equal(told({ model: { primary, fallbacks: ['google/gemini-3-pro'] } }), 1);
});

test('a word of a policy or a map that is nearly an alias is not said to be one', () => {
  const of = (more: object) =>
    found({ agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'quick' }, ...more } } } }, 'unresolved-alias');
  const asked = (model: string) => ({
    agents: { defaults: { model, models: { 'openai/gpt-5.5': { alias: 'quick' } } } },
  });
  assert.deepEqual(
    found(asked('quikc'), 'unresolved-alias').map(([at]) => at),
    ['"quikc"'],
  );
  assert.deepEqual(of({ quikc: {} }), []);
  const policy = { modelPolicy: { allow: ['quikc'] }, models: { 'openai/gpt-5.5': { alias: 'quick' } } };
  assert.deepEqual(found({ agents: { defaults: policy } }, 'unresolved-alias'), []);
});

test('what fits a place: its type, whole numbers where numbers are asked for, and none but its keys', () => {
  const is = (text: string, schema: Schema | undefined) => fits(parseJson5(new File('x', text)).root!, schema);
  assert.ok(is('3', { type: 'integer' }) && is('3', { type: 'number' }) && is('3', { type: ['string', 'integer'] }));
  assert.ok(!is('"3"', { type: 'integer' }) && !is('3', { type: 'string' }) && !is('true', { type: 'integer' }));
  assert.ok(is('[1]', { type: 'array' }) && !is('{}', { type: 'array' }) && is('{}', {}) && !is('{}', undefined));
  const closed: Schema = { type: 'object', properties: { a: {} }, additionalProperties: false };
  assert.ok(is('{ a: 1 }', closed) && is('{}', closed) && !is('{ a: 1, b: 2 }', closed));
  assert.ok(is('{ b: 2 }', { type: 'object', properties: { a: {} } }));
  assert.ok(!is('{ b: 2 }', { type: 'object', additionalProperties: false }));
});
