import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ladder } from '../src/explain/build.ts';
import { type Failure, playOutage, readFailure } from '../src/explain/outage.ts';
import { data } from './recorded.ts';
import { routed } from './routed.ts';

/** A turn of the real program for which a local API answered with errors, as the API and the store saw it. */
interface Turn {
  readonly id: string;
  readonly config: unknown;
  /** profiles that are in the store */
  readonly stored: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** the same errors in the words of `--fail` */
  readonly fails: readonly string[];
  readonly requests: readonly { readonly credential: string; readonly model: string; readonly times: number }[];
  readonly answered: string | null;
  /** credential → how long it rests at the end of the turn */
  readonly restSeconds: Readonly<Record<string, number>>;
}

/** Reason → `turn: credential` of rests that are not foretold, or not that long. */
const DELIBERATE: Readonly<Record<string, readonly string[]>> = {
  'the second rest of the turn, after another model, is twice as long; the ladder says so in a note': [
    'all answer 429: lab:a',
  ],
  'an answer of status 408 is an answer that has begun; most time-outs are not, and the ladder says so in a note': [
    'all answer 408: lab:a',
    'all answer 408: lab:b',
  ],
};
const deliberate = new Set(Object.values(DELIBERATE).flat());

for (const { id, config, stored, env, fails, requests, answered, restSeconds } of data<Turn[]>(
  './oracle/outage.json',
)) {
  const inventory = {
    agentId: 'main',
    profiles: stored.map((each) => ({ id: each, provider: each.split(':')[0], type: 'api_key' })),
  };
  const files = {
    '.env': Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    'profiles.json': JSON.stringify(inventory),
  };
  const routing = routed(config, { release: '2026.9.6', inventory: 'profiles.json' }, files);
  const shown = ladder(routing);
  assert.ok(!('misnamed' in shown));
  const failures = fails.map((text): Failure => {
    const failure = readFailure(text, shown);
    assert.ok(!('misnamed' in failure), text);
    return failure;
  });
  const { outcomes, answer } = playOutage(shown, failures, routing.behaviour);
  const steps = shown.candidates.flatMap(({ model, attempts }) =>
    attempts.map((step) => ({ model, step, outcome: outcomes.find(({ n }) => n === step.n)! })),
  );

  test(`${id}: the same requests in the same order`, () => {
    const sent = steps.filter(({ outcome }) => outcome.result === 'fails' || outcome.result === 'answers');
    assert.deepEqual(
      sent.map(({ model, step }) => [step.label, model]),
      requests.map(({ credential, model }) => [credential, model]),
    );
    sent.forEach(({ outcome: { tries = 1, kind } }, i) => {
      const { times } = requests[i]!;
      // within 90 s, of which the answers take some
      assert.ok(
        kind === 'overloaded' || kind === 'timeout' ? times <= tries && times >= Math.min(tries, 7) : times === tries,
        `${tries} foretold, ${times} sent`,
      );
    });
    assert.equal(answer?.label ?? null, answered);
  });

  test(`${id}: the same credentials rest`, () => {
    const foretold = new Map(
      steps.flatMap(({ step, outcome }) => (outcome.rest ? [[step.label, outcome.rest.seconds] as const] : [])),
    );
    for (const label of new Set([...foretold.keys(), ...Object.keys(restSeconds)]))
      if (!deliberate.has(`${id}: ${label}`)) assert.equal(foretold.get(label), restSeconds[label], label);
  });
}

// As 2026.7.1 and 2026.8.1 answer in process, and their packages say (facts H21).
for (const [release, key, profile] of [
  ['2026.7.1', false, true],
  ['2026.8.1', true, false],
] as const)
  test(`${release}: ${key ? 'a key of the config rests' : 'no key of the config rests'} after a refusal, and ${profile ? 'a' : 'no'} profile after an overload`, () => {
    const said = data<Turn[]>('./oracle/outage.json');
    const rests = (id: string, label: string) => {
      const { config, stored, fails } = said.find((turn) => turn.id === id)!;
      const profiles = stored.map((each) => ({ id: each, provider: each.split(':')[0], type: 'api_key' }));
      const inventory = JSON.stringify({ agentId: 'main', profiles });
      const routing = routed(config, { release, inventory: 'profiles.json' }, { 'profiles.json': inventory });
      const shown = ladder(routing);
      assert.ok(!('misnamed' in shown));
      const failures = fails.map((text) => readFailure(text, shown) as Failure);
      const numbers = shown.candidates.flatMap(({ attempts }) =>
        attempts.filter((step) => step.label === label).map(({ n }) => n),
      );
      assert.ok(numbers.length > 0, label);
      return playOutage(shown, failures, routing.behaviour).outcomes.some(
        (each) => numbers.includes(each.n) && each.rest,
      );
    };
    assert.equal(rests('a variable and a key of the config, all answer 401', 'models.providers.other.apiKey'), key);
    assert.equal(rests('all answer 529', 'lab:a'), profile);
  });
