import { once, wordMap } from '../text/memo.ts';
import { knownProvider } from './providers.ts';

// facts 5.4, P3; their order matters
const VARIABLES = `
alibaba MODELSTUDIO_API_KEY DASHSCOPE_API_KEY QWEN_API_KEY
anthropic ANTHROPIC_OAUTH_TOKEN ANTHROPIC_API_KEY
anthropic-openai ANTHROPIC_API_KEY
arcee ARCEEAI_API_KEY
azure AZURE_SPEECH_KEY AZURE_SPEECH_API_KEY SPEECH_KEY AZURE_SPEECH_REGION SPEECH_REGION
azure-speech AZURE_SPEECH_KEY AZURE_SPEECH_API_KEY SPEECH_KEY AZURE_SPEECH_REGION SPEECH_REGION
baseten BASETEN_API_KEY
byteplus BYTEPLUS_API_KEY
cerebras CEREBRAS_API_KEY
chutes CHUTES_API_KEY CHUTES_OAUTH_TOKEN
claude-cli ANTHROPIC_OAUTH_TOKEN ANTHROPIC_API_KEY
clawrouter CLAWROUTER_API_KEY
cloudflare-ai-gateway CLOUDFLARE_AI_GATEWAY_API_KEY
cohere COHERE_API_KEY
comfy COMFY_API_KEY COMFY_CLOUD_API_KEY
deepgram DEEPGRAM_API_KEY
deepinfra DEEPINFRA_API_KEY
deepseek DEEPSEEK_API_KEY
elevenlabs ELEVENLABS_API_KEY XI_API_KEY
fal FAL_KEY FAL_API_KEY
featherless FEATHERLESS_API_KEY
fireworks FIREWORKS_API_KEY
github-copilot COPILOT_GITHUB_TOKEN
gmi GMI_API_KEY
google GEMINI_API_KEY GOOGLE_API_KEY
google-vertex GOOGLE_CLOUD_API_KEY
groq GROQ_API_KEY
huggingface HUGGINGFACE_HUB_TOKEN HF_TOKEN
kilocode KILOCODE_API_KEY
kimi KIMI_API_KEY KIMICODE_API_KEY
litellm LITELLM_API_KEY
lmstudio LM_API_TOKEN
longcat LONGCAT_API_KEY
meta MODEL_API_KEY
microsoft-foundry AZURE_OPENAI_API_KEY
minimax MINIMAX_CODE_PLAN_KEY MINIMAX_CODING_API_KEY MINIMAX_API_KEY
minimax-portal MINIMAX_OAUTH_TOKEN MINIMAX_API_KEY
mistral MISTRAL_API_KEY
moonshot MOONSHOT_API_KEY KIMI_API_KEY
novita NOVITA_API_KEY
nvidia NVIDIA_API_KEY
ollama OLLAMA_API_KEY
ollama-cloud OLLAMA_API_KEY
openai CODEX_API_KEY OPENAI_API_KEY
opencode OPENCODE_API_KEY OPENCODE_ZEN_API_KEY
opencode-go OPENCODE_API_KEY OPENCODE_ZEN_API_KEY
openrouter OPENROUTER_API_KEY
qianfan QIANFAN_API_KEY
qwen QWEN_API_KEY MODELSTUDIO_API_KEY DASHSCOPE_API_KEY
qwen-dashscope DASHSCOPE_API_KEY
qwen-oauth QWEN_API_KEY
qwen-token-plan QWEN_TOKEN_PLAN_API_KEY
radius RADIUS_API_KEY
runway RUNWAYML_API_SECRET RUNWAY_API_KEY
senseaudio SENSEAUDIO_API_KEY
sglang SGLANG_API_KEY
stepfun STEPFUN_API_KEY
stepfun-plan STEPFUN_API_KEY
synthetic SYNTHETIC_API_KEY
tencent-tokenhub TOKENHUB_API_KEY
tencent-tokenplan TOKENPLAN_API_KEY
together TOGETHER_API_KEY
venice VENICE_API_KEY
vercel-ai-gateway AI_GATEWAY_API_KEY
vllm VLLM_API_KEY
volcengine VOLCANO_ENGINE_API_KEY
volcengine-plan VOLCANO_ENGINE_API_KEY
voyage VOYAGE_API_KEY
vydra VYDRA_API_KEY
xai XAI_API_KEY
xiaomi XIAOMI_API_KEY
xiaomi-token-plan XIAOMI_TOKEN_PLAN_API_KEY
zai ZAI_API_KEY Z_AI_API_KEY`;

const variables = once(
  (): ReadonlyMap<string, readonly string[]> =>
    new Map(
      VARIABLES.trim()
        .split('\n')
        .map((line) => {
          const [provider = '', ...names] = line.split(' ');
          return [provider, names];
        }),
    ),
);

// facts P3: no provider reads these any more, but they still count as variable names
const LEGACY_MARKERS =
  'GOOGLE_API_KEY DEEPSEEK_API_KEY PERPLEXITY_API_KEY FIREWORKS_API_KEY NOVITA_API_KEY AZURE_OPENAI_API_KEY AZURE_API_KEY ' +
  'MINIMAX_CODE_PLAN_KEY';
const USAGE = 'ANTHROPIC_ADMIN_KEY ANTHROPIC_ADMIN_API_KEY OPENAI_ADMIN_KEY';
const OTHERS = `${LEGACY_MARKERS} ${USAGE}`;
const AWS = 'AWS_BEARER_TOKEN_BEDROCK AWS_ACCESS_KEY_ID AWS_PROFILE';

/**
 * Variables that can hold a provider's key, in the order OpenClaw tries them (facts 5.4). Empty for custom providers:
 * they get no `<ID>_API_KEY`. Those of an external provider count once its plugin is installed.
 */
export function providerVariables(id: string): readonly string[] {
  const name = id.trim().toLowerCase();
  const own = variables().get(name);
  if (own) return own;
  const known = knownProvider(name);
  // azure-openai-responses shares the models of openai, not its key; a legacy id is an unknown provider
  if (known?.kind !== 'alias' || name === 'azure-openai-responses') return [];
  return variables().get(known.canonical ?? '') ?? [];
}

/** Every variable that some bundled or external provider reads, and the legacy names (facts P3). */
export const isProviderVariable = (name: string): boolean => everyName().has(name);

/** The provider whose plugin makes OpenClaw read a variable; undefined if it reads it, or nothing does, without one. */
export function pluginReading(name: string, external: ReadonlySet<string>): string | undefined {
  if (legacy().has(name)) return undefined;
  const readers = [...variables()].filter(([, names]) => names.includes(name)).map(([provider]) => provider);
  return readers.every((provider) => external.has(provider)) ? readers[0] : undefined;
}

const legacy = once(() => wordMap(OTHERS));
const everyName = once(() => new Set([...[...variables().values()].flat(), ...legacy().keys()]));

/** `apiKey` values that are not secrets (facts P9); users of local servers write `lm-studio` or `none` (facts R3). */
const NON_SECRET_MARKERS =
  'ollama-local custom-local lmstudio-local codex-app-server secretref-managed gcp-vertex-credentials minimax-oauth ' +
  'apple-fm-local openclaw:claude-cli-native-auth lm-studio lmstudio none ollama dummy no-key not-needed';

const markers = once(() => wordMap(NON_SECRET_MARKERS));
const awsMarkers = once(() => wordMap(AWS));

export const isNonSecretMarker = (text: string): boolean => markers().has(text.toLowerCase());

/**
 * Whether an `apiKey` says where the key is, or that none is needed, rather than being the key. A variable name that no
 * provider reads (`PA_API_KEY`) is not a marker: OpenClaw sends it as the key (facts 3.5).
 */
export function isMarker(text: string): boolean {
  const it = text.trim();
  return isProviderVariable(it) || awsMarkers().has(it) || isNonSecretMarker(it) || /^(oauth|secretref-env):/.test(it);
}
