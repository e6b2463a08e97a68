import { knownProvider } from '../catalog/catalog.ts';
import { rewrite } from '../edit/edit.ts';
import { putting } from '../edit/offer.ts';
import { type Node, nodeAt } from '../parse/tree.ts';
import { compare, type Target } from '../release/releases.ts';
import type { ConfiguredProvider } from '../routing/providers.ts';
import { own } from '../text/own.ts';
import { advice, code, release, writing } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const adapterHostMismatch: Rule = {
  id: 'adapter-host-mismatch',
  severity: 'warning',
  summary: 'the `api` of a provider is not the one its address speaks',
  why: '`api` says in which form requests are written. An address that speaks another form answers 404 or an error page. Ollama does answer OpenAI’s form under `/v1`, but its tool calls come back as text there and its context window cannot be set; `"api": "ollama"` without `/v1` is what OpenClaw’s documentation asks for. Where no `api` is said, OpenClaw takes OpenAI’s: up to 2026.4.15 the Responses API, which few other servers have.',
  facts: ['R4'],
  *check({ providers, problems, target, home: { root } }) {
    for (const provider of providers.configured) {
      // another word for `api` is reported by another rule
      const { node } = provider.at;
      if (!problems.some((each) => each.kind === 'unknown-key' && each.owner === node && FOR_API.test(each.key.value)))
        yield* [...unsaid(provider, target, root), ...astray(provider, target)];
      const found = mismatch(provider, target);
      // an unknown `api` is reported by another rule
      if (found && !problems.some((problem) => 'at' in problem && problem.at === found.at)) yield found;
    }
  },
};

const FOR_API = /^(?:api_?type|type|kind|format|sdk|npm|protocol|adapter|compat(?:ibility)?)$/i;

/** The last release that was seen to take the Responses API where none is said; 2026.5.28 takes `openai-completions`. */
const RESPONSES_TO = '2026.4.15';
/** Since then Ollama's plugin says it. */
const OLLAMA_SAYS = '2026.3.28';

function* unsaid({ at: block, id, key }: ConfiguredProvider, target: Target, root?: Node): Iterable<Finding> {
  const url = block.get('baseUrl')?.text()?.trim();
  if (!url || !target.release || block.node.kind !== 'object' || block.node.open || block.get('api')) return;
  const rows = block.get('models')?.node;
  if (!rows) return;
  if (rows?.kind === 'array' && rows.items.length > 0 && rows.items.every((row) => nodeAt(row, ['api']))) return;
  const isBefore = (release: string) => compare(target.release!, release) < 0;
  if (knownProvider(id)?.kind === 'bundled' && !(id === 'ollama' && isBefore(OLLAMA_SAYS))) return;
  const form = formOf(url);
  const isOld = compare(target.release, RESPONSES_TO) <= 0;
  if (form === 'openai' ? !isOld || /\/\/api\.openai\.com/i.test(url) : !isOld && form === undefined) return;
  const right =
    form === undefined || form === 'openai' || (form === 'ollama' && isBefore(OLLAMA_SINCE))
      ? 'openai-completions'
      : form;
  const add = code(`"api": "${right}"`);
  yield {
    at: key,
    message: `nothing says in which format ${code(id)} is asked; ${release(target)} asks ${isOld ? 'by the Responses API of OpenAI, which few servers have, or fails' : 'in one of OpenAI’s, which this address does not speak'}`,
    ...advice(
      `add ${add}${form ? '' : ', or what else the server speaks,'} to the provider`,
      putting(`add ${add}`, root, ['models', 'providers', key.value, 'api'], right),
    ),
  };
}

/** Where OpenAI was seen to be asked for the rows of a block without address and format (facts 5.2). */
const ASTRAY: Readonly<Record<string, readonly [baseUrl: string, api: string]>> = {
  google: ['https://generativelanguage.googleapis.com/v1beta', 'google-generative-ai'],
  opencode: ['https://opencode.ai/zen/v1', 'openai-completions'],
  xai: ['https://api.x.ai/v1', 'openai-responses'],
};
/** In 2026.5.28 only `opencode` was seen to be. */
const [ASTRAY_FROM, ASTRAY_TO] = ['2026.7.1', '2026.7.1-2'];

function* astray({ at: block, id, key }: ConfiguredProvider, target: Target): Iterable<Finding> {
  const right = own(ASTRAY, id);
  if (!right || !target.release || block.node.kind !== 'object' || block.node.open) return;
  const from = id === 'opencode' ? '2026.5.28' : ASTRAY_FROM;
  if (compare(target.release, from) < 0 || compare(target.release, ASTRAY_TO) > 0) return;
  const isUnsaid = (node: Node) => !nodeAt(node, ['baseUrl']) && !nodeAt(node, ['api']);
  const rows = block.get('models')?.node;
  if (rows?.kind === 'array' && isUnsaid(block.node) && rows.items.some(isUnsaid))
    yield {
      at: key,
      message: `nothing says where the models of this list are; ${release(target)} asks ${code('api.openai.com')} for them, with the key of ${code(id)}`,
      help: `add ${code(`"baseUrl": "${right[0]}"`)} and ${code(`"api": "${right[1]}"`)} to the provider`,
    };
}

/** The first release that has the value `ollama` for `api`; the schema says so. */
const OLLAMA_SINCE = '2026.2.17';

/** What the address of an Ollama server ends with where it is asked as OpenAI's. */
const OPENAI_PART = /\/v1\/?$/;

type Form = 'anthropic-messages' | 'ollama' | 'google-generative-ai' | 'openai';

function mismatch({ at: block, id }: ConfiguredProvider, target: Target): Finding | undefined {
  const api = block.get('api');
  const written = api?.text();
  const url = block.get('baseUrl')?.text()?.trim();
  if (!api || !written || !url) return undefined;
  const form = formOf(url);
  const openai = written.startsWith('openai-');
  if (form === undefined || (form === 'openai' ? openai : written === form)) return undefined;
  if (isKimi(url) && block.get('headers')) return undefined;
  // a proxy on Ollama's port, or a compatible server with another name, may well speak the given API
  if (form === 'ollama' && !(openai && (id.includes('ollama') || !knownProvider(id)))) return undefined;
  if (form === 'openai' && written !== 'anthropic-messages' && written !== 'ollama') return undefined;
  const tooOld = target.release !== undefined && compare(target.release, OLLAMA_SINCE) < 0;
  if (form === 'ollama') {
    const asked = `write ${code('"api": "ollama"')}${OPENAI_PART.test(url) ? ` and remove ${code('/v1')} from ${code('baseUrl')}` : ''}`;
    const address = OPENAI_PART.test(url) ? [rewrite(block.get('baseUrl')!.node, url.replace(OPENAI_PART, ''))] : [];
    const change = { title: asked, edits: [rewrite(api.node, 'ollama'), ...address] };
    return {
      at: api.node,
      message: `the address of ${code(id)} is that of an Ollama server, but it is asked in the format of OpenAI: tool calls come back as plain text`,
      ...(tooOld ? { help: `update OpenClaw to ${OLLAMA_SINCE} or newer; then ${asked}` } : advice(asked, change)),
    };
  }
  const right = form === 'openai' ? 'openai-completions' : form;
  return {
    at: api.node,
    message: `${code(id)} is asked in the format ${code(written)}, but the server at its address understands ${code(right)}; requests fail`,
    ...advice(
      `write ${code(`"api": "${right}"`)}, or the address that goes with ${code(written)}`,
      writing(`"api": "${right}"`, rewrite(api.node, right)),
    ),
  };
}

/** Kimi's address for agents, which refuses OpenAI's form to programs that it does not know (facts 5.2). */
const isKimi = (url: string): boolean => /^https?:\/\/api\.kimi\.com\/coding(?:\/|$)/i.test(url);

/** The API that an address is known for. */
function formOf(url: string): Form | undefined {
  const [, host = '', port = '', path = ''] = /^https?:\/\/([^/:?#]+)(?::(\d+))?([^?#]*)/i.exec(url) ?? [];
  if (port === '11434') return 'ollama';
  if (/^api\.anthropic\.com$/i.test(host) || isKimi(url) || /\/anthropic(?:\/v1)?\/?$/.test(path))
    return 'anthropic-messages';
  if (/^generativelanguage\.googleapis\.com$/i.test(host))
    return path.includes('/openai') ? 'openai' : 'google-generative-ai';
  return /^(?:api\.openai\.com|openrouter\.ai|api\.deepseek\.com|api\.groq\.com)$/i.test(host) ? 'openai' : undefined;
}
