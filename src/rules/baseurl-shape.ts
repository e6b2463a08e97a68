import { rewrite } from '../edit/edit.ts';
import { substitutions } from '../env/references.ts';
import { type At, type Node, nodeAt, textOf } from '../parse/tree.ts';
import { isFrom, isUpTo } from '../release/releases.ts';
import type { ConfiguredProvider } from '../routing/providers.ts';
import { asksToBeReplaced } from '../text/placeholder.ts';
import { advice, code, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const baseurlShape: Rule = {
  id: 'baseurl-shape',
  severity: 'warning',
  summary: 'a `baseUrl` that is no address, or that already names the endpoint',
  why: 'OpenClaw puts the path of the endpoint behind `baseUrl` itself. With `/chat/completions` in it the path is there twice, and the server answers 404; without `http://` or `https://` there is no address to ask. A `/v1` for Anthropic is no mistake: OpenClaw takes it away. `openclaw config validate` accepts any text.',
  facts: ['5.2', 'R4'],
  *check({ providers, target: { release } }) {
    for (const provider of providers.configured) {
      const url = provider.at.get('baseUrl');
      const text = url?.text()?.trim();
      if (!url || !text || substitutions(text).length > 0 || /[<>{}$]/.test(text)) continue;
      const found =
        trouble(url, text) ??
        (asksAsOpenAi(provider) ? (ofAzure(url.node, text) ?? ofOllama(url.node, text, release)) : undefined) ??
        (isUpTo(release, GOOGLE_TO) ? ofGoogle(url.node, text) : undefined) ??
        (isUpTo(release, VERSION_TO) ? ofAnthropic(provider, url.node, text) : undefined);
      if (found) yield found;
    }
  },
};

const ENDPOINT = /\/(?:chat\/completions|completions|responses|messages|embeddings|api\/(?:chat|generate))\/?$/;

/** What was to be `http://` or `https://`. */
const MISSPELT = /^h?t{1,3}p{0,2}s?[:;]?\/{1,3}|^https?[:;]\/?/i;

function trouble(url: At<string>, text: string): Finding | undefined {
  const at = url.node;
  if (!/^https?:\/\//i.test(text)) {
    if (asksToBeReplaced(text))
      return {
        at,
        message: `this ${code('baseUrl')} is a placeholder, no address; requests to it fail`,
        help: 'write the address of the server in its place',
      };
    const rest = text.replace(MISSPELT, '');
    const host = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(rest);
    const near = /^(?:localhost|127\.|192\.168\.|10\.)/.test(rest);
    const scheme = (rest === text ? near : !/s[:;/]/i.test(text.slice(0, 8))) ? 'http://' : 'https://';
    const title = rest === text ? `put ${code(scheme)} before it` : `write ${code(scheme + rest)}`;
    return {
      at,
      message: `this ${code('baseUrl')} does not begin with ${code('http://')} or ${code('https://')}; requests to it fail`,
      ...(host
        ? advice(title, { title, edits: [rewrite(at, scheme + rest)] })
        : { help: 'write the whole address of the server' }),
    };
  }
  const endpoint = ENDPOINT.exec(text)?.[0];
  if (!endpoint) return undefined;
  const base = text.slice(0, -endpoint.length).replace(endpoint.startsWith('/messages') ? /\/v1$/ : /$^/, '');
  return {
    at,
    message: `this ${code('baseUrl')} ends with the endpoint ${code(endpoint)}, which OpenClaw adds itself; requests go to an address that does not exist`,
    help: `write ${code(base)}`,
    fix: { title: `remove ${code(endpoint)}`, edits: [rewrite(at, base)] },
  };
}

/** Block and rows say so; `azure-openai-responses` knows its own way, and so do the APIs of others. */
function asksAsOpenAi({ at }: ConfiguredProvider): boolean {
  const api = at.get('api')?.text() ?? '';
  const rows = at.get('models')?.items() ?? [];
  return [api, ...rows.map((row) => textOf(nodeAt(row.node, ['api'])) ?? api)].every((each) => OPENAI.test(each));
}

const OPENAI = /^openai-(?:completions|responses)$/;

/** Azure has OpenAI’s form, and a key as its sign-in, below `/openai/v1`; elsewhere it wants `api-version` in the address. */
function ofAzure(at: Node, text: string): Finding | undefined {
  const [, host] =
    /^(https:\/\/[\w-]+\.(?:openai|services\.ai|cognitiveservices)\.azure\.com)(?:\/openai)?(?:\/?|\/deployments\/[^]*)$/i.exec(
      text,
    ) ?? [];
  if (!host) return undefined;
  const right = `${host}/openai/v1`;
  return {
    at,
    message: `Azure does not answer OpenAI’s requests at this path: OpenClaw adds the endpoint and no ${code('api-version')}, and gets a 404`,
    ...advice(
      `write ${code(right)}, and the name of the deployment as ${code('id')} of the model`,
      writingAt(at, right),
    ),
  };
}

/** The first release that has the value `ollama` for `api`; the schema says so. */
const OLLAMA_SINCE = '2026.2.17';

function ofOllama(at: Node, text: string, release: string | undefined): Finding | undefined {
  if (!/^https?:\/\/ollama\.com\/?$/i.test(text)) return undefined;
  const right = 'https://ollama.com/v1';
  return {
    at,
    message: `Ollama’s service answers OpenAI’s requests below ${code('/v1')}; OpenClaw adds only the endpoint, and asks where there is none`,
    ...advice(
      `write ${code(right)}${isFrom(release, OLLAMA_SINCE) ? `, or ${code('"api": "ollama"')} beside this address` : ''}`,
      writingAt(at, right),
    ),
  };
}

/** The last release that users saw to ask Google just where it is told to; 2026.3.28 adds the version itself. */
const GOOGLE_TO = '2026.3.13';

function ofGoogle(at: Node, text: string): Finding | undefined {
  if (!/^https:\/\/generativelanguage\.googleapis\.com\/?$/i.test(text)) return undefined;
  const right = `${text.replace(/\/$/, '')}/v1beta`;
  return {
    at,
    message: 'this `baseUrl` has no version of Google’s API: every request is answered 404',
    ...advice(`write ${code(right)}`, writingAt(at, right)),
  };
}

/** The last release whose package leaves `/v1` where it is; 2026.2.24 takes it away. */
const VERSION_TO = '2026.2.22';

function ofAnthropic(provider: ConfiguredProvider, at: Node, text: string): Finding | undefined {
  const right = text.replace(/\/v1\/?$/, '');
  if (right === text || provider.at.get('api')?.text() !== 'anthropic-messages') return undefined;
  return {
    at,
    message: 'OpenClaw asks `/v1/messages` below this address, so `/v1` is there twice, and the server answers 404',
    ...advice(`write ${code(right)}`, writingAt(at, right)),
  };
}
