import { knownProvider, knownProviderIds } from '../catalog/catalog.ts';
import type { Edit } from '../edit/edit.ts';
import { once } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { type Advice, code, meant } from './phrases.ts';

/** Known ids without the former names of providers, which nobody should be sent to. */
const present = once(() => knownProviderIds().filter((id) => knownProvider(id)?.kind !== 'legacy'));

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
