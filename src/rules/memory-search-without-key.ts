import { providerVariables } from '../catalog/catalog.ts';
import { isValue, type Node, nodeAt, type ObjectNode, textOf } from '../parse/tree.ts';
import { credentialsFor } from '../routing/credentials/credentials.ts';
import type { Routing } from '../routing/routing.ts';
import { showsKeys } from './claims/missing-credentials.ts';
import { advice, code, listed, writingAt } from './phrases.ts';
import type { Rule } from './rule.ts';

/** Services of memory search that are asked with the key of a model provider. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['openai', 'openai'],
  ['gemini', 'google'],
  ['google', 'google'],
  ['voyage', 'voyage'],
  ['mistral', 'mistral'],
]);

const SERVICES = [...new Set(PROVIDERS.values())];

const isKeyless = (provider: string, agent: string | undefined, routing: Routing): boolean =>
  credentialsFor({ provider, model: '' }, agent, routing).attempts.length === 0 &&
  providerVariables(provider).every((name) => routing.home.environment.state(name) === 'missing');

export const memorySearchWithoutKey: Rule = {
  id: 'memory-search-without-key',
  severity: 'warning',
  summary: 'memory search is to ask a service for which there is no key',
  why: 'Memory is searched with embeddings, and the service that computes them wants an API key of its own: the login of a subscription, with which the models of `openai` work, does not do. Without a key the search fails on every call, or finds words only; conversations go on, so nobody notices.',
  facts: ['5.6'],
  *check(routing) {
    const { profiles, home } = routing;
    const seen = profiles.complete || profiles.stores.length > 0 || showsKeys(routing);
    for (const { node, agent } of searches(routing)) {
      const place = node.get('provider');
      const named = textOf(place)?.trim().toLowerCase();
      const provider = named === undefined ? undefined : PROVIDERS.get(named);
      const enabled = node.get('enabled');
      const hasOwn = ['provider', 'remote', 'local'].some((key) => node.get(key));
      if (
        enabled &&
        isValue(enabled, true) &&
        !hasOwn &&
        seen &&
        SERVICES.every((each) => isKeyless(each, agent, routing))
      )
        yield {
          at: enabled,
          message: `memory search takes the first service for embeddings that has a key, and these files have none for ${listed(SERVICES)}; unless one is kept elsewhere, the search fails`,
          help: `set a key such as ${code('OPENAI_API_KEY')}, name a ${code('provider')}, or write ${code('"enabled": false')}`,
          severity: 'info',
        };
      if (!place || !provider || isValue(enabled, false) || nodeAt(node, ['remote', 'apiKey'])) continue;
      const { attempts } = credentialsFor({ provider, model: '' }, agent, routing);
      if (attempts.some(({ type }) => type !== 'oauth' && type !== 'token')) continue;
      const login = attempts.length > 0;
      if (!login && !seen) continue;
      const variables = providerVariables(provider).filter((name) => /_API_KEY$/.test(name));
      if (variables.some((name) => home.environment.state(name) !== 'missing')) continue;
      const variable = variables.find((name) => name.startsWith(named!.toUpperCase())) ?? variables[0];
      yield {
        at: place,
        message: login
          ? `memory search asks ${code(named!)} for embeddings, which a login of a subscription does not pay for; without an API key the search fails`
          : `memory search asks ${code(named!)} for embeddings, and these files have no key for it; unless one is kept elsewhere, the search fails`,
        ...advice(
          `${variable ? `set ${code(variable)}` : `store an API key for ${code(provider)}`}, or choose another ${code('provider')}: ${code('local')} needs no key`,
          // a model of that service is none of another
          ...(node.get('model') ? [] : [writingAt(place, 'local')]),
        ),
      };
    }
  },
};

/** The settings of the search: of all, and before 2026.8.1 of each agent. */
function* searches({ home: { root }, agents }: Routing): Iterable<{ node: ObjectNode; agent: string | undefined }> {
  for (const path of [
    ['memory', 'search'],
    ['agents', 'defaults', 'memorySearch'],
  ]) {
    const node = nodeAt(root, path);
    if (isObject(node)) yield { node, agent: undefined };
  }
  for (const { id, node } of agents) {
    const own = nodeAt(node, ['memorySearch']);
    if (isObject(own)) yield { node: own, agent: id };
  }
}

const isObject = (node: Node | undefined): node is ObjectNode => node?.kind === 'object' && !node.open;
