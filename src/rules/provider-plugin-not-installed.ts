import { knownProvider } from '../catalog/catalog.ts';
import { compare } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { keptOutBy } from '../schema/kept-out.ts';
import { isMisnamed } from './claims.ts';
import { isMentioned } from './installed-plugins.ts';
import { code, placeName, release } from './phrases.ts';
import type { Rule } from './rule.ts';

type Key = NonNullable<ReturnType<typeof keptOutBy>>;

const BACK: Readonly<Record<Key, string>> = {
  enabled: 'remove `"enabled": false` from `plugins`',
  entries: 'remove `"enabled": false` from the entry',
  deny: 'take it out of the list',
  allow: 'add it to the list',
};

export const providerPluginNotInstalled: Rule = {
  id: 'provider-plugin-not-installed',
  severity: 'warning',
  summary: 'a model belongs to a provider whose plugin is kept out, or not known to be installed',
  why: 'Since 2026.6.9 most providers are npm plugins of their own, and an update of OpenClaw does not install them. Without the plugin the model is an unknown one, and the key alone, such as `GROQ_API_KEY`, does nothing. The message at run time says to add the model to `models.providers`, which leads elsewhere. A plugin that is part of OpenClaw can be kept out by `plugins`, with the same effect.',
  facts: ['5.4', '8.8', 'H10'],
  *check(routing) {
    const { refs, behaviour, providers, target, installed } = routing;
    if (!behaviour.certain) return;
    const said = new Set<string>();
    for (const ref of refs) {
      const { at, resolved, role } = ref;
      if (!resolved || role === 'map' || role === 'policy' || resolved.via === 'alias' || isMisnamed(ref, routing))
        continue;
      const { provider } = resolved;
      const known = knownProvider(provider);
      const by = said.has(provider) || providers.get(provider) ? undefined : keptOut(provider, routing);
      if (by) {
        said.add(provider);
        yield {
          at,
          message: `${code(by === 'entries' ? `plugins.entries.${provider}` : `plugins.${by}`)} keeps out the plugin ${code(provider)}, without which ${release(target)} knows no model of ${code(provider)}; requests to it fail`,
          help: BACK[by],
        };
      }
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

/** Asked of 2026.5.28, 2026.7.1 and 2026.9.6; the list of what is allowed keeps no plugin of OpenClaw's own out of the last. */
const ASKED_FROM = '2026.5.28';
const LIST_TO = '2026.7.35';
/** The providers whose models were seen to be gone in both. */
const LISTED = /^(?:anthropic|openrouter)$/;
/** Providers whose plugins have their names. */
const OF_ITS_NAME = /^(?:anthropic|google|minimax|mistral|nvidia|openai|opencode|opencode-go|openrouter|together|xai)$/;

function keptOut(provider: string, { home, target: { release, isInstalled } }: Routing): Key | undefined {
  if (release === undefined || isInstalled || compare(release, ASKED_FROM) < 0 || !OF_ITS_NAME.test(provider))
    return undefined;
  const by = keptOutBy(provider, home.root);
  if (by !== 'allow') return by;
  return LISTED.test(provider) && compare(release, LIST_TO) <= 0 ? by : undefined;
}
