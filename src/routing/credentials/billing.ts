import { isLocal } from '../local.ts';

/** How a request is paid for: by a flat subscription, by use, not at all, or unknown. */
export type Billing = 'subscription' | 'metered' | 'local' | 'unknown';

/** Providers whose logins (OAuth, set-up tokens) mean a subscription. */
const BY_SUBSCRIPTION = new Set(
  'anthropic claude-cli openai openai-codex github-copilot copilot-proxy google-gemini-cli minimax-portal minimax-portal-cn qwen-portal chutes'.split(
    ' ',
  ),
);
/** Their endpoints: another provider block with such a URL bills the same way. */
const OF_SUBSCRIPTIONS =
  /^https:\/\/(?:api\.anthropic\.com|chatgpt\.com|api\.openai\.com|[\w.-]*\.githubcopilot\.com)(?:[:/?#]|$)/i;
const LOCAL_SERVERS = new Set(['ollama', 'lmstudio', 'vllm', 'sglang', 'llama-cpp', 'apple-fm']);
/** Providers whose keys belong to a coding plan with a fixed price. */
const PLAN = /-plan(?:-cn)?$/;
const PLAN_VARIABLES = new Set(['MINIMAX_CODE_PLAN_KEY', 'MINIMAX_CODING_API_KEY']);

/**
 * @param type of the credential; `none`: a server that takes requests without one
 * @param variable the variable that holds it, if one does
 */
export function billing(
  provider: string,
  type: 'oauth' | 'token' | 'api_key' | 'aws-sdk' | 'none' | undefined,
  baseUrl: string | undefined,
  variable?: string,
): Billing {
  if (isLocal(baseUrl) || (LOCAL_SERVERS.has(provider) && !baseUrl?.trim())) return 'local';
  if (type === 'none' || type === undefined) return 'unknown';
  if (type === 'aws-sdk') return 'metered';
  if (PLAN.test(provider) || PLAN_VARIABLES.has(variable ?? '') || provider === 'github-copilot') return 'subscription';
  if (type === 'api_key') return 'metered';
  return BY_SUBSCRIPTION.has(provider) || OF_SUBSCRIPTIONS.test(baseUrl?.trim() ?? '') ? 'subscription' : 'unknown';
}
