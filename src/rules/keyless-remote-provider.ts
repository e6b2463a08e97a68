import { knownProvider, providerVariables } from '../catalog/catalog.ts';
import { putting } from '../edit/offer.ts';
import { substitutions } from '../env/references.ts';
import { isLocal, isOwnNetwork, isThisMachine } from '../routing/local.ts';
import type { ConfiguredProvider } from '../routing/providers.ts';
import type { Routing } from '../routing/routing.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const keylessRemoteProvider: Rule = {
  id: 'keyless-remote-provider',
  severity: 'warning',
  summary: 'a provider of your own has an address outside the own network, and no key',
  why: 'Only a server of the own machine or network is asked without a credential: localhost, `*.local` and private addresses. For any other address a turn needs a key, also where the server takes none: `No API key found for provider …`. No variable is read for a provider of your own. Up to 2026.4.28 only the machine itself counts as own.',
  facts: ['3.5', '5.2'],
  *check(routing) {
    const { providers, profiles, home } = routing;
    const bare = providers.configured.filter(
      (provider) => lacksKey(provider, routing) && !providers.agentDeclared.has(provider.id),
    );
    if (bare.length === 0) return;
    // where no store was seen, a profile may exist
    const isSeen = profiles.complete || profiles.stores.length > 0;
    const isShown = isSeen || showsEnvironment(routing);
    const served = new Set([
      ...[...profiles.names].map(prefix),
      ...[...profiles.declared.values(), ...[...profiles.stored.values()].flat()].flatMap(
        ({ provider }) => provider ?? [],
      ),
    ]);
    for (const provider of bare) {
      const isEmpty = provider.at.get('apiKey') !== undefined;
      if (!(isShown || isEmpty) || served.has(provider.id) || !provider.models?.length) continue;
      const host = /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(provider.at.get('baseUrl')!.text()!.trim())?.[1];
      const own = host && maker(host, routing);
      const key = own && `\${${own.variable}}`;
      yield {
        at: provider.key,
        message: `${code(provider.key.value)} has ${isEmpty ? 'an empty' : 'no'} ${code('apiKey')} and no profile; OpenClaw takes ${host ? code(host) : 'its address'} for a remote server, and sends it no request without a key${isSeen ? '' : ', unless a profile is kept elsewhere'}`,
        ...advice(
          key
            ? `add ${code(`"apiKey": "${key}"`)} and set that variable; what is stored for ${code(own.id)} counts only for a provider of that name`
            : `set ${code('apiKey')}, to any text if the server takes none: ${code('"apiKey": "not-needed"')}`,
          putting(
            key ? `add ${code(`"apiKey": "${key}"`)}` : `set ${code('apiKey')}, to any text`,
            home.root,
            ['models', 'providers', provider.key.value, 'apiKey'],
            key ?? 'not-needed',
          ),
        ),
      };
    }
  },
};

const showsEnvironment = ({ home }: Routing): boolean =>
  home.environment.layers.some(({ source }) => source === 'state-dotenv');

function lacksKey({ id, at }: ConfiguredProvider, { behaviour, home }: Routing): boolean {
  const url = at.get('baseUrl')?.text();
  // up to 2026.4.28 the own network counts as remote
  const isNear = behaviour.custody.keyless === 'this-machine' ? isThisMachine : isLocal;
  if (!url?.trim() || substitutions(url).length > 0 || isNear(url)) return false;
  // the plugin of Ollama gave its servers a key wherever they were, and then those of the own network
  const isOllama =
    id === 'ollama' &&
    behaviour.custody.keylessOllama !== 'anywhere' &&
    behaviour.custody.keyless !== 'none' &&
    !isOwnNetwork(url) &&
    home.environment.state('OLLAMA_API_KEY') === 'missing';
  if (knownProvider(id) && !isOllama) return false;
  const key = at.get('apiKey');
  return (!key || key.text()?.trim() === '') && !at.get('auth') && !at.get('headers') && !at.get('request');
}

/** The provider of OpenClaw whose name the address holds, where this home has something of it. */
function maker(host: string, { home, profiles }: Routing): { id: string; variable: string } | undefined {
  const stored = [...profiles.names, ...home.stores.flatMap(({ entries }) => entries.map(({ key }) => key.value))];
  const id = host.split(/[.:]/).find((each) => providerVariables(each).length > 0);
  const variable = id && providerVariables(id)[0];
  const has = stored.some((each) => prefix(each) === id) || (variable && home.environment.state(variable) === 'set');
  return id && variable && has ? { id, variable } : undefined;
}

/** A profile named after the provider was meant for it, even if it names another. */
const prefix = (id: string): string => id.split(':')[0]!.toLowerCase();
