import { withModel } from '../routing/models/ref.ts';
import { suggest } from '../text/nearest.ts';
import { refsOf } from './claims.ts';
import { code, meant } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';

export const providerModelNotDeclared: Rule = {
  id: 'provider-model-not-declared',
  severity: 'warning',
  summary: 'a model is not in the `models` list of its custom provider',
  why: 'A custom provider offers what its list declares. OpenClaw answers `Unknown model: … Add { id, name } to models.providers[…].models[]` when the model is first asked for. Lists of built-in providers only add to what OpenClaw knows, so those are not checked; neither is an empty list.',
  *check(routing) {
    for (const ref of refsOf('provider-model-not-declared', routing)) {
      const { at, text, resolved } = ref;
      const provider = routing.providers.get(resolved!.provider)!;
      const declared = provider.models!.map(({ id }) => id);
      const near = suggest(resolved!.model, declared);
      yield {
        at,
        message: `provider ${code(provider.id)} declares no model ${code(resolved!.model)}; OpenClaw will not know it`,
        ...(near === undefined
          ? {
              help: `add \`{ "id": ${JSON.stringify(resolved!.model)}, "name": ${JSON.stringify(resolved!.model)} }\` to its list`,
            }
          : meant(near, rewriteRef(ref, withModel(text, near), routing))),
        related: [
          {
            at: provider.key,
            message: `${code(provider.id)} declares ${declared.length === 1 ? code(declared[0]!) : `${declared.length} models`}`,
          },
        ],
      };
    }
  },
};
