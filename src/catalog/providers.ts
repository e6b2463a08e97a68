import { memoize, once, wordMap } from '../text/memo.ts';

export interface KnownProvider {
  /**
   * bundled: part of OpenClaw; external: an official npm plugin; alias: another name; legacy: a former name; cli: a CLI
   * backend
   */
  readonly kind: 'bundled' | 'external' | 'alias' | 'cli' | 'legacy';
  /** the current id; set on every alias, and on a legacy id that has a successor */
  readonly canonical?: string;
  /** the npm package that provides it, unless it is bundled */
  readonly npm?: string;
  /** on a legacy id: the first release without this provider */
  readonly since?: string;
  /** it serves speech, images or embeddings, but no chat models */
  readonly media?: true;
}

// facts 5.4, P1
const BUNDLED =
  'anthropic apple-fm clawrouter copilot-proxy fal github-copilot google google-vertex huggingface litellm lmstudio ' +
  'microsoft-foundry minimax minimax-portal nvidia ollama ollama-cloud openai opencode-go openrouter sglang together vllm xai';
// facts P1: they have variables but no chat models
const MEDIA = 'alibaba azure azure-speech deepgram elevenlabs runway senseaudio';
const CLI = 'claude-cli google-gemini-cli';
// facts P2. `id=plugin` where they differ
const EXTERNAL =
  'amazon-bedrock amazon-bedrock-mantle anthropic-vertex arcee baseten byteplus cerebras chutes cohere cloudflare-ai-gateway ' +
  'comfy deepinfra deepseek featherless gmi longcat meta mistral novita opencode groq kilocode kimi llama-cpp pixverse qianfan ' +
  'qwen qwen-token-plan=qwen bailian-token-plan=qwen radius fireworks moonshot tencent-tokenhub=tencent ' +
  'tencent-tokenplan=tencent venice vercel-ai-gateway vydra xiaomi xiaomi-token-plan=xiaomi zai synthetic voyage volcengine ' +
  'volcengine-plan=volcengine stepfun stepfun-plan=stepfun';
const MEDIA_EXTERNAL = 'pixverse voyage';

// facts 3.2, P8: all aliases of an OpenClaw without extra plugins
const AUTH_ALIASES =
  'claude-cli=anthropic minimax-cn=minimax minimax-portal-cn=minimax-portal minimax-api=minimax minimax-cloud=minimax ' +
  'minimax-api-lightning=minimax minimax-api-key-cn=minimax x-ai=xai';
// facts P8: aliases that plugins add once installed
const EXTERNAL_ALIASES =
  'z-ai=zai z.ai=zai moonshotai=moonshot moonshot-ai=moonshot kimi-coding=kimi qwencloud=qwen modelstudio=qwen dashscope=qwen ' +
  'gmi-cloud=gmi gmicloud=gmi novita-ai=novita novitaai=novita fireworks-ai=fireworks byteplus-plan=byteplus ' +
  'volcengine-plan=volcengine meituan-longcat=longcat';
// facts 5.4: shares the catalog of openai, not its credentials
const CATALOG_ALIASES = 'azure-openai-responses=openai';

// The first release in which each former name is no longer a provider (facts P7, H8)
const LEGACY_SINCE =
  'openai-codex=2026.6.1 codex=2026.8.1 codex-cli=2026.5.28 google-antigravity=2026.8.1 qwen-portal=2026.8.1 qwen-oauth=2026.8.1 ' +
  'qwen-cli=2026.8.1 opencode-zen=2026.5.28 opencode-go-auth=2026.5.28 kimi-code=2026.5.28 bytedance=2026.5.28 doubao=2026.5.28 ' +
  'bedrock=2026.5.28 aws-bedrock=2026.5.28 anthropic-cli=2026.5.28';
const LEGACY =
  'openai-codex=openai codex=openai codex-cli=openai google-antigravity qwen-portal=qwen qwen-oauth=qwen qwen-cli=qwen ' +
  'opencode-zen=opencode opencode-go-auth=opencode-go kimi-code=kimi bytedance=volcengine doubao=volcengine ' +
  'bedrock=amazon-bedrock aws-bedrock=amazon-bedrock anthropic-cli=claude-cli';

/**
 * Looks up an id, trimmed and lower-cased as OpenClaw does (facts 3.2). Undefined for a custom id, a third-party
 * plugin's, or a typo.
 */
export const knownProvider = (id: string): KnownProvider | undefined => providerNamed(id.trim().toLowerCase());

const tables = once(() => ({
  bundled: wordMap(BUNDLED),
  cli: wordMap(CLI),
  media: wordMap(MEDIA),
  external: wordMap(EXTERNAL),
  externalMedia: wordMap(MEDIA_EXTERNAL),
  aliases: wordMap(CATALOG_ALIASES, EXTERNAL_ALIASES, AUTH_ALIASES),
  legacy: wordMap(LEGACY),
  legacySince: wordMap(LEGACY_SINCE),
}));

const providerNamed = memoize((name): KnownProvider | undefined => {
  const { bundled, cli, media, external, externalMedia, aliases, legacy, legacySince } = tables();
  if (bundled.has(name)) return { kind: 'bundled' };
  if (cli.has(name)) return { kind: 'cli' };
  if (media.has(name)) return { kind: 'bundled', media: true };
  const plugin = external.get(name);
  if (plugin) return { kind: 'external', npm: npm(plugin), ...(externalMedia.has(name) && { media: true as const }) };
  const canonical = aliases.get(name);
  if (canonical) return { kind: 'alias', canonical, ...broughtBy(canonical) };
  const successor = legacy.get(name);
  if (!successor) return undefined;
  const since = legacySince.get(name)!;
  return successor === name
    ? { kind: 'legacy', since }
    : { kind: 'legacy', since, canonical: successor, ...broughtBy(successor) };
});

function broughtBy(canonical: string): { npm?: string } {
  const plugin = tables().external.get(canonical);
  return plugin ? { npm: npm(plugin) } : {};
}

/** Every id that knownProvider knows: candidates for completion and "did you mean". */
export const knownProviderIds = once((): readonly string[] => [
  ...wordMap(BUNDLED, CLI, MEDIA, EXTERNAL, AUTH_ALIASES, EXTERNAL_ALIASES, CATALOG_ALIASES, LEGACY).keys(),
]);

/**
 * The provider whose credentials serve this id (facts 3.2). Aliases of external plugins are followed as if the
 * plugin were installed; without it the id is unknown anyway. `openai-codex` is not `openai` here: at run time its
 * profiles are a provider mismatch.
 */
export const authProvider = (id: string): string => authOwner(id.trim().toLowerCase());

const authOwner = (name: string): string => sharing().get(name) ?? name;
const sharing = once(() => wordMap(EXTERNAL_ALIASES, AUTH_ALIASES));

function npm(plugin: string): string {
  return `@openclaw/${plugin}-provider`;
}
