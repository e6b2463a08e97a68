import { knownProvider } from '../catalog/catalog.ts';
import { withModel } from '../routing/models/ref.ts';
import type { ConfiguredProvider } from '../routing/providers.ts';
import { suggest } from '../text/nearest.ts';
import { code, meant } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';

export const providerModelNotDeclared: Rule = {
  id: 'provider-model-not-declared',
  severity: 'warning',
  summary: 'a model is not in the `models` list of its custom provider',
  why: 'A custom provider offers what its list declares. OpenClaw answers `Unknown model: … Add { id, name } to models.providers[…].models[]` when the model is first asked for. Lists of built-in providers only add to what OpenClaw knows, so those are not checked; neither is an empty list.',
  *check(routing) {
    const { refs, providers } = routing;
    const offered = new Map<ConfiguredProvider, ReadonlySet<string>>();
    for (const ref of refs) {
      const { at, text, resolved, role } = ref;
      if (!resolved || role === 'policy' || resolved.via === 'default-provider' || resolved.model.includes('*'))
        continue;
      const provider = providers.get(resolved.provider);
      const models = provider?.models;
      if (resolved.via === 'alias') continue; // reported once, at the key the alias stands for
      if (!provider || !models?.length || knownProvider(provider.id) || providers.agentDeclared.has(provider.id))
        continue;
      let offers = offered.get(provider);
      if (!offers) offered.set(provider, (offers = offersOf(provider, models)));
      if (offers.has(resolved.model.toLowerCase()) || models.some(({ id }) => id.includes('${'))) continue;
      const declared = models.map(({ id }) => id);
      const near = suggest(resolved.model, declared);
      yield {
        at,
        message: `provider ${code(provider.id)} declares no model ${code(resolved.model)}; OpenClaw will not know it`,
        ...(near === undefined
          ? {
              help: `add \`{ "id": ${JSON.stringify(resolved.model)}, "name": ${JSON.stringify(resolved.model)} }\` to its list`,
            }
          : meant(near, rewriteRef(ref, withModel(text, near), routing))),
        related: [
          {
            at: provider.key,
            message: `${code(provider.id)} declares ${models.length === 1 ? code(declared[0]!) : `${models.length} models`}`,
          },
        ],
      };
    }
  },
};

/** The declared ids in lower case, also without the provider's own prefix. */
function offersOf(
  provider: ConfiguredProvider,
  models: NonNullable<ConfiguredProvider['models']>,
): ReadonlySet<string> {
  const ids = models.map(({ id }) => id.toLowerCase());
  return new Set([...ids, ...ids.map((id) => id.replace(`${provider.id}/`, ''))]);
}
