import { providerVariables } from '../catalog/catalog.ts';
import { type Node, nodeAt, type ObjectNode, textOf } from '../parse/tree.ts';
import { compare } from '../release/releases.ts';
import { credentialsFor } from '../routing/credentials/credentials.ts';
import type { Routing } from '../routing/routing.ts';
import { LOCAL_APART, strangeServices } from './claims/memory-services.ts';
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

/** The first release that was read to ask `openai` where none is named; 2026.4.15 takes the first that has a key. */
const ALONE_FROM = '2026.5.28';

const SERVICES = [...new Set(PROVIDERS.values())];

const isKeyless = (provider: string, agent: string | undefined, routing: Routing): boolean =>
  credentialsFor({ provider, model: '' }, agent, routing).attempts.length === 0 &&
  providerVariables(provider).every((name) => routing.home.environment.state(name) === 'missing');

export const memorySearchWithoutKey: Rule = {
  id: 'memory-search-without-key',
  severity: 'warning',
  summary: 'memory search is to ask a service for which there is no key, or that is not there',
  why: 'Memory is searched with embeddings, and the service that computes them wants an API key of its own: the login of a subscription, with which the models of `openai` work, does not do. Without a key the search fails on every call, or finds words only; conversations go on, so nobody notices. The service has a name of its own (`gemini`, not `google`) and models of its own, and some come as plugins.',
  facts: ['5.6'],
  *check(routing) {
    const { profiles, home, target } = routing;
    const seen = profiles.complete || profiles.stores.length > 0 || showsKeys(routing);
    for (const { node, agent, base } of searches(routing)) {
      if (isOff(node.get('enabled'))) continue;
      const strange = [...strangeServices(node, base, routing)];
      yield* strange;
      if (strange.some(({ at }) => at === node.get('provider'))) continue;
      const place = node.get('provider');
      const named = textOf(place)?.trim().toLowerCase();
      const provider = named === undefined ? undefined : PROVIDERS.get(named);
      const enabled = node.get('enabled');
      const isOn = enabled?.kind === 'scalar' && enabled.value === true;
      const hasOwn = ['provider', 'remote', 'local'].some((key) => node.get(key) ?? base?.get(key));
      const isFirst = target.release === undefined || compare(target.release, ALONE_FROM) < 0;
      const tried = isFirst ? SERVICES : ['openai'];
      if (isOn && !hasOwn && seen && tried.every((each) => isKeyless(each, agent, routing)))
        yield {
          at: enabled,
          message: `memory search ${isFirst ? 'takes the first service for embeddings that has a key' : `asks ${code('openai')} for embeddings where no ${code('provider')} is named`}, and these files have no key for ${isFirst ? listed(tried) : 'it'}; unless one is kept elsewhere, the search ${isFirst ? 'fails' : 'fails, or finds words only'}`,
          help: `set a key such as ${code('OPENAI_API_KEY')}, name a ${code('provider')}, or write ${code('"enabled": false')}`,
          severity: 'info',
        };
      const remote = [node, base].map((each) => nodeAt(each, ['remote', 'apiKey']));
      if (!place || !provider || remote.some(Boolean)) continue;
      const { attempts } = credentialsFor({ provider, model: '' }, agent, routing);
      if (attempts.some(({ type }) => type !== 'oauth' && type !== 'token')) continue;
      const login = attempts.length > 0;
      if (!login && !seen) continue;
      const variables = providerVariables(provider).filter((name) => /_API_KEY$/.test(name));
      if (variables.some((name) => home.environment.state(name) !== 'missing')) continue;
      const variable = variables.find((name) => name.startsWith(named!.toUpperCase())) ?? variables[0];
      const free = target.release && compare(target.release, LOCAL_APART) >= 0 ? 'ollama' : 'local';
      yield {
        at: place,
        message: login
          ? `memory search asks ${code(named!)} for embeddings, which a login of a subscription does not pay for; without an API key the search fails`
          : `memory search asks ${code(named!)} for embeddings, and these files have no key for it; unless one is kept elsewhere, the search fails`,
        ...advice(
          `${variable ? `set ${code(variable)}` : `store an API key for ${code(provider)}`}, or choose another ${code('provider')}: ${code(free)} needs no key`,
          // a model of that service is none of another
          ...(node.get('model') ? [] : [writingAt(place, free)]),
        ),
      };
    }
  },
};

/** The settings of the search: of all, and those of each agent, which are laid over them. */
function* searches({ home: { root }, agents }: Routing): Iterable<Search> {
  const all = PLACES.map((path) => nodeAt(root, path[0] === 'memory' ? path : ['agents', 'defaults', ...path])).filter(
    isObject,
  );
  for (const node of all) yield { node, agent: undefined, base: undefined };
  for (const { id, node } of agents)
    for (const path of PLACES) {
      const own = nodeAt(node, path);
      if (isObject(own)) yield { node: own, agent: id, base: all[0] };
    }
}

const PLACES = [['memory', 'search'], ['memorySearch']] as const;

interface Search {
  readonly node: ObjectNode;
  readonly agent: string | undefined;
  readonly base: ObjectNode | undefined;
}

const isObject = (node: Node | undefined): node is ObjectNode => node?.kind === 'object' && !node.open;

const isOff = (node: Node | undefined): boolean => node?.kind === 'scalar' && node.value === false;
