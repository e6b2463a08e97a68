import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted } from '../src/routing/credentials/accepted-types.ts';
import { direct } from '../src/routing/credentials/keys.ts';
import { contextOf } from './credential-context.ts';

const openAi = (of: object, row: object = {}) => ({
  models: { providers: { openai: { models: [{ id: 'gpt-5.4', name: 'x', ...row }], ...of } } },
});
/** Which kinds of credentials `openai/gpt-5.4` takes. */
const kinds = (config: unknown, release = '2026.9.6', model = 'gpt-5.4') => {
  const { conflict, allows } = accepted({ provider: 'openai', model }, contextOf({ config, release }));
  return conflict ? 'conflict' : (['api_key', 'oauth'] as const).filter(allows).join(' ');
};

test('since 2026.9.1 `openai-completions` leaves both endpoints open, unless something says how requests are sent', () => {
  const api = 'openai-completions';
  assert.equal(kinds(openAi({ api })), 'api_key oauth');
  assert.equal(kinds(openAi({ api }), '2026.8.2'), 'api_key');
  assert.equal(kinds(openAi({ api: 'openai-responses' })), 'api_key');
  for (const name of ['headers', 'request', 'params']) {
    assert.equal(kinds(openAi({ api, [name]: { x: 'y' } })), 'api_key', name);
    assert.equal(kinds(openAi({ api, [name]: {} })), 'api_key oauth', `${name} is empty`);
    assert.equal(kinds(openAi({ api, [name]: 'text' })), 'api_key oauth', `${name} is a text`);
  }
  for (const [name, value] of Object.entries({ localService: {}, authHeader: false, timeoutSeconds: 0 }))
    assert.equal(kinds(openAi({ api, [name]: value })), 'api_key', name);
  for (const name of ['headers', 'params', 'compat']) {
    assert.equal(kinds(openAi({ api }, { [name]: { x: 'y' } })), 'api_key', `${name} of the row`);
    assert.equal(kinds(openAi({ api }, { [name]: {} })), 'api_key oauth', `${name} of the row is empty`);
  }
  assert.equal(kinds(openAi({ api }, { request: { x: 'y' } })), 'api_key oauth');
});

test('a model of one kind contradicts a block that asks for the other', () => {
  const [byKey, byLogin] = ['chat-latest', 'gpt-5.3-codex-spark'];
  assert.equal(kinds({}, '2026.9.6', byKey), 'api_key');
  assert.equal(kinds({}, '2026.9.6', byLogin), 'oauth');
  const login = openAi({ api: 'openai-chatgpt-responses' });
  const key = openAi({ api: 'openai-responses' });
  assert.equal(kinds(login, '2026.9.6', byKey), 'conflict');
  assert.equal(kinds(login, '2026.9.6', byLogin), 'oauth');
  assert.equal(kinds(key, '2026.9.6', byKey), 'api_key');
  assert.equal(kinds(key, '2026.9.6', byLogin), 'conflict');
});

test('whose endpoint of OpenAI a URL is', () => {
  const at = (baseUrl: string) => kinds(openAi({ baseUrl }));
  for (const url of ['https://api.openai.com', 'https://api.openai.com/v1', 'https://api.openai.com./v1/'])
    assert.equal(at(url), 'api_key', url);
  for (const path of ['', '/', '/v1', '/codex', '/codex/v1/', '/codex/responses'])
    assert.equal(at(`https://chatgpt.com/backend-api${path}`), 'oauth', path);
  for (const url of [
    'http://api.openai.com/v1',
    'https://api.openai.com:8443/v1',
    'https://api.openai.com/v1?x=1',
    'https://api.openai.com/v1#x',
    'https://api.openai.com/v2',
    'https://api.openai.com/v1/chat',
    'https://chatgpt.com/',
    'https://chatgpt.com/backend-api/v2',
    'https://user@proxy.example.com/v1',
    'https://:word@proxy.example.com/v1',
    'ftp://proxy.example.com/v1',
    'xhttps://proxy.example.com/v1',
    'httpsx://proxy.example.com/v1',
    'proxy',
  ])
    assert.equal(at(url), 'conflict', url);
  assert.equal(at('https://proxy.example.com/v1?x=1'), 'api_key');
  const proxied = { baseUrl: 'https://proxy.example.com/v1', api: 'openai-chatgpt-responses' };
  assert.equal(kinds(openAi(proxied)), 'oauth');
  assert.equal(kinds(openAi({ baseUrl: 'https://api.openai.com/v1', api: 'openai-chatgpt-responses' })), 'conflict');
  assert.equal(kinds(openAi({ baseUrl: 'https://chatgpt.com/backend-api', api: 'openai-responses' })), 'conflict');
});

test('what a row says of API and endpoint goes before what its block says', () => {
  const chatgpt = 'https://chatgpt.com/backend-api';
  assert.equal(kinds(openAi({ api: 'openai-responses' }, { api: 'openai-chatgpt-responses' })), 'oauth');
  assert.equal(kinds(openAi({ baseUrl: 'https://api.openai.com/v1' }, { baseUrl: chatgpt })), 'oauth');
  // the block's endpoint is not that of a row with an API of its own, unless it is somebody else's
  assert.equal(kinds(openAi({ baseUrl: chatgpt }, { api: 'openai-responses' })), 'api_key');
  assert.equal(kinds(openAi({ baseUrl: 'https://proxy.example.com' }, { api: 'openai-responses' })), 'api_key');
  assert.equal(kinds(openAi({ baseUrl: 'https://proxy.example.com' }, { api: 'anthropic-messages' })), 'conflict');
});

test('a variable with a key is not sent where a model takes logins only, and is said to be left out', () => {
  const context = contextOf({ env: { OPENAI_API_KEY: 'sk-0123456789abcdef' } });
  const { allows } = accepted({ provider: 'openai', model: 'gpt-5.3-codex-spark' }, context);
  assert.equal(direct('openai', context).first?.label, 'OPENAI_API_KEY');
  const { first, skipped } = direct('openai', context, allows);
  assert.equal(first, undefined);
  assert.deepEqual(
    skipped.map(({ label, reason, certain }) => [label, reason, certain]),
    [
      ['CODEX_API_KEY', 'unset', true],
      ['OPENAI_API_KEY', 'incompatible', true],
    ],
  );
});
