import type { ModelRef } from '../routing/models/config-refs.ts';
import { withModel } from '../routing/models/ref.ts';
import type { Routing } from '../routing/routing.ts';
import { suggest } from '../text/nearest.ts';
import { refsOf } from './claims.ts';
import { code, meant } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Finding, Rule } from './rule.ts';

export const providerModelNotDeclared: Rule = {
  id: 'provider-model-not-declared',
  severity: 'warning',
  summary: 'a model is not in the `models` list of its custom provider',
  why: 'A custom provider offers what its list declares. OpenClaw answers `Unknown model: … Add { id, name } to models.providers[…].models[]` when the model is first asked for. Lists of built-in providers only add to what OpenClaw knows, so those are not checked; neither is an empty list.',
  facts: ['5.4'],
  *check(routing) {
    const groups = new Map<string, ModelRef[]>();
    for (const ref of refsOf('provider-model-not-declared', routing)) {
      const key = `${ref.resolved!.provider}/${ref.resolved!.model}`;
      groups.set(key, [...(groups.get(key) ?? []), ref]);
    }
    for (const refs of groups.values()) yield finding(refs, routing);
  },
};

/** Of refs to one model, one finding. */
function finding(refs: readonly ModelRef[], routing: Routing): Finding {
  const [{ at, resolved }, ...others] = refs as [ModelRef, ...ModelRef[]];
  const { model } = resolved!;
  const provider = routing.providers.get(resolved!.provider)!;
  const declared = provider.models!.map(({ id }) => id);
  const near = suggest(model, declared);
  const offer = declared.length === 1 ? code(declared[0]!) : `${declared.length} models`;
  return {
    at,
    message: `provider ${code(provider.id)} declares no model ${code(model)}; OpenClaw will not know it`,
    ...(near === undefined
      ? { help: `add \`{ "id": ${JSON.stringify(model)}, "name": ${JSON.stringify(model)} }\` to its list` }
      : meant(
          near,
          refs.flatMap((ref) => rewriteRef(ref, withModel(ref.text, near), routing)),
        )),
    related: [
      { at: provider.key, message: `${code(provider.id)} declares ${offer}` },
      ...others.map((ref) => ({ at: ref.at, message: 'used here as well' })),
    ],
  };
}
