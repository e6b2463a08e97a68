import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import { behaviour } from '../src/release/releases.ts';
import { isRenewable } from '../src/routing/credentials/accepted-types.ts';
import { eligibility } from '../src/routing/credentials/eligibility.ts';
import { isBorrowed } from '../src/routing/credentials/profiles.ts';
import { resolveOrder } from '../src/routing/credentials/resolve-order.ts';
import { claudeCliModels } from '../src/routing/models/claude-cli-models.ts';
import { refsOfClaudeCli } from '../src/routing/models/claude-ids.ts';
import { File } from '../src/text/file.ts';
import { contextOf } from './credential-context.ts';

// As facts-held.test.ts: what no recorded answer of the program would miss if it were gone.

test('a login without a refresh token is usable until five minutes before it expires', () => {
  const login = (expires?: number) =>
    ({ type: 'oauth', stored: { renewable: false, expires } }) as Parameters<typeof isRenewable>[0];
  assert.equal(isRenewable(login(1_300_001), 1_000_000), true);
  assert.equal(isRenewable(login(1_300_000), 1_000_000), false);
  assert.equal(isRenewable(login(1), undefined), true);
  assert.equal(isRenewable(login(undefined), undefined), false);
});

test('only a whole name is that of another program’s login', () => {
  for (const program of ['claude', 'codex', 'minimax', 'qwen']) assert.ok(isBorrowed(`x:${program}-cli`), program);
  for (const id of ['x:claude-cli-2', 'claude-cli', 'x:my-claude-cli', 'x:gemini-cli']) assert.ok(!isBorrowed(id), id);
});

test('the first listed profile that is there decides whether the Claude CLI is chosen', () => {
  const of = (order: readonly string[], more: object = {}) => {
    const profiles = {
      'anthropic:key': { provider: 'anthropic', mode: 'api_key' },
      'anthropic:cli': { provider: 'claude-cli', mode: 'oauth' },
      'openai:key': { provider: 'openai', mode: 'api_key' },
    };
    const config = { auth: { profiles, order: { anthropic: order } }, ...more };
    const { root } = parseJson5(new File('openclaw.json', JSON.stringify(config)));
    return claudeCliModels(root, behaviour({ release: '2026.9.6' })).length > 0;
  };
  assert.equal(of(['anthropic:cli', 'anthropic:key']), true);
  assert.equal(of(['anthropic:key', 'anthropic:cli']), false);
  assert.equal(of(['anthropic:gone', 'openai:key', 'anthropic:cli']), true);
  assert.equal(of([]), false);
  const runtime = (model: string, id: string) => ({
    agents: { defaults: { models: { [model]: { agentRuntime: { id } } } } },
  });
  assert.equal(of([], runtime('anthropic/claude-opus-5', ' Claude-CLI ')), true);
  assert.equal(of([], runtime('anthropic/claude-opus-5', 'auto')), false);
  assert.equal(of([], runtime('openai/gpt-5.4', 'claude-cli')), false);
});

test('Codex has its own profiles beside the list of OpenAI, and those of nobody else', () => {
  const key = (provider: string) => ({ type: 'api_key', provider, key: 'of-a-test' });
  const store = {
    profiles: { 'openai:a': key('openai'), 'openai-codex:b': key('openai-codex'), 'xai:c': key('xai') },
  };
  const context = contextOf({ store, config: { auth: { order: { openai: ['openai:a'] } } }, release: '2026.5.28' });
  const { profiles, skipped } = resolveOrder('openai-codex', context);
  const ids = [...profiles, ...skipped].map(({ id }) => id);
  assert.ok(ids.includes('openai-codex:b'));
  assert.ok(!ids.includes('xai:c'), ids.join());
});

test('the Claude CLI runs a model of Anthropic as it is written and by its current id', () => {
  const of = (ref: string) => refsOfClaudeCli(ref, behaviour({ release: '2026.9.6' }));
  assert.deepEqual(of(' Anthropic/opus '), ['anthropic/opus', 'anthropic/claude-opus-5']);
  assert.deepEqual(of('claude-cli/claude-mine'), ['anthropic/claude-mine', 'anthropic/claude-mine']);
  assert.deepEqual(of('anthropic/mine'), ['anthropic/mine']);
  for (const none of ['openai/gpt-5.5', 'mine', 'anthropic/', '/opus']) assert.deepEqual(of(none), [], none);
});

test('whether a profile serves a provider by way of a plugin is uncertain', () => {
  const key = (provider: string) => ({ type: 'api_key', provider, key: 'of-a-test' });
  const store = { profiles: { 'zai:a': key('zai'), 'z.ai:b': key('z.ai') } };
  const context = contextOf({ store });
  assert.equal(eligibility('zai:a', 'zai', context).certain, true);
  assert.equal(eligibility('z.ai:b', 'zai', context).certain, false);
});
