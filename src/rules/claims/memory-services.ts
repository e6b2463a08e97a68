import { knownProvider } from '../../catalog/catalog.ts';
import { rewrite } from '../../edit/edit.ts';
import { type Node, nodeAt, type ObjectNode, textOf } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { keptOutBy } from '../../schema/kept-out.ts';
import { suggest } from '../../text/nearest.ts';
import { own } from '../../text/own.ts';
import { isMentioned } from '../installed-plugins.ts';
import { advice, code, meant, release, writingAt } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** Who computes embeddings, plugins of the catalogue included (facts 5.6). */
const SERVICES =
  'openai gemini voyage mistral ollama local lmstudio github-copilot bedrock deepinfra openai-compatible none auto'.split(
    ' ',
  );

/** What people call them, and the plugins that bring two of them. */
const CALLED: Readonly<Record<string, string>> = {
  google: 'gemini',
  'google-gemini': 'gemini',
  'amazon-bedrock': 'bedrock',
  'llama-cpp': 'local',
  'llama.cpp': 'local',
  copilot: 'github-copilot',
};

/** The first release that has it, of those that the first that take any text lack. */
const SINCE: Readonly<Record<string, string>> = { 'github-copilot': '2026.4.15' };

/** The first release that takes any text; the schema of older ones has a list. */
const ANY_FROM = '2026.3.28';
/** The first release that was read to have it. */
const COMPATIBLE_FROM = '2026.5.28';
/** The first release that users saw without `local`, which became a plugin; 2026.5.28 has it. */
export const LOCAL_APART = '2026.6.8';

/** A service that is not there, or a model that is of another one (facts 5.6). */
export function* strangeServices(node: ObjectNode, base: ObjectNode | undefined, routing: Routing): Iterable<Finding> {
  const { target } = routing;
  const [provider, fallback] = [node.get('provider'), node.get('fallback')];
  if (target.release && compare(target.release, ANY_FROM) >= 0)
    for (const at of [provider, fallback]) {
      const found = at && (unknown(at, routing, at === fallback) ?? apart(at, routing, at === fallback));
      if (found) yield found;
    }
  yield* strangeModel(node, base, routing);
  yield* strangeAddress(node);
}

const [FAILS, NO_FALLBACK] = ['every search of memories fails', 'nothing is asked when the first one fails'];

const nameIn = (node: Node | undefined): string | undefined => {
  const name = textOf(node)?.trim();
  return name?.includes('$') ? undefined : name;
};

function unknown(at: Node, routing: Routing, isFallback: boolean): Finding | undefined {
  const { providers, target } = routing;
  const name = nameIn(at)?.toLowerCase();
  const since = own(SINCE, name ?? '');
  const isEarly = since !== undefined && compare(target.release!, since) < 0;
  if (!name || (SERVICES.includes(name) && !isEarly) || providers.get(name)) return undefined;
  const known = knownProvider(name);
  const near = own(CALLED, name) ?? (known ? undefined : suggest(name, SERVICES));
  // a plugin may bring it
  const isCertain = isEarly || near !== undefined || known?.kind === 'bundled' || !(known || mayHavePlugins(routing));
  if (!isCertain) return undefined;
  const compatible = compare(target.release!, COMPATIBLE_FROM) >= 0;
  return {
    at,
    message: `${release(target)} has no service for embeddings that is called ${code(name)}; ${isFallback ? NO_FALLBACK : FAILS}`,
    ...(near === undefined
      ? {
          help: `write ${code('openai')}, ${code('gemini')} or ${code('ollama')}${compatible ? `, or ${code('openai-compatible')} and ${code('remote.baseUrl')}` : ''}`,
        }
      : meant(near, [rewrite(at, near)])),
  };
}

const mayHavePlugins = ({ home }: Routing): boolean =>
  home.plugins().length > 0 || Boolean(home.project?.plugins.length) || nodeAt(home.root, ['plugins']) !== undefined;

/** The plugins of services that have left OpenClaw. */
const PLUGINS: Readonly<Record<string, readonly [npm: string, id: string]>> = {
  voyage: ['@openclaw/voyage-provider', 'voyage'],
  mistral: ['@openclaw/mistral-provider', 'mistral'],
  local: ['@openclaw/llama-cpp-provider', 'llama-cpp'],
};

/** Services whose plugins are part of OpenClaw, and the first release that was seen to need those. */
const BUNDLED: Readonly<Record<string, string>> = { gemini: 'google', openai: 'openai' };
const BUNDLED_FROM = '2026.9.6';

function apart(at: Node, routing: Routing, isFallback: boolean): Finding | undefined {
  const { target, behaviour, installed, home } = routing;
  const name = nameIn(at)?.toLowerCase() ?? '';
  const bundled = own(BUNDLED, name);
  const by = bundled && compare(target.release!, BUNDLED_FROM) >= 0 ? keptOutBy(bundled, home.root) : undefined;
  if (by)
    return {
      at,
      message: `${code(by === 'entries' ? `plugins.entries.${bundled}` : `plugins.${by}`)} keeps out the plugin ${code(bundled!)}, which computes embeddings for ${code(name)}; ${isFallback ? NO_FALLBACK : FAILS}`,
      help:
        by === 'allow'
          ? `add ${code(bundled!)} to the list`
          : `let ${code(bundled!)} in there, or name another service`,
    };
  const [npm, id] = own(PLUGINS, name) ?? [];
  if (!npm || !id || installed?.providers.has(id) || isMentioned(npm, [id], routing)) return undefined;
  if (name === 'local' ? compare(target.release!, LOCAL_APART) < 0 : !behaviour.externalProviders.has(id))
    return undefined;
  return {
    at,
    message: `embeddings of ${code(name)} are not part of ${release(target)}; unless its plugin is installed, ${isFallback ? NO_FALLBACK : name === 'local' ? `${FAILS}, or finds words only` : FAILS}`,
    help: `run ${code(`openclaw plugins install ${npm}`)}`,
  };
}

/** What the models of a service are called. */
const MODELS: readonly (readonly [service: string, models: RegExp])[] = [
  ['openai', /^(?:openai\/)?text-embedding-(?:3-|ada-)/],
  ['gemini', /^(?:(?:models|gemini|google)\/)?(?:gemini-embedding-|embedding-001$|text-embedding-00\d)/],
  ['voyage', /^(?:voyage\/)?voyage-/],
  ['mistral', /^(?:mistral\/)?(?:mistral|codestral)-embed/],
  [
    'ollama',
    /^(?:ollama\/)?(?:nomic-embed-text|mxbai-embed|all-minilm|bge-m3|qwen3-embedding|embeddinggemma|snowflake-)/,
  ],
];
const CHAT =
  /^(?:[\w-]+\/)?(?:gpt-\d|o[134](?:-|$)|claude-|gemini-\d|deepseek-(?:chat|reasoner|v\d)|grok-|kimi-|glm-\d)/;

function* strangeModel(node: ObjectNode, base: ObjectNode | undefined, { home: { root } }: Routing): Iterable<Finding> {
  const [at, provider] = [node.get('model'), node.get('provider')];
  const [model, name] = [nameIn(at)?.toLowerCase(), nameIn(provider)?.toLowerCase()];
  const service = name === 'google' ? 'gemini' : name;
  if (!at || !model || !provider || !service || !MODELS.some(([each]) => each === service)) return;
  // another server may have any model
  const block = nodeAt(root, ['models', 'providers', service === 'gemini' ? 'google' : service]);
  if ([node, base].some((each) => nodeAt(each, ['remote', 'baseUrl'])) || nodeAt(block, ['baseUrl'])) return;
  const of = MODELS.find(([, models]) => models.test(model))?.[0];
  const isChat = of === undefined && service !== 'ollama' && CHAT.test(model);
  if (isChat || (of !== undefined && of !== service))
    yield {
      at,
      message: isChat
        ? `this is a model for conversations, which computes no embeddings; ${FAILS}`
        : `this is a model of ${code(of!)}, and memory search asks ${code(service)} for it; ${FAILS}`,
      ...(isChat
        ? { help: `remove it: ${code(service)} has a model for this` }
        : advice(`write ${code(of!)} as ${code('provider')}, or remove ${code('model')}`, writingAt(provider, of!))),
    };
}

function* strangeAddress(node: ObjectNode): Iterable<Finding> {
  const at = nodeAt(node, ['remote', 'baseUrl']);
  const text = nameIn(at);
  if (!at || !text || !/^https?:/i.test(text)) return;
  const [endpoint] = /\/embeddings\/?$/.exec(text) ?? [];
  const bare = nameIn(node.get('provider')) === 'openai' && /^(https?:\/\/[^/]+:11434)\/?$/.exec(text)?.[1];
  const right = endpoint ? text.slice(0, -endpoint.length) : bare ? `${bare}/v1` : undefined;
  if (right)
    yield {
      at,
      message: endpoint
        ? `this address ends with the endpoint ${code(endpoint)}, which OpenClaw adds itself; ${FAILS}`
        : `OpenClaw asks ${code('/embeddings')} below this address, and Ollama answers OpenAI’s form below ${code('/v1')} alone; ${FAILS}`,
      ...advice(`write ${code(right)}`, writingAt(at, right)),
    };
}
