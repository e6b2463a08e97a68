import { type Node, nodeAt } from '../../parse/tree.ts';
import { providerId } from '../../release/releases.ts';
import type { CredentialContext } from './context.ts';
import { isSet } from './provider-key.ts';

/** The two kinds of credentials that OpenAI's endpoints tell apart. */
export type Kind = 'key' | 'login';

/**
 * Which kinds an `openai` model can be asked with; `any`: nothing says; `conflict`: what its block says contradicts
 * itself, so that the model cannot be asked at all.
 */
export type Routes = 'any' | 'conflict' | readonly Kind[];

/** Models that OpenAI offers both by key and by subscription, and those with one way only (facts 3.7). */
const BOTH = new Set(
  'gpt-6-astra gpt-6-sol gpt-6-luna gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.5 gpt-5.5-pro gpt-5.4 gpt-5.4-codex gpt-5.4-pro gpt-5.4-mini'.split(
    ' ',
  ),
);
const BY_KEY = new Set(['chat-latest', 'gpt-5.6']);
const BY_LOGIN = new Set(['gpt-5.3-codex-spark']);

const [RESPONSES, COMPLETIONS, SUBSCRIPTION] = [
  'openai-responses',
  'openai-completions',
  'openai-chatgpt-responses',
] as const;

/**
 * The ways to ask an `openai` model, from its row and the block: OpenAI's own endpoints take keys or logins, any
 * other endpoint takes keys only, unless its `api` is the subscription's. Source: facts 3.7; the policy of
 * the `openai` plugin in the packages of 2026.8.2 and 2026.9.6.
 */
export function openAiRoutes(
  { provider, model }: { readonly provider: string; readonly model: string },
  context: CredentialContext,
): Routes {
  const mode = context.behaviour.custody.openAiRoutes;
  if (mode === 'none' || providerId(context.behaviour, provider) !== 'openai') return 'any';
  const block = context.providers.get(provider)?.at;
  const row = block
    ?.get('models')
    ?.items()
    .find((item) => item.get('id')?.text()?.trim() === model);
  const [rowApi, blockApi] = [word(row?.get('api')), word(block?.get('api'))];
  const [rowUrl, blockUrl] = [word(row?.get('baseUrl')), word(block?.get('baseUrl'))];
  // what the variable holds is not kept, so the endpoint is not known
  if (rowUrl === undefined && blockUrl === undefined && isSet('OPENAI_BASE_URL', context)) return 'any';
  const api = rowApi ?? blockApi;
  const configured = [rowApi, rowUrl, blockApi, blockUrl].some((each) => each !== undefined);
  const foreign = /custom|invalid/.test(endpoint(blockUrl));
  const where = endpoint(rowUrl ?? (rowApi === undefined || foreign ? blockUrl : undefined));
  const login = api === SUBSCRIPTION;
  if (where === 'invalid' || (api !== undefined && !login && api !== RESPONSES && api !== COMPLETIONS))
    return 'conflict';
  if (where === 'custom') return [login ? 'login' : 'key'];
  if ((where === 'platform' && login) || (where === 'chatgpt' && api !== undefined && !login)) return 'conflict';

  const id = model.toLowerCase();
  if (
    BOTH.has(id) &&
    (!configured || (mode === 'by-endpoint' && api === COMPLETIONS && !overrides(block?.node, row?.node)))
  )
    return ['key', 'login'];
  if (!configured) return BY_LOGIN.has(id) ? ['login'] : BY_KEY.has(id) ? ['key'] : 'any';
  if (where === 'chatgpt' || login) return BY_KEY.has(id) ? 'conflict' : ['login'];
  return BY_LOGIN.has(id) ? 'conflict' : ['key'];
}

const word = (at: { text(): string | undefined } | undefined): string | undefined => at?.text()?.trim() || undefined;

/** Whose endpoint a URL is; OpenAI's own hosts are taken only with the paths that OpenClaw knows. */
function endpoint(url: string | undefined): 'none' | 'platform' | 'chatgpt' | 'custom' | 'invalid' {
  if (!url) return 'none';
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'invalid';
  }
  const { protocol, hostname, username, password, port, search, hash, pathname } = parsed;
  if (!/^https?:$/.test(protocol) || !hostname || username || password) return 'invalid';
  const host = hostname.replace(/\.$/, '');
  if (host !== 'api.openai.com' && host !== 'chatgpt.com') return 'custom';
  if (protocol !== 'https:' || port || search || hash) return 'invalid';
  if (host === 'api.openai.com') return /^\/(?:v1\/?)?$/.test(pathname) ? 'platform' : 'invalid';
  return /^\/backend-api\/?(?:v1\/?|codex\/?|codex\/v1\/?|codex\/responses\/?)?$/.test(pathname)
    ? 'chatgpt'
    : 'invalid';
}

/** Whether a block or row changes how requests are sent, which only the platform's endpoint can follow. */
function overrides(block: Node | undefined, row: Node | undefined): boolean {
  const filled = (of: Node | undefined, key: string) => {
    const node = nodeAt(of, [key]);
    return node?.kind === 'object' && node.effective().length > 0;
  };
  return (
    ['headers', 'request', 'params'].some((key) => filled(block, key)) ||
    ['localService', 'authHeader', 'timeoutSeconds'].some((key) => nodeAt(block, [key]) !== undefined) ||
    ['headers', 'params', 'compat'].some((key) => filled(row, key))
  );
}
