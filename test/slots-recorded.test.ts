import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { ladder } from '../src/explain/build.ts';
import type { Ladder } from '../src/explain/ladder.ts';
import { memory } from '../src/files.ts';
import type { Slot } from '../src/routing/models/slots.ts';
import { data } from './recorded.ts';

/** A home, and what each release's functions answered of its slots, by agent, called in process. */
interface Recorded {
  readonly id: string;
  readonly config: object;
  readonly answers: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
}
/** The models of each slot; `byHand`: those of a session in which somebody has chosen a model. */
type Answer = { readonly [slot in Slot]?: readonly string[] } & {
  readonly byHand?: Readonly<Record<string, readonly string[]>>;
};

const modelsOf = ({ candidates }: Ladder) => candidates.map(({ model }) => model);

/** The models of a ladder for a model that is asked for, as its note about `/model` changes them. */
function chosen(found: Ladder): readonly string[] {
  const models = modelsOf(found);
  if (found.notes.some(({ text }) => /stands alone/.test(text))) return models.slice(0, 1);
  if (!found.notes.some(({ text }) => /all fallbacks follow/.test(text))) return models;
  const struck = found.dropped.flatMap(({ reason, text }) => (reason === 'other-provider' ? [text] : []));
  return [
    ...modelsOf({ ...found, candidates: found.candidates.filter(({ origin }) => origin !== 'configured-primary') }),
    ...struck,
  ];
}

for (const { id, config, answers } of data<Recorded[]>('oracle/slots.json'))
  for (const [release, agents] of Object.entries(answers))
    test(`slots of ${id}, as OpenClaw ${release} answers`, () => {
      const options = { release, closedWorld: true, live: true, processEnvironment: {} };
      const { routing } = check(memory({ 'openclaw.json': JSON.stringify(config) }), options);
      for (const [agent, { byHand = {}, ...slots }] of Object.entries(agents)) {
        for (const [slot, models] of Object.entries(slots))
          assert.deepEqual(
            modelsOf(ladder(routing, { agent, slot: slot as Slot }) as Ladder),
            models,
            `${agent} ${slot}`,
          );
        for (const [model, models] of Object.entries(byHand))
          assert.deepEqual(chosen(ladder(routing, { agent, model }) as Ladder), models, `${agent} /model ${model}`);
      }
    });
