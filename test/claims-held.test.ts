import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';

// As rules-held.test.ts: near misses of what a finding advises.

const found = (rule: string, config: object, release = '2026.9.6') =>
  check(memory({ 'openclaw.json': JSON.stringify(config, undefined, 1) }), { release, rules: new Set([rule]) })
    .diagnostics;

test('where the credential belongs that an unknown key holds', () => {
  const advice = (config: object) => {
    const help = found('unknown-key', config)[0]?.help ?? '';
    const [, variable] = /set `(\w+)` in/.exec(help) ?? [];
    const [, command] = /`openclaw models auth ([^`]+)`/.exec(help) ?? [];
    return [variable, command].filter(Boolean).join(' | ');
  };
  const at = (name: string, value: unknown) => advice({ [name]: value });
  assert.equal(at('claude', { setupToken: 'x' }), 'ANTHROPIC_API_KEY | paste-token --provider anthropic');
  assert.equal(at('Claude', { token: 'x' }), 'ANTHROPIC_API_KEY | paste-token --provider anthropic');
  assert.equal(at('openai', { credential: 'x' }), 'OPENAI_API_KEY | add');
  assert.equal(at('OpenAI', { credentials: 'x', oauth: 'y' }), 'OPENAI_API_KEY | add');
  assert.equal(at('mistral', { KEY: 'x' }), 'MISTRAL_API_KEY | add');
  assert.equal(at('github-copilot', { token: 'x' }), 'COPILOT_GITHUB_TOKEN | paste-token --provider github-copilot');
  assert.equal(at('openai', { myApiKey: 'x' }), '');
  assert.equal(at('openai', { apiKeys: 'x' }), '');
  assert.equal(at('openai', { apiKey: 'x', model: 'y' }), '');
  assert.equal(at('openai', {}), '');
  assert.equal(at('openai', 'apiKey'), '');
  assert.equal(at('foo', { apiKey: 'x' }), '');
  const own = { models: { providers: { pa: { baseUrl: 'https://a.example.com/v1', models: [] } } } };
  const agent = (more: object, home: object = {}) => advice({ agents: { defaults: more }, ...home });
  assert.equal(agent({ model: 'anthropic/claude-opus-5', apiKey: 'x' }), '');
  assert.equal(
    agent({ model: 'anthropic/claude-opus-5', setupToken: 'x' }),
    'ANTHROPIC_API_KEY | paste-token --provider anthropic',
  );
  assert.equal(agent({ model: 'anthropic/claude-opus-5', apiKey: { x: 'y' } }), '');
  assert.equal(agent({ model: 'anthropic/claude-opus-5', apiKeyFile: 'x' }), '');
  assert.equal(agent({ model: 'pa/m1', apiKey: 'x' }, own), '');
  assert.equal(agent({ apiKey: 'x' }), '');
  assert.equal(advice({ agents: { defaults: { model: 'anthropic/claude-opus-5' } }, gateway: { apiKey: 'x' } }), '');
});

test('a former name of a provider is replaced where it can be, and nowhere else', () => {
  const said = (config: object, release?: string) =>
    found('legacy-provider-id', config, release).map(({ at, fix, related = [], severity }) => {
      const word = at.file.text.slice(at.offset, at.offset + at.length);
      const edits = fix?.edits.map(({ text }) => text).join(' ') ?? 'none';
      return `${severity} ${word}, ${related.length} more: ${fix?.unsafe ? 'unsafe ' : ''}${edits}`;
    });
  const model = (text: string, more: object = {}) => ({ agents: { defaults: { model: text, ...more } } });
  const mode = { mode: 'api_key' };
  assert.deepEqual(said(model('openai-codex/gpt-5.4')), [
    'warning "openai-codex/gpt-5.4", 0 more: unsafe "openai/gpt-5.4"',
  ]);
  assert.deepEqual(said(model('z.ai/glm-5')), []);
  assert.deepEqual(said(model(' z.ai /glm-5')), []);
  assert.deepEqual(said(model('zai/z.ai')), []);
  assert.deepEqual(said({ auth: { profiles: { 'a:b': { provider: 'openai-codex', ...mode } } } }), [
    'warning "openai-codex", 0 more: unsafe "openai"',
  ]);
  assert.deepEqual(said({ auth: { order: { 'openai-codex': ['a:b'] } } }), [
    'warning "openai-codex", 0 more: unsafe "openai"',
  ]);
  assert.deepEqual(said({ auth: { order: { 'openai-codex': ['a:b'], openai: ['c:d'] } } }), [
    'warning "openai-codex", 0 more: none',
  ]);
  assert.deepEqual(
    said({ agents: { defaults: { model: { primary: 'openai/gpt-5.4', fallbacks: ['openai-codex/gpt-5.4'] } } } }),
    ['warning "openai-codex/gpt-5.4", 0 more: none'],
  );
  assert.deepEqual(said({ agents: { defaults: { models: { 'openai/gpt-5.4': {}, 'openai-codex/gpt-5.4': {} } } } }), [
    'warning "openai-codex/gpt-5.4", 0 more: none',
  ]);
  assert.deepEqual(said(model('openai-codex/gpt-5.4'), '2026.4.15'), []);
});

test('a list under no provider’s name, and the one that was meant', () => {
  const said = (order: object, more: object = {}) =>
    found('order-provider-key-unknown', { auth: { order }, ...more }).map(
      ({ help, fix }) => `${help} ${fix?.edits.map(({ text }) => text) ?? ''}`,
    );
  assert.deepEqual(said({ anthropicc: ['a:b'] }), ['did you mean `anthropic`? ']);
  assert.deepEqual(said({ anthropicc: ['a:b'], anthropic: ['a:c'] }), [
    'put its profiles into the list of `anthropic`, and take this one out ',
  ]);
  assert.deepEqual(said({ claude: ['a:b'] }), ['did you mean `anthropic`? ']);
  assert.deepEqual(said({ 'nothing-like-it': ['a:b'] }), [
    'write the id of the provider, as in `provider/model`, or remove the list ',
  ]);
  assert.deepEqual(
    said({ labb: ['a:b'] }, { models: { providers: { lab: { baseUrl: 'https://a.example.com/v1', models: [] } } } }),
    ['did you mean `lab`? '],
  );
  assert.deepEqual(said({ Anthropic: ['a:b'] }), []);
});
