import { rewrite } from '../edit/edit.ts';
import { withProvider } from '../routing/models/ref.ts';
import { grouped } from '../text/grouped.ts';
import { asksToBeReplaced } from '../text/placeholder.ts';
import { refsOf } from './claims.ts';
import { code, INSTEAD_OF_PLACEHOLDER, release } from './phrases.ts';
import { providerHelp } from './provider-help.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';

export const modelRefUnknownProvider: Rule = {
  id: 'model-ref-unknown-provider',
  severity: 'warning',
  summary: 'a model names a provider that OpenClaw does not know and the config does not define',
  why: 'The model is an unknown one at run time: a dead link in the chain, found only when the links before it fail. `openclaw config validate` accepts it; `doctor --lint` looks at the default model, its fallbacks, `imageModel` and the models map, and at no other place. A provider may come from a plugin installed on the machine, so this is a warning unless the files are all there is.',
  facts: ['5.4', '8.2', '8.5', 'P8'],
  *check(routing) {
    const { providers, closedWorld, target, symbols, installed } = routing;
    const severity = closedWorld || installed?.knowsProviders ? 'error' : 'warning';
    const groups = grouped(refsOf('model-ref-unknown-provider', routing), ({ resolved }) => resolved!.provider);
    // subordinate-model-unresolvable need not repeat this for minor jobs of the same provider
    for (const ref of refsOf('subordinate-model-unresolvable', routing))
      if (ref.resolved) groups.get(ref.resolved.provider)?.push(ref);
    for (const [provider, [first, ...others]] of groups) {
      const { at, role } = first!;
      const dead =
        role === 'fallback' ? '; this fallback always fails' : role === 'primary' ? '; requests to it fail' : '';
      yield {
        at,
        message: `there is no provider ${code(provider)}: it is not part of ${release(target)} and not in ${code('models.providers')}${dead}`,
        ...(asksToBeReplaced(first!.text)
          ? { help: `this is a placeholder; ${INSTEAD_OF_PLACEHOLDER}` }
          : providerHelp(
              provider,
              routing,
              (near) => [first!, ...others].flatMap((ref) => rewriteRef(ref, withProvider(ref.text, near), routing)),
              [first!, ...others].map((ref) => ({
                model: ref.resolved!.model,
                write: (whole: string) => rewriteRef(ref, whole, routing),
              })),
            )),
        ...(others.length > 0 && { related: others.map((ref) => ({ at: ref.at, message: 'used here as well' })) }),
        severity,
      };
    }
    // `tools.media.models[]` has separate fields for provider and model
    for (const { kind, text, at, path } of symbols) {
      const provider = text.trim().toLowerCase();
      if (kind !== 'provider' || path[0] !== 'tools' || !provider || providers.origin(provider)) continue;
      yield {
        at,
        message: `there is no provider ${code(provider)}: it is not part of ${release(target)} and not in ${code('models.providers')}; this candidate is never used`,
        ...providerHelp(provider, routing, (near) => [rewrite(at, near)]),
        severity,
      };
    }
  },
};
