import { rewrite } from '../edit/edit.ts';
import { withProvider } from '../routing/models/ref.ts';
import { refsOf } from './claims.ts';
import { code, release } from './phrases.ts';
import { providerHelp } from './provider-help.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';

export const modelRefUnknownProvider: Rule = {
  id: 'model-ref-unknown-provider',
  severity: 'warning',
  summary: 'a model names a provider that OpenClaw does not know and the config does not define',
  why: 'The model is an unknown one at run time: a dead link in the chain, found only when the links before it fail. `openclaw config validate` accepts it; `doctor --lint` looks at the default model, its fallbacks, `imageModel` and the models map, and at no other place. A provider may come from a plugin installed on the machine, so this is a warning unless the files are all there is.',
  *check(routing) {
    const { providers, closedWorld, target, symbols } = routing;
    const severity = closedWorld ? 'error' : 'warning';
    for (const ref of refsOf('model-ref-unknown-provider', routing)) {
      const { at, role } = ref;
      const { provider } = ref.resolved!;
      const dead =
        role === 'fallback' ? '; this fallback always fails' : role === 'primary' ? '; requests to it fail' : '';
      yield {
        at,
        message: `no provider ${code(provider)}: it is not part of ${release(target)} and not in ${code('models.providers')}${dead}`,
        ...providerHelp(provider, providers.names, (near) => rewriteRef(ref, withProvider(ref.text, near), routing)),
        severity,
      };
    }
    // `tools.media.models[]` names provider and model apart
    for (const { kind, text, at, path } of symbols) {
      const provider = text.trim().toLowerCase();
      if (kind !== 'provider' || path[0] !== 'tools' || !provider || providers.origin(provider)) continue;
      yield {
        at,
        message: `no provider ${code(provider)}: it is not part of ${release(target)} and not in ${code('models.providers')}; this candidate is never used`,
        ...providerHelp(provider, providers.names, (near) => [rewrite(at, near)]),
        severity,
      };
    }
  },
};
