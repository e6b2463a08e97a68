import { compare } from './number.ts';

/** Changes by release: words to add; `-word` removes one, `-*` removes all. In maps a word is `name=value`. */
export type Changes = readonly (readonly [since: string, words: string])[];

/** facts H6 */
export const DEFAULT_MODEL = [
  ['2026.1.29', 'anthropic/claude-opus-4-5'],
  ['2026.2.6-3', 'anthropic/claude-opus-4-6'],
  ['2026.4.5', 'openai/gpt-5.4'],
  ['2026.4.23', 'openai/gpt-5.5'],
  ['2026.8.1', 'openai/gpt-5.6-sol'],
  ['2026.9.5', 'openai/gpt-6-astra'],
] as const;

/** facts 6.2, H7 */
export const BUILT_IN_ALIASES: Changes = [
  [
    '2026.1.29',
    'opus=anthropic/claude-opus-4-5 sonnet=anthropic/claude-sonnet-4-5 gpt=openai/gpt-5.2 gpt-mini=openai/gpt-5-mini ' +
      'gemini=google/gemini-3-pro-preview gemini-flash=google/gemini-3-flash-preview',
  ],
  ['2026.2.6-3', 'opus=anthropic/claude-opus-4-6'],
  ['2026.2.17', 'sonnet=anthropic/claude-sonnet-4-6'],
  [
    '2026.3.7',
    'gpt=openai/gpt-5.4 gemini=google/gemini-3.1-pro-preview gemini-flash-lite=google/gemini-3.1-flash-lite-preview',
  ],
  ['2026.4.5', 'gpt-mini=openai/gpt-5.4-mini gpt-nano=openai/gpt-5.4-nano'],
  ['2026.4.15', 'opus=anthropic/claude-opus-4-7'],
  ['2026.5.26', 'gemini-flash-lite=google/gemini-3.1-flash-lite'],
  ['2026.5.28', 'opus=anthropic/claude-opus-4-8'],
  ['2026.7.1', 'sonnet=anthropic/claude-sonnet-5'],
  ['2026.8.1', 'opus=anthropic/claude-opus-5'],
];

/** facts H8 */
export const PROVIDER_ID_ALIASES: Changes = [
  ['2026.1.29', 'z.ai=zai z-ai=zai opencode-zen=opencode qwen=qwen-portal'],
  ['2026.1.30', 'kimi-code=kimi-coding'],
  ['2026.2.21', 'bytedance=volcengine doubao=volcengine'],
  ['2026.2.24', 'bedrock=amazon-bedrock aws-bedrock=amazon-bedrock'],
  ['2026.3.11', 'opencode-go-auth=opencode-go'],
  ['2026.3.22', 'kimi-code=kimi kimi-coding=kimi'],
  ['2026.3.28', '-qwen'],
  ['2026.4.5', 'modelstudio=qwen qwencloud=qwen'],
  ['2026.5.12', 'anthropic-cli=claude-cli moonshotai=moonshot moonshot-ai=moonshot'],
  ['2026.5.28', '-*'],
];

/** facts 5.1, H9 */
export const OVERLAY_PROVIDERS: Changes = [
  [
    '2026.5.19',
    'amazon-bedrock amazon-bedrock-mantle anthropic anthropic-vertex arcee byteplus byteplus-plan cerebras chutes ' +
      'cloudflare-ai-gateway codex comfy copilot-proxy dashscope deepinfra deepseek fal fireworks github-copilot google ' +
      'google-antigravity google-gemini-cli google-vertex groq huggingface kilocode kimi kimi-coding litellm lmstudio ' +
      'microsoft-foundry minimax minimax-portal mistral modelstudio moonshot nvidia ollama openai openai-codex opencode ' +
      'opencode-go openrouter qianfan qwen qwencloud sglang stepfun stepfun-plan synthetic tencent-tokenhub together venice ' +
      'vercel-ai-gateway vllm volcengine volcengine-plan vydra xai xiaomi zai',
  ],
  ['2026.6.1', 'xiaomi-token-plan -openai-codex'],
  [
    '2026.7.1',
    'azure-openai-responses claude-cli gmi gmi-cloud gmicloud meta moonshot-ai moonshotai novita novita-ai novitaai ' +
      'ollama-cloud qwen-cli qwen-oauth qwen-portal tencent-tokenplan z-ai z.ai',
  ],
  ['2026.8.1', 'clawrouter qwen-token-plan x-ai -qwen-cli -qwen-oauth -qwen-portal'],
];

/**
 * Official providers that a release does not bundle, from the plugin manifests of thirteen packages between 2026.4.23
 * and 2026.9.6 and the external catalog of 2026.9.6 (facts H10). Empty before 2026.5.26: older releases bundled them or
 * did not know them.
 */
export const EXTERNAL_PROVIDERS: Changes = [
  ['2026.5.26', 'amazon-bedrock amazon-bedrock-mantle anthropic-vertex'],
  [
    '2026.6.9',
    'arcee cerebras chutes cloudflare-ai-gateway dashscope deepinfra deepseek gmi gmi-cloud gmicloud groq kilocode kimi ' +
      'kimi-coding modelstudio qianfan qwen qwencloud stepfun stepfun-plan',
  ],
  [
    '2026.6.11',
    'fireworks fireworks-ai moonshot moonshotai moonshot-ai tencent-tokenhub venice vercel-ai-gateway zai z-ai z.ai',
  ],
  [
    '2026.8.1',
    'byteplus byteplus-plan cohere comfy meta mistral novita novita-ai novitaai opencode synthetic volcengine ' +
      'volcengine-plan voyage vydra xiaomi xiaomi-token-plan tencent-tokenplan qwen-token-plan bailian-token-plan baseten ' +
      'featherless longcat meituan-longcat pixverse radius llama-cpp',
  ],
];

/**
 * Ids that are no provider yet: from the manifests of the plugins, the core's own list and the catalogue of pi-ai in the
 * packages of 2026.1.30, 2.26, 3.2, 3.13, 3.22, 3.23, 3.28 and eleven later ones (facts P10). An id counts as unknown up
 * to the last package that was seen without it.
 */
export const LATER_PROVIDERS: Changes = [
  [
    '2026.1.29',
    'apple-fm clawrouter litellm lmstudio microsoft-foundry nvidia ollama-cloud opencode-go sglang together vllm ' +
      'amazon-bedrock-mantle anthropic-vertex arcee byteplus byteplus-plan cloudflare-ai-gateway cohere dashscope ' +
      'deepinfra deepseek fireworks kilocode kimi meta modelstudio moonshot-ai moonshotai novita novita-ai novitaai ' +
      'qianfan qwencloud stepfun stepfun-plan tencent-tokenhub volcengine volcengine-plan x-ai xiaomi-token-plan',
  ],
  [
    '2026.1.31',
    '-nvidia -together -vllm -byteplus -byteplus-plan -cloudflare-ai-gateway -kilocode -qianfan -volcengine ' +
      '-volcengine-plan',
  ],
  ['2026.2.27', '-litellm -opencode-go'],
  ['2026.3.3', '-sglang -modelstudio'],
  ['2026.3.14', '-kimi -anthropic-vertex'],
  ['2026.3.23', '-deepseek'],
  ['2026.3.24', '-microsoft-foundry'],
  ['2026.3.29', '-amazon-bedrock-mantle -fireworks -stepfun -stepfun-plan'],
  ['2026.4.6', '-arcee'],
  ['2026.4.8', '-lmstudio'],
  ['2026.4.16', '-deepinfra -tencent-tokenhub -qwencloud -dashscope'],
  ['2026.4.30', '-moonshotai'],
  ['2026.5.3', '-moonshot-ai'],
  ['2026.5.29', '-novita -novita-ai -novitaai -cohere -ollama-cloud -xiaomi-token-plan'],
  ['2026.6.12', '-meta -clawrouter'],
  ['2026.8.1', '-x-ai'],
  ['2026.8.3', '-apple-fm'],
];

/**
 * Ids of providers that use the credentials of another, and read its variables: from the manifests of the plugins in
 * 2026.4.15, 2026.5.12, 2026.5.18, 2026.5.28, 2026.7.1, 2026.8.2 and 2026.9.6; none in 2026.4.15, there in 2026.4.26.
 */
export const AUTH_ALIASES: Changes = [
  [
    '2026.4.26',
    'claude-cli=anthropic minimax-api=minimax minimax-cloud=minimax minimax-api-lightning=minimax ' +
      'minimax-api-key-cn=minimax',
  ],
  ['2026.5.18', 'minimax-cn=minimax minimax-portal-cn=minimax-portal'],
  ['2026.8.1', 'x-ai=xai'],
];

/**
 * Variables that a release does not read yet, for all providers or for one (facts P3): from the package of every release,
 * its core before 2026.3.22 and the manifests of its plugins since. `CODEX_API_KEY`, and those of DeepSeek, Fireworks and
 * StepFun, which older cores read without a plugin, are from the cores of 2026.2.26, 2026.3.28 and 2026.6.1.
 */
export const UNREAD_VARIABLES: Changes = [
  [
    '2026.1.29',
    'CODEX_API_KEY MINIMAX_CODE_PLAN_KEY MINIMAX_CODING_API_KEY google/GOOGLE_API_KEY moonshot/KIMI_API_KEY ' +
      'litellm/LITELLM_API_KEY nvidia/NVIDIA_API_KEY together/TOGETHER_API_KEY ' +
      'ollama/OLLAMA_API_KEY huggingface/HUGGINGFACE_HUB_TOKEN huggingface/HF_TOKEN ' +
      'vllm/VLLM_API_KEY kilocode/KILOCODE_API_KEY qianfan/QIANFAN_API_KEY ' +
      'DEEPSEEK_API_KEY FIREWORKS_API_KEY STEPFUN_API_KEY',
  ],
  ['2026.2.6', '-ollama/OLLAMA_API_KEY -qianfan/QIANFAN_API_KEY'],
  ['2026.2.12', '-litellm/LITELLM_API_KEY -together/TOGETHER_API_KEY'],
  ['2026.2.17', '-nvidia/NVIDIA_API_KEY -huggingface/HUGGINGFACE_HUB_TOKEN -huggingface/HF_TOKEN -vllm/VLLM_API_KEY'],
  ['2026.2.23', '-kilocode/KILOCODE_API_KEY'],
  ['2026.2.27', '-DEEPSEEK_API_KEY -FIREWORKS_API_KEY'],
  ['2026.3.22', '-google/GOOGLE_API_KEY'],
  ['2026.3.29', '-STEPFUN_API_KEY'],
  ['2026.4.22', '-MINIMAX_CODE_PLAN_KEY -MINIMAX_CODING_API_KEY'],
  ['2026.4.24', '-moonshot/KIMI_API_KEY'],
  ['2026.6.1', '-CODEX_API_KEY'],
];

/** The variables of a provider in the releases that read others for it, or in another order; from the same packages. */
export const FORMER_VARIABLES: Changes = [
  [
    '2026.1.29',
    'github-copilot=COPILOT_GITHUB_TOKEN,GH_TOKEN,GITHUB_TOKEN chutes=CHUTES_OAUTH_TOKEN,CHUTES_API_KEY ' +
      'qwen-portal=QWEN_OAUTH_TOKEN,QWEN_PORTAL_API_KEY',
  ],
  ['2026.3.11', 'modelstudio=MODELSTUDIO_API_KEY'],
  ['2026.3.22', '-chutes'],
  ['2026.3.28', '-qwen-portal'],
  ['2026.4.5', '-modelstudio'],
  ['2026.5.26', 'openai-codex=CODEX_API_KEY,OPENAI_API_KEY'],
  ['2026.6.1', '-openai-codex'],
  ['2026.9.5', '-github-copilot'],
];

/** The combined rows up to each release. */
export function addedUp<T>(
  first: T,
  changes: readonly (readonly [since: string, change: Partial<T>])[],
): [since: string, row: T][] {
  let row = first;
  return changes.map(([since, change]) => [since, (row = { ...row, ...change })]);
}

/** The set that results from all changes up to a release. */
export function accumulatedSet(changes: Changes, release: string): ReadonlySet<string> {
  return new Set(accumulatedMap(changes, release).keys());
}

/** As accumulatedSet, for words `name=value`. */
export function accumulatedMap(changes: Changes, release: string): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const [since, words] of changes) {
    if (compare(since, release) > 0) break;
    for (const word of words.split(' ')) {
      const [name = '', value = ''] = word.split('=');
      if (name === '-*') result.clear();
      else if (name.startsWith('-')) result.delete(name.slice(1));
      else result.set(name, value);
    }
  }
  return result;
}
