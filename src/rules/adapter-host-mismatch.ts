import { knownProvider } from '../catalog/catalog.ts';
import { rewrite } from '../edit/edit.ts';
import { compare, type Target } from '../release/releases.ts';
import type { ConfiguredProvider } from '../routing/providers.ts';
import { advice, code, writing } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const adapterHostMismatch: Rule = {
  id: 'adapter-host-mismatch',
  severity: 'warning',
  summary: 'the `api` of a provider is not the one its address speaks',
  why: '`api` says in which form requests are written. An address that speaks another form answers 404 or an error page. Ollama does answer OpenAI’s form under `/v1`, but its tool calls come back as text there and its context window cannot be set; `"api": "ollama"` without `/v1` is what OpenClaw’s documentation asks for. Said only of addresses whose form is known.',
  facts: ['R4'],
  *check({ providers, problems, target }) {
    for (const provider of providers.configured) {
      const found = mismatch(provider, target);
      // an unknown `api` is reported by another rule
      if (found && !problems.some((problem) => 'at' in problem && problem.at === found.at)) yield found;
    }
  },
};

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

/** The API that an address is known for. */
function formOf(url: string): Form | undefined {
  const [, host = '', port = '', path = ''] = /^https?:\/\/([^/:?#]+)(?::(\d+))?([^?#]*)/i.exec(url) ?? [];
  if (port === '11434') return 'ollama';
  if (/^api\.anthropic\.com$/i.test(host) || /\/anthropic(?:\/v1)?\/?$/.test(path)) return 'anthropic-messages';
  if (/^generativelanguage\.googleapis\.com$/i.test(host))
    return path.includes('/openai') ? 'openai' : 'google-generative-ai';
  return /^(?:api\.openai\.com|openrouter\.ai|api\.deepseek\.com|api\.groq\.com)$/i.test(host) ? 'openai' : undefined;
}
