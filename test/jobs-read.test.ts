import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson5 } from '../src/parse/json5.ts';
import { readAgents } from '../src/routing/models/agents.ts';
import { readJobs, readSchedules } from '../src/routing/models/schedules.ts';
import { File } from '../src/text/file.ts';
import { routed } from './routed.ts';

const { names } = routed({
  agents: {
    defaults: { models: { 'groq/llama': { alias: 'fast' }, 'xai/grok': {} } },
    entries: { main: { model: 'openai/a' }, work: { model: 'groq/b' } },
    ownership: 'explicit',
  },
});
const agents = readAgents(names.root, names.facts);
const tree = (value: unknown) => parseJson5(new File('cron/jobs.json', JSON.stringify(value))).root;
const jobs = (...all: object[]) => readJobs(tree({ jobs: all }), agents);
const models = (...all: object[]) => readSchedules(tree({ jobs: all }), names, agents);

test('a job is called by its id, its name, or its number', () => {
  assert.deepEqual(
    jobs({ id: ' a ', name: 'x' }, { name: ' b ' }, { id: ' ' }, { id: 7 }).map(({ id, name }) => [id, name]),
    [
      ['a', 'x'],
      ['b', 'b'],
      ['#3', undefined],
      ['#4', undefined],
    ],
  );
});

test('a list of jobs stands alone or in an object; what is no job is none', () => {
  assert.deepEqual(
    readJobs(tree([{ id: 'a' }, 'b', null, [1]]), agents).map(({ id }) => id),
    ['a'],
  );
  for (const none of ['x', 5, null, {}, { jobs: {} }, { jobs: 'x' }]) {
    assert.deepEqual(readJobs(tree(none), agents), []);
    assert.deepEqual(readSchedules(tree(none), names, agents), []);
  }
});

test('only turns of an agent ask a model, and it belongs to the agent that is named', () => {
  const [plain, turn, event, off] = jobs(
    { agentId: 'Work', payload: { model: ' fast ', fallbacks: ['xai/grok', 5] } },
    { payload: { kind: 'agentTurn' } },
    { payload: { kind: 'systemEvent', model: 'fast' }, agentId: 'none' },
    { enabled: false },
  );
  assert.deepEqual([plain?.runsTurn, turn?.runsTurn, event?.runsTurn], [true, true, false]);
  assert.deepEqual([plain?.agent?.id, turn?.agent, event?.agent], ['work', undefined, undefined]);
  assert.deepEqual([plain?.owner, turn?.owner, event?.owner], ['Work', undefined, 'none']);
  assert.deepEqual([plain?.model, turn?.model], ['fast', undefined]);
  assert.deepEqual([plain?.fallbacks?.map(({ text }) => text), turn?.fallbacks], [['xai/grok'], undefined]);
  assert.deepEqual([plain?.off, off?.off, jobs({ enabled: 'false' })[0]?.off], [false, true, false]);
});

test('when a job runs: by a cron expression, an interval or a time', () => {
  const when = (schedule: unknown) => jobs({ schedule })[0]?.schedule;
  assert.deepEqual(when({ expr: '0 9 * * *', everyMs: 5 }), { kind: 'cron', when: '0 9 * * *' });
  assert.deepEqual(when({ everyMs: 60_000 }), { kind: 'every', when: '60000' });
  assert.deepEqual(when({ at: '2026-11-28T10:00:00Z' }), { kind: 'at', when: '2026-11-28T10:00:00Z' });
  for (const none of [{}, { expr: true }, { at: [] }, 'daily', undefined]) assert.equal(when(none), undefined);
});

test('what the model of a job means, and how', () => {
  const of = (model: unknown, more: object = {}) =>
    models({ agentId: 'work', payload: { model }, ...more }).map(({ resolved, template, off }) => [
      resolved && `${resolved.provider}/${resolved.model} ${resolved.via}`,
      template,
      off,
    ]);
  assert.deepEqual(of('fast'), [['groq/llama alias', false, false]]);
  assert.deepEqual(of('grok'), [['xai/grok declared', false, false]]);
  assert.deepEqual(of('xai/grok'), [['xai/grok ref', false, false]]);
  assert.deepEqual(of('${MODEL}'), [[undefined, true, false]]);
  assert.deepEqual(of('fast', { enabled: false }), [['groq/llama alias', false, true]]);
  assert.deepEqual([of(' '), of(undefined), of(['fast'])], [[], [], []]);
  assert.deepEqual(of('fast', { payload: { kind: 'systemEvent', model: 'fast' } }), []);
  assert.deepEqual(of('fast', { payload: ['fast'] }), []);
  const [{ path, agent, role } = {}] = models({ agentId: 'work', payload: { model: 'fast' } });
  assert.deepEqual([path, agent, role], [['jobs', 0, 'payload', 'model'], 'work', 'primary']);
});

test('what the fallbacks of a job mean: a bare name belongs to its agent, not to the model of the job', () => {
  const payload = { model: 'xai/grok', fallbacks: ['fast', 'llama', 'grok', 'xai/x', '${MODEL}', ' ', 5, 'groq/'] };
  const [, ...found] = models({ agentId: 'work', payload });
  assert.deepEqual(
    found.map(({ resolved, role, path }) => [
      resolved && `${resolved.provider}/${resolved.model} ${resolved.via}`,
      role,
      path.at(-1),
    ]),
    [
      ['groq/llama alias', 'fallback', 0],
      ['groq/llama primary-provider', 'fallback', 1],
      ['groq/grok primary-provider', 'fallback', 2],
      ['xai/x ref', 'fallback', 3],
      [undefined, 'fallback', 4],
      [undefined, 'fallback', 5],
      [undefined, 'fallback', 7],
    ],
  );
  assert.deepEqual(models({ payload: { kind: 'systemEvent', fallbacks: ['fast'] } }), []);
  assert.deepEqual(models({ payload: { fallbacks: 'fast' } }), []);
});

test('up to 2026.2.26 the fallbacks of a job count for nothing', () => {
  const older = routed({ agents: { list: [{ id: 'main' }] } }, { release: '2026.2.26' });
  assert.deepEqual(readSchedules(tree([{ payload: { fallbacks: ['xai/x'] } }]), older.names, older.agents), []);
});
