import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AllowList, allowList, isPolicyEntry, requested } from '../src/routing/models/allowlist.ts';
import { data } from './recorded.ts';
import { agent, routed, written } from './routed.ts';

interface Recorded {
  readonly id: string;
  readonly input: {
    readonly raw: { agents: { defaults: { modelPolicy?: { allow?: string[] } } } };
    readonly refs: readonly string[];
    readonly agentId?: string;
  };
  readonly output:
    | {
        readonly policy: { readonly refs: readonly string[]; readonly configPath: string | null };
        readonly allowAny: boolean;
        readonly results: Readonly<Record<string, string>>;
      }
    | { readonly invalid: readonly { readonly path: string }[] };
}

const PATHS: Readonly<Record<AllowList['from'], string | null>> = {
  agent: 'agents.entries.*.modelPolicy.allow',
  defaults: 'agents.defaults.modelPolicy.allow',
  models: 'agents.defaults.models',
  none: null,
};

for (const { id, input, output } of data<Recorded[]>('oracle/allowlist.json'))
  test(`OpenClaw's own answer: ${id}`, () => {
    const routing = routed(input.raw);
    const { names, behaviour } = routing;
    if ('invalid' in output) {
      const refused = input.raw.agents.defaults.modelPolicy!.allow!.flatMap((text, index) =>
        isPolicyEntry(names, text, undefined) ? [] : [`agents.defaults.modelPolicy.allow.${index}`],
      );
      return assert.deepEqual(
        refused,
        output.invalid.map(({ path }) => path),
      );
    }
    const whose = input.agentId === undefined ? undefined : agent(routing, input.agentId);
    const list = allowList(names, behaviour, whose);
    assert.deepEqual(
      [PATHS[list.from], list.entries === undefined, list.entries?.map(({ text }) => text) ?? []],
      [output.policy.configPath, output.allowAny, output.policy.refs],
    );
    const results = input.refs.map((text) => {
      const found = requested(names, text, whose)!;
      return [text, `${list.allows(found) ? 'OK' : 'model not allowed:'} ${found.provider}/${found.model}`];
    });
    return assert.deepEqual(Object.fromEntries(results), output.results);
  });

test('a wildcard ends at a slash', () => {
  const { names, behaviour } = routed({ agents: { defaults: { modelPolicy: { allow: ['openrouter/meta/*'] } } } });
  const list = allowList(names, behaviour);
  assert.equal(list.allows({ provider: 'openrouter', model: 'meta/llama' }), true);
  assert.equal(list.allows({ provider: 'openrouter', model: 'metal/x' }), false);
  assert.equal(written(list.entries?.[0]?.at), '"openrouter/meta/*"');
});

test("an agent's list knows the agent's aliases, the defaults' list does not", () => {
  const config = (mine: object, defaults: object) =>
    routed({
      agents: {
        defaults: { model: 'anthropic/a', ...defaults },
        entries: { main: { models: { 'groq/llama': { alias: 'fast' } }, ...mine } },
      },
    });
  const policy = { modelPolicy: { allow: ['fast'] } };
  for (const [routing, expected] of [
    [config(policy, {}), true],
    [config({}, policy), false],
  ] as const)
    assert.equal(
      allowList(routing.names, routing.behaviour, agent(routing)).allows({ provider: 'groq', model: 'llama' }),
      expected,
    );
});

test('before there were policies the map was the list, and bound everything', () => {
  const { names, behaviour } = routed(
    { agents: { defaults: { models: { 'openai/b': {} } } }, meta: { migrations: { modelPolicyAllowlist: true } } },
    { release: '2026.2.24' },
  );
  const list = allowList(names, behaviour);
  assert.deepEqual(
    [list.from, list.limits, list.allows({ provider: 'groq', model: 'x' })],
    ['models', 'everything', false],
  );
});

test('what OpenClaw adds for an Anthropic key counts as if it were written', () => {
  const added = (config: object, env = '') => {
    const { names } = routed(config, { release: '2026.9.6' }, { '.env': env });
    return names.aliases.entriesOf(undefined).flatMap(({ key, implied }) => (implied ? [key.value] : []));
  };
  const config = { agents: { defaults: { model: 'anthropic/opus' } } };
  const all = ['anthropic/claude-opus-5', 'anthropic/claude-sonnet-5', 'anthropic/claude-sonnet-4-6'];
  assert.deepEqual(added(config, 'ANTHROPIC_API_KEY=x\n'), all);
  assert.deepEqual(added({ agents: { defaults: { model: 'opus' } } }, 'ANTHROPIC_API_KEY=x\n'), all);
  assert.deepEqual(added(config), []);
  assert.deepEqual(added(config, 'ANTHROPIC_API_KEY=x\nANTHROPIC_OAUTH_TOKEN=x\n'), []);
  assert.deepEqual(
    added({ ...config, auth: { profiles: { 'anthropic:work': { provider: 'anthropic', mode: 'api_key' } } } }),
    all,
  );
  assert.deepEqual(
    added(
      { ...config, auth: { profiles: { 'anthropic:sub': { provider: 'anthropic', mode: 'oauth' } } } },
      'ANTHROPIC_API_KEY=x\n',
    ),
    [],
  );
  assert.deepEqual(added({ agents: { defaults: { model: 'openai/b' } } }, 'ANTHROPIC_API_KEY=x\n'), []);
});

test('before 2026.8.1 the map of models is the list, with the primary and from 2026.3.13 the fallbacks beside it', () => {
  const of = (release: string, models: object, model: unknown = { primary: 'openai/a', fallbacks: ['xai/f'] }) => {
    const { names, behaviour } = routed({ agents: { defaults: { model, models } } }, { release });
    const { allows } = allowList(names, behaviour);
    return ['groq/llama', 'groq/other', 'openai/a', 'xai/f'].filter((ref) => {
      const [provider = '', id = ''] = ref.split('/');
      return allows({ provider, model: id });
    });
  };
  const exact = { 'groq/llama': { alias: 'fast' } };
  assert.deepEqual(of('2026.2.26', exact), ['groq/llama', 'openai/a']);
  for (const release of ['2026.4.15', '2026.5.28', '2026.7.1'])
    assert.deepEqual(of(release, exact), ['groq/llama', 'openai/a', 'xai/f'], release);
  assert.deepEqual(of('2026.5.28', { fast: {}, ...exact }, { primary: 'xai/f' }), ['groq/llama', 'xai/f']);
  // wildcards came with 2026.5.28; where there are only such, neither the primary nor the fallbacks count
  assert.deepEqual(of('2026.4.15', { 'groq/*': {} }), ['openai/a', 'xai/f']);
  assert.deepEqual(of('2026.5.28', { 'groq/*': {} }), ['groq/llama', 'groq/other']);
  assert.deepEqual(of('2026.5.28', { 'groq/*': {}, 'xai/g': {} }), ['groq/llama', 'groq/other', 'xai/f']);
  assert.deepEqual(of('2026.5.28', { 'openai/*': {} }), ['openai/a']);
  assert.deepEqual(of('2026.5.28', {}), ['groq/llama', 'groq/other', 'openai/a', 'xai/f']);
});
