import { knownProvider } from '../catalog.ts';
import type { Rule } from '../rule.ts';
import { code, didYouMean } from './words.ts';

export const providerModelNotDeclared: Rule = {
  id: 'provider-model-not-declared',
  severity: 'warning',
  summary: 'a model is not in the `models` list of its custom provider',
  why: 'A custom provider offers what its list declares. OpenClaw answers `Unknown model: … Add { id, name } to models.providers[…].models[]` when the model is first asked for. Lists of built-in providers only add to what OpenClaw knows, so those are not checked; neither is an empty list.',
  *check({ refs, providers }) {
    for (const { at, resolved, role } of refs) {
      if (!resolved || role === 'policy' || resolved.via === 'default-provider' || resolved.model.includes('*')) continue;
      const provider = providers.get(resolved.provider);
      const models = provider?.models;
      if (!provider || !models?.length || knownProvider(provider.id) || providers.agentDeclared.has(provider.id)) continue;
      const declared = models.map(({ id }) => id);
      const self = `${provider.id}/`;
      if (declared.some((id) => id.includes('${') || id === resolved.model || id.replace(self, '') === resolved.model || id.toLowerCase() === resolved.model.toLowerCase())) continue;
      if (resolved.via === 'alias') continue; // reported once, at the key the alias stands for
      yield {
        at,
        message: `provider ${code(provider.id)} declares no model ${code(resolved.model)}; OpenClaw will not know it`,
        help: didYouMean(resolved.model, declared) ?? `add \`{ "id": ${JSON.stringify(resolved.model)}, "name": ${JSON.stringify(resolved.model)} }\` to its list`,
        related: [{ at: provider.key, message: `${code(provider.id)} declares ${models.length === 1 ? code(declared[0]!) : `${models.length} models`}` }],
      };
    }
  },
};
