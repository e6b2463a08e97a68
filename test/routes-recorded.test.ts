import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { ladder } from '../src/explain/build.ts';
import type { Ladder, Step } from '../src/explain/ladder.ts';
import { memory } from '../src/files.ts';
import { compare } from '../src/release/number.ts';
import { data } from './recorded.ts';

/** A home and what the functions of each release's package answered, run in process. */
interface Recorded {
  readonly id: string;
  readonly config: object;
  readonly stores?: Readonly<Record<string, object>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Answer>>;
}
interface Answer {
  /** the model that is resolved first, where it was asked for */
  readonly default?: string;
  readonly chain: readonly string[];
  /** by model: profiles, `env:NAME`, `config`, `local`, `aws`, as they are tried */
  readonly attempts: Readonly<Record<string, readonly string[]>>;
  /** the models of the image tool */
  readonly image?: readonly string[];
  /** what somebody gets who asks for it; `no`: it is refused */
  readonly asked: Readonly<Record<string, string>>;
}

const NOW = Date.UTC(2026, 10, 28);
const labelOf = ({ kind, label }: Step): string =>
  kind === 'profile' ? label : kind === 'environment' ? `env:${label}` : kind === 'aws-sdk' ? 'aws' : kind;

/** As `openclaw models status` prints a model: since 2026.3.13 a repeated provider stands there once. */
const shown = (ref: string, release: string): string =>
  compare(release, '2026.3.13') < 0 ? ref : ref.replace(/^([^/]+)\/\1\//, '$1/');

/**
 * A word that nothing in the home names is no model to `route`, which says what OpenClaw would make of it, not whether
 * that is allowed.
 */
function answerTo(asked: ReturnType<typeof ladder>, got: string): string | undefined {
  if ('misnamed' in asked) return got === 'no' ? got : /OpenClaw would ask for ([^;]+)/.exec(asked.misnamed)?.[1];
  return asked.notes.some(({ text }) => /refuses it when/.test(text)) ? 'no' : asked.candidates[0]?.model;
}

// homes that somebody thought of, and homes drawn at random, which nobody would think of
const homes = ['oracle/routes.json', 'oracle/routes-drawn.json'].flatMap((name) => data<Recorded[]>(name));

for (const { id, config, stores = {}, env = {}, answers } of homes)
  for (const [release, answer] of Object.entries(answers))
    test(`${id}, as OpenClaw ${release} answers it`, () => {
      const texts: Record<string, string> = { 'openclaw.json': JSON.stringify(config) };
      for (const [agent, store] of Object.entries(stores))
        texts[`agents/${agent}/agent/auth-profiles.json`] = JSON.stringify(store);
      const options = { release, now: NOW, closedWorld: true, live: true, processEnvironment: env };
      const { routing } = check(memory(texts), options);
      const found = ladder(routing) as Ladder;
      if (answer.default) assert.equal(found.default, shown(answer.default, release));
      assert.deepEqual(
        found.candidates.map(({ model }) => model),
        answer.chain,
      );
      for (const { model, attempts, planned = attempts } of found.candidates)
        assert.deepEqual(planned.map(labelOf), answer.attempts[model], model);
      if (answer.image) {
        const image = ladder(routing, { slot: 'image' }) as Ladder;
        assert.deepEqual(
          image.candidates.map(({ model }) => model),
          answer.image,
          'image',
        );
      }
      for (const [text, got] of Object.entries(answer.asked)) {
        const asked = ladder(routing, { model: text });
        assert.equal(answerTo(asked, got), got, text);
      }
    });
