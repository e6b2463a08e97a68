import { knownProvider, providerVariables } from '../catalog/catalog.ts';
import { taking } from '../edit/offer.ts';
import { withoutVariable } from '../edit/variable-line.ts';
import { isValue, nodeAt, textOf } from '../parse/tree.ts';
import { credentialContext } from '../routing/credentials/context.ts';
import { providerKey } from '../routing/credentials/provider-key.ts';
import { isOwnNetwork, isThisMachine } from '../routing/local.ts';
import type { Routing } from '../routing/routing.ts';
import { asksToBeReplaced } from '../text/placeholder.ts';
import { signIn } from './claims/gateway-start.ts';
import { advice, code, release, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';
import { secretTexts } from './secret-places.ts';
import { isPlaceholder, isRedacted, isWordForNone } from './secret-texts.ts';

export const placeholderSecret: Rule = {
  id: 'placeholder-secret',
  severity: 'warning',
  summary: 'a placeholder such as `your-api-key` stands where a secret belongs',
  why: 'To OpenClaw a placeholder is a credential like any other: it is tried in its turn, the provider answers 401, and the profile rests. In a checkout, where somebody fills it in later, this is only mentioned. Servers of the own network take any text, so theirs are not reported.',
  facts: ['8.5', '8.8', 'P9'],
  *check(routing) {
    yield* wordsForNone(routing);
    yield* ofServices(routing);
    yield* ofGateway(routing);
    for (const { at, value, name, text, source } of secretTexts(routing)) {
      const asked = isWordForNone(text) ? askedWith(name, routing) : undefined;
      if (asked)
        yield {
          at,
          message: `${code(name)} holds a word for servers that need no key; ${code(asked)} is asked with it, and refuses it`,
          help: `put the real key in its place; the word for a server of your own belongs to ${code('apiKey')} of its block in ${code('models.providers')}`,
        };
      if (!isPlaceholder(text) || isRedacted(text)) continue;
      const template = source === 'config' && !routing.home.live;
      yield {
        at,
        message: `${code(name)} holds a placeholder; OpenClaw takes it for a credential, and the provider refuses it`,
        ...advice('put the real value in its place, or remove it', {
          title: 'remove it',
          // what refers to it would miss it
          edits:
            source !== 'dotenv' || routing.references.some((each) => each.name === name)
              ? []
              : [withoutVariable(at, value)],
        }),
        ...(template && { severity: 'info' as const }),
      };
    }
  },
};

/** Of channels that are on, and of tools. */
function* ofServices({ secrets, home: { root, live } }: Routing): Iterable<Finding> {
  for (const { node, path } of secrets) {
    const text = path[0] === 'channels' || path[0] === 'tools' ? textOf(node) : undefined;
    const on = nodeAt(root, [...path.slice(0, 2), 'enabled']);
    // variables, and what is written like one, are reported by another rule
    if (text === undefined || !asksToBeReplaced(text) || isRedacted(text) || /[{$]/.test(text)) continue;
    if (isValue(on, false)) continue;
    yield {
      at: node,
      message: `${code(String(path.at(-1)))} holds a placeholder, which no service lets in`,
      help: 'put the real value in its place',
      severity: live ? 'warning' : 'info',
    };
  }
}

/** Another rule speaks for those with which the gateway does not start. */
function* ofGateway(routing: Routing): Iterable<Finding> {
  const { kind, at, text, isRefused } = signIn(routing) ?? {};
  if (!at || !text || isRefused || !asksToBeReplaced(text) || isRedacted(text) || /[{$]/.test(text)) return;
  yield {
    at,
    message: `the ${kind} of the gateway is a placeholder, which it takes as it stands: whoever reaches the gateway can guess it`,
    help: `choose one of your own: ${code('openssl rand -hex 32')} makes one`,
    severity: routing.home.live ? 'warning' : 'info',
  };
}

/** Up to 2026.4.28 a word such as `ollama-local` is no key, and yet keeps a server from being asked without one (facts P9). */
function* wordsForNone(routing: Routing): Iterable<Finding> {
  const { providers, behaviour, profiles, target } = routing;
  if (behaviour.custody.keyless !== 'this-machine' || !target.release) return;
  const context = credentialContext(routing);
  for (const { id, at: block } of providers.configured) {
    const key = providerKey(id, context);
    const node = block.get('apiKey')?.node;
    const url = block.get('baseUrl')?.text();
    // those that OpenClaw ships have words of their own
    if (key?.kind !== 'marker' || !node || !url || knownProvider(id) || !/-local$/i.test(textOf(node) ?? '')) continue;
    if ([...profiles.names].some((name) => name.startsWith(`${id}:`))) continue;
    const help = isThisMachine(url)
      ? `remove ${code('apiKey')}: a server of this machine needs none`
      : `write a word that it takes for a key, such as ${code('none')}`;
    yield {
      at: node,
      message: `${code('apiKey')} holds a word for servers that need no key, which ${release(target)} takes for no key at all: it asks ${code(id)} nothing`,
      ...advice(
        help,
        isThisMachine(url)
          ? taking(help, routing.home.root, ['models', 'providers', id, 'apiKey'])
          : writingAt(node, 'none'),
      ),
    };
  }
}

/** The provider that a model names and that has its key from a variable, unless it is a server of one's own. */
function askedWith(variable: string, { refs, providers, home }: Routing): string | undefined {
  if (OWN_SERVERS.test(variable) || home.environment.state(variable.replace(/API_KEY$/, 'BASE_URL')) === 'set')
    return undefined;
  const ref = refs.find(({ resolved }) => {
    if (!resolved || !providerVariables(resolved.provider).includes(variable)) return false;
    const block = providers.get(resolved.provider)?.at;
    const url = block?.get('baseUrl')?.text();
    return !block?.get('apiKey') && (url === undefined || !isOwnNetwork(url));
  });
  return ref?.resolved?.provider;
}

const OWN_SERVERS = /^(?:OLLAMA|VLLM|SGLANG|LITELLM|LM_?STUDIO|LM)_/;
