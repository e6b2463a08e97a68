import { knownProviderIds } from '../catalog.ts';
import type { Rule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { code, release } from './words.ts';

export const modelRefUnknownProvider: Rule = {
  id: 'model-ref-unknown-provider',
  severity: 'warning',
  summary: 'a model names a provider that OpenClaw does not know and the config does not define',
  why: 'The model is an unknown one at run time: a dead link in the chain, found only when the links before it fail. `openclaw config validate` accepts it; `doctor --lint` looks at the default model, its fallbacks, `imageModel` and the models map, and at no other place. A provider may come from a plugin installed on the machine, so this is a warning unless the files are all there is.',
  *check(routing) {
    const { refs, providers, closedWorld, target } = routing;
    for (const { at, resolved, role } of refs) {
      if (!resolved || resolved.via === 'alias' || resolved.via === 'default-provider' || resolved.via === 'primary-provider') continue;
      const { provider } = resolved;
      if (providers.origin(provider)) continue;
      const near = suggest(provider, providers.names) ?? suggest(provider, knownProviderIds());
      const dead = role === 'fallback' ? '; this fallback is never reached' : role === 'primary' ? '; requests to it fail' : '';
      yield {
        at,
        message: `no provider ${code(provider)}: it is not part of ${release(target)} and not in ${code('models.providers')}${dead}`,
        help: near ? `did you mean ${code(near)}?` : `define it in ${code(`models.providers.${provider}`)}, or install the plugin that brings it`,
        severity: closedWorld ? 'error' : 'warning',
      };
    }
  },
};
