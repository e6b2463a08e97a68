import { knownProvider, knownProviderIds } from '../catalog/catalog.ts';
import { type Edit, rewrite } from '../edit/edit.ts';
import { withProvider } from '../routing/models/ref.ts';
import { suggest } from '../text/nearest.ts';
import { jobOf } from './jobs.ts';
import { type Advice, code, meant, release } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';

export const modelRefUnknownProvider: Rule = {
  id: 'model-ref-unknown-provider',
  severity: 'warning',
  summary: 'a model names a provider that OpenClaw does not know and the config does not define',
  why: 'The model is an unknown one at run time: a dead link in the chain, found only when the links before it fail. `openclaw config validate` accepts it; `doctor --lint` looks at the default model, its fallbacks, `imageModel` and the models map, and at no other place. A provider may come from a plugin installed on the machine, so this is a warning unless the files are all there is.',
  *check(routing) {
    const { refs, providers, closedWorld, target, symbols } = routing;
    const severity = closedWorld ? 'error' : 'warning';
    for (const ref of refs) {
      const { at, resolved, role, path } = ref;
      if (
        !resolved ||
        providers.origin(resolved.provider) ||
        jobOf(path) !== undefined ||
        resolved.via === 'alias' ||
        resolved.via === 'default-provider' ||
        resolved.via === 'primary-provider'
      )
        continue;
      const { provider } = resolved;
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

let ids: readonly string[] | undefined;
/** Known ids without the former names of providers, which nobody should be sent to. */
const present = (): readonly string[] =>
  (ids ??= knownProviderIds().filter((id) => knownProvider(id)?.kind !== 'legacy'));

/**
 * A near name, else what to do; of `anthropic-api` or `nvidia-nim` the built-in provider before the dash is what many
 * mean.
 */
export function providerHelp(
  provider: string,
  own: ReadonlySet<string>,
  edits: (near: string) => readonly Edit[],
): Advice {
  const near = suggest(provider, own) ?? suggest(provider, present());
  if (near) return meant(near, edits(near));
  const built = provider.split('-')[0]!;
  const define = `define it in ${code(`models.providers.${provider}`)}`;
  return {
    help:
      knownProvider(built)?.kind === 'bundled'
        ? `${define}, or use the built-in ${code(built)}`
        : `${define}, or install the plugin that brings it`,
  };
}
