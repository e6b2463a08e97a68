import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobChain } from '../src/routing/models/job-chain.ts';
import { type Slot, slotChain } from '../src/routing/models/slots.ts';
import { agent, routed } from './routed.ts';

// what a rule says a name means (refs) must be what a turn makes of it (slots, held to the real program by
// model-chain.test.ts)
const MODELS = { 'anthropic/claude-haiku-4-5': { alias: 'quick' } };
const PROVIDERS = {
  homelab: {
    baseUrl: 'http://192.168.1.20:8000/v1',
    api: 'openai-completions',
    models: [{ id: 'qwen3', name: 'Qwen3' }],
  },
};
const SETTINGS: readonly (readonly [Slot, (model: string) => object])[] = [
  ['heartbeat', (model) => ({ heartbeat: { model } })],
  ['utility', (utilityModel) => ({ utilityModel })],
  ['compaction', (model) => ({ compaction: { model } })],
  ['memoryFlush', (model) => ({ compaction: { memoryFlush: { model } } })],
];

for (const [slot, setting] of SETTINGS)
  for (const primary of ['anthropic/claude-opus-5', 'homelab/qwen3', 'openai/gpt-5.5'])
    for (const text of ['quick', 'quik', 'qwen3', 'openai/gpt-5.5', 'claude-haiku-4-5'])
      test(`${slot}: \`${text}\` after ${primary}`, () => {
        const routing = routed({
          models: { providers: PROVIDERS },
          agents: { defaults: { model: primary, models: MODELS, ...setting(text) } },
        });
        const ref = routing.refs.find(
          (each) =>
            each.text === text && each.path.at(-1) !== text && !['model', 'models'].includes(String(each.path[2])),
        );
        const [first] = slotChain(routing.names, slot, agent(routing)).candidates;
        assert.ok(ref?.resolved && first);
        assert.equal(`${ref.resolved.provider}/${ref.resolved.model}`, `${first.provider}/${first.model}`);
      });

test('since 2026.6.11 a job of an agent that repeats the default model as a text has the fallbacks of the defaults', () => {
  const of = (release: string, model: unknown) => {
    const defaults = { model: { primary: 'openai/a', fallbacks: ['openai/f'] } };
    const routing = routed({ agents: { defaults, entries: { main: { model } } } }, { release });
    return jobChain(routing.names, agent(routing)).candidates.map(({ model }) => model);
  };
  assert.deepEqual(of('2026.5.28', 'openai/a'), ['a']);
  for (const release of ['2026.6.11', '2026.9.6']) {
    assert.deepEqual(of(release, ' openai/a '), ['a', 'f']);
    assert.deepEqual(of(release, 'openai/b'), ['b']);
    assert.deepEqual(of(release, { primary: 'openai/a' }), ['a']);
    assert.deepEqual(of(release, undefined), ['a', 'f']);
  }
});
