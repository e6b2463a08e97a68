import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour } from '../src/release/behaviour.ts';
import { agentOf, readAgents } from '../src/routing/models/agents.ts';
import { chain, subagentChain } from '../src/routing/models/chain.ts';
import { defaultModel } from '../src/routing/models/default-model.ts';
import { jobChain, jobFallback } from '../src/routing/models/job-chain.ts';
import { type Slot, slotChain } from '../src/routing/models/slots.ts';
import { agent, routed } from './routed.ts';
import { at, home, named, PROVIDERS } from './two-providers.ts';

// What recorded answers of the program do not look at or do not come to, of each release: found by changing the code.

test('what each reference to a model means, and how it comes to that', () => {
  const config = home(
    {
      model: { primary: 'pa/m1', fallbacks: ['m9', 'fast', '${MODEL}', ' '] },
      models: { 'pb/m2': { alias: 'fast' }, bare: {} },
      heartbeat: { model: 'm9' },
      utilityModel: 'm9',
      compaction: { model: 'm9', memoryFlush: { model: 'm9' } },
      imageModel: { primary: 'pb/eye', fallbacks: ['eye2'] },
      subagents: { model: 'm2' },
    },
    { hooks: { gmail: { model: 'm2' }, mappings: [{ model: 'm9' }] } },
    { entries: { own: { model: { primary: 'pb/m2', fallbacks: ['m9'] }, heartbeat: { model: 'm9' } } } },
  );
  const { refs } = routed(config);
  const told = refs.map(({ path, text, role, resolved, template }) => {
    const meant = resolved ? `${resolved.provider}/${resolved.model} ${resolved.via}` : template ? 'template' : 'none';
    return `${path.slice(1).join('.')} ${role} ${text.trim()}: ${meant}`;
  });
  assert.deepEqual(told, [
    'defaults.model.primary primary pa/m1: pa/m1 ref',
    'defaults.model.fallbacks.0 fallback m9: pa/m9 primary-provider',
    'defaults.model.fallbacks.1 fallback fast: pb/m2 alias',
    'defaults.model.fallbacks.2 fallback ${MODEL}: template',
    'defaults.model.fallbacks.3 fallback : none',
    'defaults.models.pb/m2 map pb/m2: pb/m2 ref',
    'defaults.models.bare map bare: openai/bare default-provider',
    'defaults.heartbeat.model primary m9: pb/m9 primary-provider',
    'defaults.utilityModel primary m9: pb/m9 primary-provider',
    'defaults.compaction.model primary m9: pb/m9 primary-provider',
    'defaults.compaction.memoryFlush.model primary m9: pb/m9 primary-provider',
    'defaults.imageModel.primary primary pb/eye: pb/eye ref',
    'defaults.imageModel.fallbacks.0 fallback eye2: pb/eye2 primary-provider',
    'defaults.subagents.model primary m2: pb/m2 declared',
    'entries.own.model.primary primary pb/m2: pb/m2 ref',
    'entries.own.model.fallbacks.0 fallback m9: pb/m9 primary-provider',
    'entries.own.heartbeat.model primary m9: pb/m9 primary-provider',
    'gmail.model primary m2: pb/m2 declared',
    'mappings.0.model primary m9: pb/m9 primary-provider',
  ]);
});

test('which fallbacks a conversation has, and whose they are', () => {
  const config = home(
    { model: { primary: 'pa/m1', fallbacks: ['pb/m2', ' ', 'x/', 'pa/m1', 'pb/m2'] } },
    {},
    { entries: { main: { default: true }, own: { model: { primary: 'pb/m2', fallbacks: ['pa/m1'] } } } },
  );
  const of = (id: string, release?: string, wished?: Parameters<typeof chain>[2]) => {
    const routing = routed(config, at(release ?? '2026.9.6'));
    const { candidates, dropped, fallbacksFrom } = chain(routing.names, agent(routing, id), wished);
    return [
      fallbacksFrom,
      candidates.map((each) => `${named(each)} ${each.origin} ${each.via}`).join(', '),
      dropped.map(({ text, reason }) => `${text.trim()} ${reason}`).join(', '),
    ];
  };
  assert.deepEqual(of('main'), [
    'defaults',
    'pa/m1 primary ref, pb/m2 fallback ref',
    ' blank, x/ unparseable, pa/m1 duplicate, pb/m2 duplicate',
  ]);
  assert.deepEqual(of('own'), [
    'agent',
    'pb/m2 primary ref, pa/m1 fallback ref',
    'pb/m2 overridden,  overridden, x/ overridden, pa/m1 overridden, pb/m2 overridden',
  ]);
  assert.deepEqual(of('main', '2026.9.6', { text: 'pb/m2', pinned: true }), [
    'defaults',
    'pb/m2 requested ref',
    'pb/m2 pinned,  pinned, x/ pinned, pa/m1 pinned, pb/m2 pinned',
  ]);
  assert.deepEqual(of('main', '2026.9.6', { text: 'pb/m9' }), [
    'defaults',
    'pb/m9 requested ref, pb/m2 fallback ref, pa/m1 fallback ref',
    ' blank, x/ unparseable, pb/m2 duplicate',
  ]);
});

test('how releases read a conversation’s models, its own and those it inherits', () => {
  const of = (release: string, defaults: object, own: object = {}, wished?: Parameters<typeof chain>[2]) => {
    const listed = {
      list: [
        { id: 'main', default: true },
        { id: 'own', ...own },
      ],
    };
    const entries = { entries: { main: { default: true }, own } };
    const routing = routed(home(defaults, {}, release < '2026.8' ? listed : entries), at(release));
    const { candidates, dropped } = chain(routing.names, agent(routing, 'own'), wished);
    const models = candidates.map((each) => `${named(each)} ${each.origin} ${each.via}`);
    return [...models, ...dropped.map(({ text, reason }) => `(${text} ${reason})`)].join(', ');
  };
  const model = { primary: 'pa/m1', fallbacks: ['m9'] };
  assert.equal(of('2026.9.6', { model }, { model: { primary: 'pb/m2' } }), 'pb/m2 primary ref, (m9 overridden)');
  assert.equal(of('2026.7.1', { model }, { model: { primary: 'pb/m2' } }), 'pb/m2 primary ref, (m9 overridden)');
  assert.equal(
    of('2026.3.2', { model }, { model: 'pb/m2' }),
    'pb/m2 primary ref, pa/m1 configured-primary ref, (m9 other-provider)',
  );
  assert.equal(
    of('2026.9.6', { model }, { model: 'x/' }),
    'pa/m1 primary configured-row, (x/ unparseable), (m9 overridden)',
  );
  assert.equal(
    of('2026.9.6', { model: { primary: 'pa/m1', fallbacks: ['pa/pa/m9'] } }),
    'pa/m1 primary ref, pa/pa/m9 fallback ref',
  );
  assert.equal(
    of('2026.5.28', { model: { primary: 'pa/m1', fallbacks: ['pa/pa/m9'] } }),
    'pa/m1 primary ref, pa/m9 fallback ref',
  );
  assert.equal(
    of('2026.7.1', { model }, { model: { primary: 'pb/m2', fallbacks: ['pa/pa/m9', 'm8'] } }),
    'pb/m2 primary ref, pa/m9 fallback ref, pa/m8 fallback primary-provider, (m9 overridden)',
  );
  const twice = { 'pb/whole': { alias: 'pa/m1' }, 'pb/bare': { alias: 'm1' } };
  for (const [release, expected] of Object.entries({
    '2026.4.15': 'pa/m1 primary ref',
    '2026.4.29': 'pb/whole primary alias',
    '2026.5.28': 'pb/whole primary alias',
    '2026.9.6': 'pa/m1 primary ref',
  }))
    assert.equal(of(release, { model: 'pa/m1', models: twice }), expected, release);
  const ofOther = { models: { 'pb/bare': { alias: 'm1' } } };
  for (const [release, expected] of Object.entries({
    '2026.4.29': 'pb/bare primary alias, pa/m1 configured-primary ref',
    '2026.5.28': 'pb/bare primary alias, pa/m1 configured-primary ref',
  }))
    assert.equal(of(release, { model: 'pa/m1', ...ofOther }), expected, release);
  const asked = { text: 'x/', at: routed(home({ model })).refs[0]!.at };
  assert.equal(
    of('2026.9.6', { model }, {}, asked),
    'pa/m1 primary ref, pa/m9 fallback primary-provider, (x/ unparseable)',
  );
  assert.equal(
    of('2026.9.6', { model: { primary: 'x/', fallbacks: ['pa/m1'] } }, {}, { text: 'pb/m2' }),
    'pb/m2 requested ref, pa/m1 fallback ref',
  );
  assert.equal(
    of('2026.9.6', { model: { primary: 'x/', fallbacks: ['pa/m1'] } }),
    'pa/m1 primary configured-row, (x/ unparseable), (pa/m1 duplicate)',
  );
  for (const [release, expected] of Object.entries({
    '2026.2.26': 'pb/m2 requested ref, pa/m3 fallback ref, pa/m1 configured-primary ref, (pb/m2 duplicate)',
    '2026.4.29': 'pb/m2 requested ref, pa/m3 fallback ref, pa/m1 configured-primary ref, (pb/m2 duplicate)',
    '2026.5.28': 'pb/m2 requested ref, pa/m3 fallback ref, pa/m1 configured-primary ref, (pb/m2 duplicate)',
  }))
    assert.equal(
      of(release, { model: { primary: 'pa/m1', fallbacks: ['pb/m2', 'pa/m3'] } }, {}, { text: 'pb/m2' }),
      expected,
      release,
    );
  assert.equal(
    of('2026.2.26', { model: { primary: 'pa/m1', fallbacks: ['pb/m2'] } }, {}, { text: 'pb/m8' }),
    'pb/m8 requested ref, pa/m1 configured-primary ref, (pb/m2 other-provider)',
  );
});

test('a bare name in an allow-list belongs to its only provider', () => {
  const { refs } = routed(
    home({ models: { 'pb/m2': { alias: 'fast' } }, modelPolicy: { allow: ['m2', 'fast', 'pa/m1', 'm9'] } }),
  );
  assert.deepEqual(
    refs.filter(({ role }) => role === 'policy').map(({ resolved }) => `${named(resolved)} ${resolved?.via}`),
    ['pb/m2 declared', 'pb/m2 alias', 'pa/m1 ref', 'openai/m9 default-provider'],
  );
});

test('the list that a job’s or a subagent’s fallbacks come from', () => {
  const config = home(
    {
      model: { primary: 'pa/m1', fallbacks: ['pb/m2'] },
      subagents: { model: { primary: 'pb/m2', fallbacks: ['pa/m1'] } },
    },
    {},
    {
      entries: {
        main: { default: true },
        own: { model: { primary: 'pb/m2', fallbacks: ['pb/m9'] }, subagents: { model: 'x/' } },
        plain: { model: 'pb/m2' },
      },
    },
  );
  const routing = routed(config);
  const job = (id: string, asked: Parameters<typeof jobChain>[2]) => {
    const { candidates, fallbacksFrom, allowed } = jobChain(routing.names, agent(routing, id), asked);
    return `${fallbacksFrom} ${allowed} ${candidates.map(named).join(' ')}`;
  };
  const written = (text: string) => ({ text, at: agent(routing, 'own')!.at! });
  assert.equal(job('main', {}), 'subagents undefined pb/m2 pa/m1');
  assert.equal(job('own', {}), 'agent undefined pb/m2 pb/m9');
  assert.equal(job('plain', {}), 'subagents undefined pb/m2 pa/m1');
  assert.equal(job('main', { fallbacks: [written('pa/m1')] }), 'job undefined pb/m2 pa/m1');
  assert.equal(job('main', { model: { text: 'pb/m2' } }), 'agent true pb/m2');
  const subagents = (id: string) => {
    const { candidates, fallbacksFrom, dropped } = subagentChain(routing.names, agent(routing, id));
    return `${fallbacksFrom} ${candidates.map(named).join(' ')}; ${dropped.map(({ text, reason }) => `${text} ${reason}`).join(' ')}`;
  };
  assert.equal(subagents('main'), 'subagents pb/m2 pa/m1; pb/m2 overridden');
  assert.equal(subagents('own'), 'subagents pb/m2; x/ unparseable pb/m2 overridden');
  assert.equal(subagents('plain'), 'subagents pb/m2 pa/m1; pb/m2 overridden');
  assert.equal(named(jobFallback(routing.names, 'm9', agent(routing, 'own'))), 'pb/m9');
  assert.equal(jobFallback(routing.names, ' ', agent(routing, 'own')), undefined);
});

test('the model of a summary, by its row, its owner or an alias', () => {
  const of = (text: string, release = '2026.9.6', primary = 'pa/m1') => {
    const routing = routed(
      home({ model: primary, compaction: { model: text }, models: { 'pb/x': { alias: 'fast' } } }),
      at(release),
    );
    const [first] = slotChain(routing.names, 'compaction', agent(routing)).candidates;
    return first && `${named(first)} ${first.via}`;
  };
  for (const [text, expected] of Object.entries({
    M1: 'pa/M1 primary-provider',
    m2: 'pb/m2 declared',
    fast: 'pb/x alias',
    'fast@work': 'pb/x alias',
    new: 'pa/new primary-provider',
    'PB/m2': 'PB/m2 ref',
    ' pb / m2 ': 'pb/m2 ref',
    '/m2': 'pa//m2 primary-provider',
  }))
    assert.equal(of(text), expected, text);
  assert.equal(of('m2', '2026.6.1'), 'pa/m2 primary-provider');
  assert.equal(of('m2', '2026.9.6', 'openai/gpt-5.4'), 'pb/m2 declared');
});

test('a bare name for images is the only row of that name that takes them', () => {
  const row = (id: string, input?: readonly string[]) => ({ id, name: id, ...(input && { input }) });
  const providers = {
    pa: {
      ...PROVIDERS.pa,
      models: [row('eye', ['text', 'image']), row('both', ['image']), row('blind', ['text']), row('dull')],
    },
    pb: { ...PROVIDERS.pb, models: [row('PB/Look', ['image']), row('both', ['image']), row('pbx', ['image'])] },
  };
  const of = (text: string, release = '2026.9.6', slot: Slot = 'image') => {
    const routing = routed({ agents: { defaults: { imageModel: text } }, models: { providers } }, at(release));
    return named(slotChain(routing.names, slot, agent(routing)).candidates[0]);
  };
  for (const [text, expected] of Object.entries({
    ' Eye ': 'pa/eye',
    both: 'openai/both',
    blind: 'openai/blind',
    dull: 'openai/dull',
    look: 'pb/Look',
    'pb/look': 'pb/look',
    pbx: 'pb/pbx',
    'pa/eye': 'pa/eye',
    none: 'openai/none',
  }))
    assert.equal(of(text), expected, text);
  assert.equal(of('eye', '2026.4.15'), 'openai/eye');
  assert.equal(of('eye', '2026.9.6', 'pdf'), 'pa/eye');
});

test('the model of a home that names none', () => {
  const of = (config: object, release = '2026.9.6', id?: string) => {
    const routing = routed(config, at(release));
    const found = defaultModel(routing.names, id === undefined ? undefined : agent(routing, id));
    return `${named(found)} ${found.via} ${found.owner}${found.profile ? ` @${found.profile}` : ''}${found.ignored ? ' ignored' : ''}${found.uncertain ? ' uncertain' : ''}`;
  };
  assert.equal(of(home({})), 'pa/m1 configured-row implied');
  assert.equal(of(home({}), '2026.3.2'), 'anthropic/claude-opus-4-6 built-in implied');
  assert.equal(of(home({ model: 'x/@work' })), 'pa/m1 configured-row implied @work ignored');
  assert.equal(
    of({ models: { providers: { openai: { models: [] }, ...PROVIDERS } } }, '2026.7.1'),
    'openai/gpt-5.5 built-in implied',
  );
  assert.equal(of({ models: { providers: { openai: { models: [] }, ...PROVIDERS } } }), 'pa/m1 configured-row implied');
  const apart = { meta: { migrations: { utilityModelSeparation: true } } };
  assert.equal(of(home({ utilityModel: 'pa/m1' }, apart)), 'pb/m2 configured-row implied');
  assert.equal(of(home({ utilityModel: 'pa/m1' })), 'pa/m1 configured-row implied');
  const entries = { entries: { own: { utilityModel: 'pb/m2' } } };
  assert.equal(of(home({ utilityModel: 'pa/m1' }, apart, entries), '2026.9.6', 'own'), 'pa/m1 configured-row implied');
  const other = { entries: { own: { utilityModel: 'pa/m1' } } };
  assert.equal(of(home({ utilityModel: 'pb/m2' }, apart, other), '2026.9.6', 'own'), 'pb/m2 configured-row implied');
  const partly = routed(home({ model: '${A}/${B}' }), { release: '2026.9.6', processEnvironment: { A: 'x' } });
  assert.equal(defaultModel(partly.names).uncertain, true);
  assert.equal(of(home({ model: '${A}/${B}' })), '${a}/${B} ref defaults');
});

test('which agents a home has', () => {
  const agents = (given: object) =>
    readAgents(routed({ agents: given }).home.root, behaviour({ release: undefined })).map(
      ({ id, scope, isDefault }) => `${id} ${scope} ${isDefault}`,
    );
  assert.deepEqual(agents({ entries: { Main: {}, other: { default: true }, odd: 5 } }), [
    'main Main false',
    'other other true',
  ]);
  assert.deepEqual(agents({ entries: {}, list: [{ id: 'a' }] }), ['main undefined true']);
  assert.deepEqual(agents({ list: [{ id: 'A' }, 5, { id: 'a', default: true }, {}] }), [
    'a list[0] false',
    'main list[3] false',
  ]);
  assert.deepEqual(agents({ entries: { a: { default: true }, b: {} }, ownership: 'explicit' }), [
    'a a false',
    'b b false',
  ]);
  assert.deepEqual(agents({ entries: { a: { default: true }, b: { default: true } } }), ['a a false', 'b b false']);
  assert.equal(agentOf(['agents', 'entries', 'a', 'model']), 'a');
  assert.equal(agentOf(['agents', 'list', 2, 'model']), 'list[2]');
  assert.equal(agentOf(['agents', 'defaults', 'model']), undefined);
  assert.equal(agentOf(['hooks', 'list', 2]), undefined);
});
