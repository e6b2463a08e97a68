import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAgents } from '../src/routing/models/agents.ts';
import { type Chain, chain, subagentChain, subagentSettings } from '../src/routing/models/chain.ts';
import { imposedFallbacks } from '../src/routing/models/model-setting.ts';
import { SLOT_NAMES, type Slot, slotChain } from '../src/routing/models/slots.ts';
import { data } from './recorded.ts';
import { agent, routed, written } from './routed.ts';

interface Recorded {
  readonly id: string;
  readonly input: {
    readonly raw: unknown;
    readonly opt?: { readonly agentId?: string; readonly provider?: string; readonly model?: string };
  };
  readonly output: { readonly default: string; readonly chain: readonly string[] };
}

/** OpenClaw calls the first candidate the requested one, whoever asked for it. */
const ORIGINS = {
  primary: 'requested',
  requested: 'requested',
  fallback: 'configured-fallback',
  'configured-primary': 'configured-primary',
} as const;

for (const { id, input, output } of data<Recorded[]>('oracle/model-chain.json'))
  test(`OpenClaw's own answer: ${id}`, () => {
    const routing = routed(input.raw);
    const { provider, model, agentId } = input.opt ?? {};
    const whose = agentId === undefined ? undefined : agent(routing, agentId);
    assert.equal(whose === undefined, agentId === undefined);
    const wish = provider === undefined ? undefined : { text: `${provider}/${model}` };
    assert.deepEqual(
      chain(routing.names, whose, wish).candidates.map(
        (each) => `${each.provider}/${each.model} (${ORIGINS[each.origin]})`,
      ),
      output.chain,
    );
    assert.equal(refs(chain(routing.names, whose))[0], output.default);
  });

interface Subagents {
  readonly id: string;
  readonly input: unknown;
  readonly output: { readonly sel: string | null; readonly fb: readonly string[] | null };
}

for (const { id, input, output } of data<Subagents[]>('oracle/subagent-model.json'))
  test(`OpenClaw's own answer: ${id}`, () => {
    const routing = routed(input);
    const settings = subagentSettings(routing.names, agent(routing));
    assert.equal(settings.find((each) => each?.primary)?.primary?.text ?? null, output.sel);
    assert.deepEqual(
      settings
        .map((each) => imposedFallbacks(each, routing.names.facts.naming))
        .find((each) => each !== undefined)
        ?.map(({ text }) => text) ?? null,
      output.fb,
    );
  });

const refs = ({ candidates }: Pick<Chain, 'candidates'>): string[] =>
  candidates.map(({ provider, model }) => `${provider}/${model}`);
const dropped = (it: Pick<Chain, 'dropped'>): string[] => it.dropped.map(({ text, reason }) => `${text}: ${reason}`);

test('every entry that is not tried is there with its place and a reason', () => {
  const { names } = routed({
    agents: {
      defaults: { model: { primary: 'anthropic/a', fallbacks: ['Anthropic/a', ' ', 'groq/', 'openai/b', 'openai/b'] } },
    },
  });
  const found = chain(names);
  assert.deepEqual(refs(found), ['anthropic/a', 'openai/b']);
  assert.deepEqual(dropped(found), ['Anthropic/a: duplicate', ' : blank', 'groq/: unparseable', 'openai/b: duplicate']);
  assert.deepEqual(
    found.dropped.map(({ at }) => written(at)),
    ['"Anthropic/a"', '" "', '"groq/"', '"openai/b"'],
  );
  assert.equal(written(found.dropped[0]?.first?.at), '"anthropic/a"');
  assert.deepEqual(
    found.candidates.map(({ at }) => written(at)),
    ['"anthropic/a"', '"openai/b"'],
  );
});

test("an agent's own setting does away with the defaults' fallbacks, and says so", () => {
  const of = (model: unknown): Chain => {
    const routing = routed({
      agents: {
        defaults: { model: { primary: 'anthropic/a', fallbacks: ['openai/b'] } },
        entries: { main: { model } },
      },
    });
    return chain(routing.names, agent(routing));
  };
  assert.deepEqual(
    [refs(of('groq/c')), dropped(of('groq/c')), of('groq/c').fallbacksFrom],
    [['groq/c'], ['openai/b: overridden'], 'agent'],
  );
  assert.deepEqual(refs(of({ fallbacks: ['xai/z'] })), ['anthropic/a', 'xai/z']);
  assert.deepEqual(
    [refs(of({})), refs(of(' ')), of({}).fallbacksFrom],
    [['anthropic/a', 'openai/b'], ['anthropic/a', 'openai/b'], 'defaults'],
  );
});

test('a profile pins a primary and is dropped from a fallback', () => {
  const { names } = routed({
    agents: { defaults: { model: { primary: 'anthropic/a@anthropic:work', fallbacks: ['openai/b@openai:work'] } } },
  });
  const [first, second] = chain(names).candidates;
  assert.deepEqual([first?.profile, first?.droppedProfile], ['anthropic:work', undefined]);
  assert.deepEqual([second?.profile, second?.droppedProfile], [undefined, 'openai:work']);
});

test('a model asked for: with fallbacks and the primary last, with the own fallbacks alone, or pinned by hand and alone', () => {
  const routing = routed({
    agents: {
      defaults: { model: { primary: 'anthropic/a', fallbacks: ['openai/b'] } },
      entries: { main: {}, own: { model: { primary: 'groq/c', fallbacks: ['xai/z'] } } },
    },
  });
  const asked = (id: string, pinned: boolean) => chain(routing.names, agent(routing, id), { text: 'groq/q', pinned });
  assert.deepEqual(refs(asked('main', false)), ['groq/q', 'openai/b', 'anthropic/a']);
  assert.deepEqual(refs(asked('own', false)), ['groq/q', 'xai/z']);
  assert.deepEqual([refs(asked('main', true)), dropped(asked('main', true))], [['groq/q'], ['openai/b: pinned']]);
});

test('bare names depend on whose they are', () => {
  const rows = (id: string) => ({
    baseUrl: 'http://127.0.0.1:9/v1',
    models: [{ id, name: id, input: ['text', 'image'] }],
  });
  const of = (slot: Slot, defaults: object): string[] =>
    refs(
      slotChain(
        routed({
          agents: { defaults: { model: 'anthropic/a', ...defaults } },
          models: { providers: { pa: rows('eyes') } },
        }).names,
        slot,
      ),
    );
  assert.deepEqual(of('heartbeat', { heartbeat: { model: 'eyes' } }), ['anthropic/eyes', 'anthropic/a']);
  assert.deepEqual(of('image', { imageModel: { primary: 'eyes', fallbacks: ['blind'] } }), ['pa/eyes', 'pa/blind']);
  assert.deepEqual(of('pdf', { imageModel: 'google/g' }), ['google/g']);
  assert.deepEqual(of('compaction', { compaction: { model: 'eyes' } }), ['pa/eyes']);
  assert.deepEqual(of('compaction', { compaction: { model: 'other' } }), ['anthropic/other']);
  assert.deepEqual(of('voice', { voiceModel: { primary: 'bare', fallbacks: ['OpenAI/tts'] } }), ['openai/tts']);
});

test('while the map of models is an allow-list, it holds for the fallbacks of pictures, not for those of other media', () => {
  const { names } = routed(
    {
      agents: {
        defaults: {
          models: { 'pa/eyes': {} },
          imageModel: { primary: 'pa/eyes', fallbacks: ['pa/blind', 'pa/eyes'] },
          voiceModel: { primary: 'pa/eyes', fallbacks: ['pa/blind'] },
        },
      },
    },
    { release: '2026.1.30' },
  );
  const [image, voice] = [slotChain(names, 'image'), slotChain(names, 'voice')];
  assert.deepEqual([refs(image), dropped(image)], [['pa/eyes'], ['pa/blind: not-listed', 'pa/eyes: duplicate']]);
  assert.deepEqual([refs(voice), dropped(voice)], [['pa/eyes', 'pa/blind'], []]);
});

test('aliases count in chats, not in media', () => {
  const { names } = routed({
    agents: {
      defaults: {
        model: 'anthropic/a',
        models: { 'groq/llama': { alias: 'fast' } },
        utilityModel: 'fast',
        voiceModel: 'fast',
        mediaModels: { image: 'fast' },
      },
    },
  });
  assert.deepEqual(
    (['utility', 'voice', 'media.image'] as const).map((slot) => [
      refs(slotChain(names, slot)),
      slotChain(names, slot).otherwise,
      dropped(slotChain(names, slot)),
    ]),
    [
      [['groq/llama'], undefined, []],
      [[], 'automatic', ['fast: unparseable']],
      [[], 'automatic', ['fast: unparseable']],
    ],
  );
});

test('a slot without a setting does what the chats do, leaves it to the program, or is off', () => {
  const routing = routed({
    agents: { defaults: { model: 'anthropic/a', utilityModel: 'groq/u' }, entries: { main: { utilityModel: '' } } },
  });
  const of = (slot: Slot) => slotChain(routing.names, slot, agent(routing));
  assert.deepEqual([of('heartbeat').otherwise, refs(of('heartbeat'))], ['model', ['anthropic/a']]);
  assert.deepEqual([of('image').otherwise, refs(of('image'))], ['automatic', []]);
  assert.deepEqual([of('utility').otherwise, refs(of('utility')), written(of('utility').at)], ['off', [], '""']);
  assert.deepEqual(refs(slotChain(routing.names, 'utility')), ['groq/u']);
});

test('subagents: the first setting with a model, the first with a word on fallbacks', () => {
  const routing = routed({
    agents: {
      defaults: {
        model: { primary: 'anthropic/a', fallbacks: ['openai/b'] },
        subagents: { model: { fallbacks: ['xai/s'] } },
      },
      entries: { main: { model: 'groq/c' }, plain: {} },
    },
  });
  assert.deepEqual(refs(subagentChain(routing.names, agent(routing, 'main'))), ['groq/c', 'xai/s']);
  assert.deepEqual(refs(subagentChain(routing.names, agent(routing, 'plain'))), ['anthropic/a', 'xai/s']);
  assert.equal(subagentChain(routing.names, agent(routing, 'plain')).fallbacksFrom, 'subagents');
});

test('every slot answers for every agent, whatever the config is made of', () => {
  for (const config of [
    {},
    [],
    'x',
    { agents: [] },
    { agents: { defaults: 5, entries: { main: [] } } },
    { agents: { defaults: { model: [], imageModel: 3, subagents: [] }, list: [null, { id: 7 }] } },
  ]) {
    const { names, agents } = routed(config);
    for (const slot of SLOT_NAMES)
      for (const each of [undefined, ...agents]) assert.ok(Array.isArray(slotChain(names, slot, each).candidates));
  }
});

test('agents: entries before list, ids as OpenClaw compares them, the one that answers by default', () => {
  const of = (agents: unknown, release = '') => {
    const { names } = routed({ agents }, release ? { release } : {});
    return readAgents(names.root, names.facts).map(
      ({ id, isDefault, at }) => `${id}${isDefault ? '*' : ''} ${written(at)}`,
    );
  };
  assert.deepEqual(of(undefined), ['main* undefined']);
  assert.deepEqual(of({ entries: { Work: {}, 'a b': {}, work: {} } }), ['work "Work"', 'a-b "a b"']);
  assert.deepEqual(of({ list: [{ id: 'one' }, { id: 'two', default: true }] }), ['one "one"', 'two* "two"']);
  assert.deepEqual(of({ ownership: 'explicit', list: [{ id: 'one' }, { id: 'two', default: true }] }), [
    'one "one"',
    'two "two"',
  ]);
  assert.deepEqual(of({ entries: { a: {} }, list: [{ id: 'b' }] }), ['a* "a"']);
  // `agents list` of 2026.4.23, and `resolveDefaultAgentId` of 2026.4.14 to 2026.7.1
  const list = [{ id: 'one' }, { id: 'two', default: true }, { id: 'three', default: true }];
  assert.deepEqual(of({ list: list.slice(0, 1).concat({ id: 'two' }) }, '2026.7.1'), ['one* "one"', 'two "two"']);
  assert.deepEqual(of({ list }, '2026.4.15'), ['one "one"', 'two* "two"', 'three "three"']);
  // `agents list` of 2026.9.6 and of 2026.4.15
  assert.deepEqual(of({ entries: {} }), ['main* undefined']);
  assert.deepEqual(of({ list: [] }), ['main* undefined']);
});
