import { type Behaviour, behaviour } from '../release/releases.ts';
import { own } from '../text/own.ts';

type Facts = Pick<Behaviour, 'modelIds' | 'naming'>;
const newest = (): Facts => behaviour({ release: undefined });

/**
 * Normalizes the part of a ref after the first slash as a release does (facts 6.1): drops a repeated provider prefix,
 * expands short names, and puts `openrouter/` or `nvidia/` before a bare id. Other ids keep their case. Do not call it
 * for a provider whose block names a foreign `api`; see `namedLiterally`.
 * @param facts of the release; the newest without it
 * @example normalizeModel('anthropic', 'opus') // 'claude-opus-5'
 */
export function normalizeModel(provider: string, model: string, { modelIds, naming }: Facts = newest()): string {
  const id = provider.trim().toLowerCase();
  const begins = (text: string) => text.toLowerCase().startsWith(`${id}/`);
  let name = model.trim();
  if (naming.ownPrefix !== 'kept' && begins(name)) name = name.slice(id.length + 1);
  if (modelIds.stripped.has(id) && begins(name)) name = name.slice(id.length + 1);
  name = modelIds.rewritten.get(id)?.get(name.toLowerCase()) ?? name;
  if (id === 'vercel-ai-gateway' && /^claude-/i.test(name)) return `anthropic/${name}`;
  return modelIds.prefixed.has(id) && name && !name.includes('/') ? `${id}/${name}` : name;
}

/**
 * As `normalizeModel`, but a repeated provider prefix stays, except `anthropic/`: what a release does to ids of a provider
 * whose block names a foreign `api`, and to rows of `models.providers`.
 * @param provider in lower case
 */
export function normalizeLiterally(provider: string, model: string, facts: Facts = newest()): string {
  if (!rewritesModels(provider, facts)) return model;
  const isKept = facts.naming.ownPrefix === 'stripped' && provider !== 'anthropic';
  return normalizeModel(provider, isKept ? `${provider}/${model}` : model, facts);
}

/**
 * The id of a row of `models.providers` as loading leaves it (`Naming.rows`).
 * @param provider in lower case
 * @param api what the row's block names, if it names one
 */
export function rowAsLoaded(provider: string, model: string, api: string | undefined, facts: Facts): string {
  const { rows } = facts.naming;
  if (rows === 'as-written') return model;
  if (rows === 'google')
    return provider === 'google' && (api === undefined || api === 'google-generative-ai')
      ? normalizeModel(provider, model, facts)
      : model;
  const inner = /^google\/(.+)/.exec(model)?.[1];
  return inner === undefined
    ? normalizeLiterally(provider, model, facts)
    : `google/${normalizeModel('google', inner, facts)}`;
}

/** Whether a release rewrites ids of this provider (lower case) beyond dropping the provider's own prefix. */
export const rewritesModels = (id: string, { modelIds }: Facts = newest()): boolean =>
  modelIds.prefixed.has(id) || modelIds.stripped.has(id) || modelIds.rewritten.has(id);

/**
 * Providers that fetch or discover their models at run time, or whose plugin lists none: for them an id missing from
 * staticModels proves nothing (facts 5.4, P5).
 */
export const DISCOVERING_PROVIDERS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'anthropic apple-fm clawrouter copilot-proxy fal github-copilot google google-gemini-cli google-vertex huggingface litellm ' +
    'lmstudio microsoft-foundry minimax minimax-portal nvidia ollama ollama-cloud openai opencode-go openrouter sglang together ' +
    'vllm xai'
  ).split(' '),
);

// facts P5
const MODELS: Readonly<Record<string, string>> = {
  anthropic:
    'claude-opus-5-5 claude-fable-5-1 claude-fable-5 claude-opus-5 claude-sonnet-5 claude-mythos-5 claude-opus-4-8 claude-haiku-4-5',
  'claude-cli':
    'claude-opus-5-5 claude-opus-5 claude-sonnet-5 claude-fable-5-1 claude-fable-5 claude-opus-4-8 claude-opus-4-7 ' +
    'claude-sonnet-4-6 claude-opus-4-6',
  'github-copilot':
    'claude-fable-5 claude-opus-5 claude-sonnet-5 claude-haiku-4.5 claude-opus-4.8 claude-sonnet-4.6 gemini-3.6-flash ' +
    'gemini-3.1-pro-preview gemini-3.5-flash gemini-2.5-pro gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.3-codex gpt-5.4 gpt-5.5 ' +
    'gpt-5.4-mini',
  google:
    'gemini-2.5-pro gemini-2.5-flash gemini-2.5-flash-lite gemini-3.5-flash gemini-3.6-flash gemini-3.7-flash ' +
    'gemini-3.5-flash-lite gemini-3.1-pro-preview gemini-3.1-flash-lite gemini-3-flash-preview',
  huggingface: 'deepseek-ai/DeepSeek-R1 deepseek-ai/DeepSeek-V3.1 openai/gpt-oss-120b',
  nvidia:
    'nvidia/nemotron-3-ultra-550b-a55b nvidia/nemotron-3.5-lightning-30b-a3b nvidia/nemotron-3-super-120b-a12b z-ai/glm-5.2 ' +
    'moonshotai/kimi-k2.6 minimaxai/minimax-m3 deepseek-ai/deepseek-v4-pro qwen/qwen3.5-397b-a17b moonshotai/kimi-k2.5 ' +
    'z-ai/glm-5.1 z-ai/glm5 minimaxai/minimax-m2.7',
  'ollama-cloud':
    'kimi-k2.5 kimi-k2.6 kimi-k2.7-code kimi-k3 deepseek-v4-flash deepseek-v4-flash:0731 deepseek-v4-flash:preview deepseek-v4-pro ' +
    'deepseek-v4-pro:0813 deepseek-v4-pro:preview gemma4 gemma4:31b glm-5.1 glm-5.2 gpt-oss:120b gpt-oss:20b minimax-m2.7 ' +
    'minimax-m3 mistral-large-3:675b nemotron-3-nano:30b nemotron-3-super nemotron-3-ultra qwen3.5 qwen3.5:397b',
  openai:
    'gpt-6-astra gpt-6-sol gpt-6-luna gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.5 gpt-5.5-pro gpt-5.4 gpt-5.4-pro ' +
    'gpt-5.4-mini gpt-5.4-nano',
  'opencode-go': 'deepseek-v4-pro deepseek-v4-flash kimi-k3 kimi-k2.6 gpt-5.6-luna qwen3.8-max hy3-preview',
  together: 'moonshotai/Kimi-K2.6 meta-llama/Llama-3.3-70B-Instruct-Turbo deepseek-ai/DeepSeek-V4-Pro zai-org/GLM-5.2',
  xai: 'grok-4.7 grok-4.6 grok-4.5 grok-build-0.1 grok-4.3 grok-4.20-0309-reasoning grok-4.20-0309-non-reasoning',
};

/**
 * Model ids that OpenClaw 2026.9.6 ships for a provider, for completion and "did you mean"; empty if there are none.
 */
export function staticModels(provider: string): readonly string[] {
  const id = provider.trim().toLowerCase();
  return own(MODELS, id)?.split(' ') ?? [];
}
