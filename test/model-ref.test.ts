import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelKey, parse, splitProfile, wildcard } from '../src/routing/models/ref.ts';
import { data } from './recorded.ts';

interface Recorded {
  readonly id: string;
  readonly command: string;
  readonly input: string;
  readonly output: { model: string; profile?: string; provider?: string } | null;
}

for (const { id, command, input, output } of data<Recorded[]>('oracle/model-ref.json'))
  test(`OpenClaw's own answer: ${id}, ${input}`, () => {
    if (command === 'splitTrailingAuthProfile') return assert.deepEqual(splitProfile(input), output);
    assert.ok(command.startsWith('parseModelRef'), command);
    const name = parse(input, 'openai');
    return assert.deepEqual(name ? { provider: name.provider, model: name.model } : null, output);
  });

test('a ref without a provider names nothing where no default is given', () => {
  assert.equal(parse('gpt-5.4'), undefined);
  assert.equal(parse('  ', 'openai'), undefined);
  assert.equal(parse('openrouter:AUTO')?.model, 'openrouter/auto');
});

test('what was written is kept beside what it becomes', () => {
  assert.deepEqual(parse(' Anthropic / Opus '), { provider: 'anthropic', model: 'claude-opus-5', written: 'Opus' });
});

test('a profile needs a model before it and a name after it', () => {
  assert.deepEqual(splitProfile('openai/gpt@'), { model: 'openai/gpt@' });
  assert.deepEqual(splitProfile('openai/@work'), { model: 'openai/', profile: 'work' });
  assert.deepEqual(splitProfile('x/y@20250101@q4_0@p'), { model: 'x/y@20250101@q4_0', profile: 'p' });
  assert.deepEqual(splitProfile('x/y@2025010@p'), { model: 'x/y', profile: '2025010@p' });
});

test('only a star alone after a slash is a wildcard', () => {
  assert.deepEqual(wildcard('Groq/*'), { provider: 'groq', prefix: 'groq/' });
  assert.deepEqual(wildcard('openrouter/Meta/*'), { provider: 'openrouter', prefix: 'openrouter/Meta/' });
  assert.deepEqual(
    ['*', '/*', 'groq/x*', 'gr*/*', 'a b/*', 'groq//*'].filter((text) => wildcard(text)),
    [],
  );
});

test('a model that begins with its provider is keyed once', () => {
  assert.equal(modelKey({ provider: 'openrouter', model: 'openrouter/auto' }), 'openrouter/auto');
  assert.equal(modelKey({ provider: 'openrouter', model: 'meta/x' }), 'openrouter/meta/x');
});
