import { type KnownProvider, knownProvider } from '../../catalog/catalog.ts';
import { nodeAt } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { isMentioned } from '../installed-plugins.ts';

/** The current name of a former provider that this release lacks and the home does not define. */
export function formerProvider(provider: string, routing: Routing): KnownProvider | undefined {
  const { providers, target, behaviour, home } = routing;
  if (providers.origin(provider) !== 'legacy' || behaviour.providerIdAliases.has(provider)) return undefined;
  const known = knownProvider(provider)!;
  const { release } = target;
  if (nodeAt(home.root, ['agents', 'defaults', 'cliBackends', provider])) return undefined;
  if (!release || compare(release, known.since!) >= 0) return known;
  return isApart(provider, release) && !isMentioned(CODEX, [provider], routing) ? known : undefined;
}

/** The plugin that has the models of `codex` until they are those of `openai` alone (facts P7). */
export const CODEX = '@openclaw/codex';

/** Whether a release takes the name of a former provider from a plugin that it does not bring. */
export const isApart = (provider: string, release: string): boolean =>
  provider === 'codex' && compare(release, '2026.5.28') >= 0 && compare(release, knownProvider(provider)!.since!) < 0;
