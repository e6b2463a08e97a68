import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { ladder } from '../src/explain/build.ts';
import { jobNamed, questionOf } from '../src/explain/everything.ts';
import type { Ladder } from '../src/explain/ladder.ts';
import { memory } from '../src/files.ts';
import { data } from './recorded.ts';

/** A home with jobs, and what each release's functions for cron runs answered, called in process. */
interface Recorded {
  readonly id: string;
  readonly config: object;
  readonly jobs: readonly { readonly agentId: string; readonly model?: string; readonly fallbacks?: string[] }[];
  readonly answers: Readonly<Record<string, Answer>>;
}
interface Answer {
  readonly default: string;
  readonly chain: readonly string[];
  /** the models of each job, in order; null: the job fails, as its model may not be asked for */
  readonly jobs: readonly (readonly string[] | null)[];
}

const modelsOf = (found: ReturnType<typeof ladder>) => (found as Ladder).candidates.map(({ model }) => model);

for (const { id, config, jobs, answers } of data<Recorded[]>('oracle/jobs.json'))
  for (const [release, answer] of Object.entries(answers))
    test(`jobs of ${id}, as OpenClaw ${release} answers`, () => {
      const listed = jobs.map(({ agentId, ...models }, index) => ({
        id: `job-${index}`,
        agentId,
        schedule: { kind: 'every', everyMs: 60_000 },
        payload: { kind: 'agentTurn', message: 'x', ...models },
      }));
      const texts = {
        'openclaw.json': JSON.stringify(config),
        'cron/jobs.json': JSON.stringify({ version: 1, jobs: listed }),
      };
      const { routing } = check(memory(texts), { release, closedWorld: true, live: true, processEnvironment: {} });
      const main = ladder(routing, { agent: 'main' }) as Ladder;
      assert.equal(main.default, answer.default);
      assert.deepEqual(modelsOf(main), answer.chain);
      for (const [index, models] of answer.jobs.entries()) {
        const job = jobNamed(routing, `job-${index}`);
        assert.ok(!('misnamed' in job));
        const found = ladder(routing, questionOf(job)) as Ladder;
        assert.deepEqual(modelsOf(found), models ?? [], JSON.stringify(jobs[index]));
        assert.equal(found.candidates.length === 0 && found.refused !== undefined, models === null);
      }
    });
