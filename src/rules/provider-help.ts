import { knownProvider, knownProviderIds } from '../catalog/catalog.ts';
import type { Edit } from '../edit/edit.ts';
import { once } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { type Advice, code, meant } from './phrases.ts';

/** Known ids except former names, which must not be suggested. */
const present = once(() => knownProviderIds().filter((id) => knownProvider(id)?.kind !== 'legacy'));

/**
 * Suggests a near name, else what to do. `anthropic-api` or `nvidia-nim` usually means the built-in provider before the
 * dash.
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
