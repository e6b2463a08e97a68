import type { ModelRef } from '../routing/models/config-refs.ts';
import { grouped } from '../text/grouped.ts';
import { refsOf } from './claims.ts';
import type { Rule } from './rule.ts';
import { undeclared } from './undeclared-model.ts';

export const providerModelNotDeclared: Rule = {
  id: 'provider-model-not-declared',
  severity: 'warning',
  summary: 'a model is not in the `models` list of its custom provider',
  why: 'A model that the list of a custom provider lacks is asked for by its name all the same, where the provider has a `baseUrl`; but OpenClaw takes it for one that reads no pictures and has the context window of the first in the list. `openclaw doctor --lint` reports it, too. Lists of built-in providers only add to what OpenClaw knows, so those are not checked; neither is an empty list.',
  facts: ['5.4'],
  *check(routing) {
    const nameOf = ({ resolved }: ModelRef) => `${resolved!.provider}/${resolved!.model}`;
    for (const refs of grouped(refsOf('provider-model-not-declared', routing), nameOf).values())
      yield undeclared(refs, routing);
  },
};
