import { knownProvider } from '../catalog/catalog.ts';
import { isMentioned } from './installed-plugins.ts';
import { code, placeName, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const providerPluginNotInstalled: Rule = {
  id: 'provider-plugin-not-installed',
  severity: 'warning',
  summary: 'a model belongs to a provider that comes as a plugin, and nothing here says that the plugin is installed',
  why: 'Since 2026.6.9 most providers are npm plugins of their own, and an update of OpenClaw does not install them. Without the plugin the model is an unknown one, and the key alone, such as `GROQ_API_KEY`, does nothing. The message at run time says to add the model to `models.providers`, which leads elsewhere.',
  facts: ['5.4', 'H10'],
  *check(routing) {
    const { refs, behaviour, providers, target, installed } = routing;
    if (!behaviour.certain) return;
    const said = new Set<string>();
    for (const { at, resolved, role } of refs) {
      if (!resolved || role === 'map' || role === 'policy' || resolved.via === 'alias') continue;
      const { provider } = resolved;
      const known = knownProvider(provider);
      if (
        !known?.npm ||
        known.kind === 'legacy' ||
        said.has(provider) ||
        providers.origin(provider) === 'configured' ||
        providers.origin(provider) === 'agent'
      )
        continue;
      if (installed?.providers.has(provider)) continue;
      if (
        !behaviour.externalProviders.has(provider) ||
        isMentioned(known.npm, [provider, known.canonical ?? provider], routing)
      )
        continue;
      said.add(provider);
      yield {
        at,
        message: installed?.knowsProviders
          ? `${code(provider)} is not part of ${release(target)}, and no plugin of the machine in the snapshot brings it; requests to it fail`
          : `${code(provider)} is not part of ${release(target)}; unless its plugin is installed, requests to it fail`,
        help: `run ${code(`openclaw plugins install ${known.npm}`)}, or define the provider in ${placeName(['models', 'providers', provider])}`,
      };
    }
  },
};
