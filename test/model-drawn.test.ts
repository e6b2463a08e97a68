import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowList, requested } from '../src/routing/models/allowlist.ts';
import { chain, subagentSettings } from '../src/routing/models/chain.ts';
import { defaultModel } from '../src/routing/models/default-model.ts';
import { imposedFallbacks } from '../src/routing/models/model-setting.ts';
import { data } from './recorded.ts';
import { agent, routed } from './routed.ts';

interface Answers {
  readonly default: string;
  readonly chain: readonly string[];
  readonly subagents: { readonly sel: string | null; readonly fb: readonly string[] | null };
  /** text → the model somebody gets who asks for it, or `not allowed` */
  readonly asked: Readonly<Record<string, string>>;
}
interface Recorded {
  readonly id: string;
  readonly input: unknown;
  readonly output: { readonly defaults: Answers; readonly main: Answers };
}

const show = ({ provider, model }: { provider: string; model: string }): string => `${provider} ${model}`;

// configs drawn at random, each asked of the real program: what nobody would think of writing down as a case
for (const { id, input, output } of data<Recorded[]>('oracle/model-drawn.json'))
  test(`OpenClaw's own answers: ${id}`, () => {
    const routing = routed(input);
    const { names, behaviour } = routing;
    for (const [who, answers] of Object.entries(output)) {
      const whose = who === 'main' ? agent(routing) : undefined;
      const list = allowList(names, behaviour, whose);
      const settings = subagentSettings(names, whose);
      const mine: Answers = {
        default: show(defaultModel(names, whose)),
        chain: chain(names, whose).candidates.map(show),
        subagents: {
          sel: settings.find((each) => each?.primary)?.primary?.text.trim() ?? null,
          fb:
            settings
              .map((each) => imposedFallbacks(each, names.facts.naming))
              .find((each) => each !== undefined)
              ?.map(({ text }) => text) ?? null,
        },
        asked: Object.fromEntries(
          Object.keys(answers.asked).map((text) => {
            const found = requested(names, text, whose);
            return [text, found && list.allows(found) ? show(found) : 'not allowed'];
          }),
        ),
      };
      assert.deepEqual(mine, answers, who);
    }
  });
