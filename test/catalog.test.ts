import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  authProvider,
  DISCOVERING_PROVIDERS,
  isMarker,
  isProviderVariable,
  knownProvider,
  knownProviderIds,
  normalizeModel,
  providerVariables,
  retiredModel,
  staticModels,
} from '../src/catalog/catalog.ts';
import { behaviour, NEWEST } from '../src/release/releases.ts';

test('knows providers by kind, successor and package', () => {
  const cases: [id: string, expected: ReturnType<typeof knownProvider>][] = [
    [' OpenAI ', { kind: 'bundled' }],
    ['opencode-go', { kind: 'bundled' }],
    ['elevenlabs', { kind: 'bundled', media: true }],
    ['claude-cli', { kind: 'cli' }],
    ['google-gemini-cli', { kind: 'cli' }],
    ['groq', { kind: 'external', npm: '@openclaw/groq-provider' }],
    ['qwen-token-plan', { kind: 'external', npm: '@openclaw/qwen-provider' }],
    ['tencent-tokenhub', { kind: 'external', npm: '@openclaw/tencent-provider' }],
    ['llama-cpp', { kind: 'external', npm: '@openclaw/llama-cpp-provider' }],
    ['voyage', { kind: 'external', npm: '@openclaw/voyage-provider', media: true }],
    ['x-ai', { kind: 'alias', canonical: 'xai' }],
    ['azure-openai-responses', { kind: 'alias', canonical: 'openai' }],
    ['z.ai', { kind: 'alias', canonical: 'zai', npm: '@openclaw/zai-provider' }],
    ['volcengine-plan', { kind: 'external', npm: '@openclaw/volcengine-provider' }],
    ['openai-codex', { kind: 'legacy', since: '2026.6.1', canonical: 'openai' }],
    ['google-antigravity', { kind: 'legacy', since: '2026.8.1' }],
    ['qwen-portal', { kind: 'legacy', since: '2026.8.1', canonical: 'qwen', npm: '@openclaw/qwen-provider' }],
    ['anthropic-api', undefined],
    ['nvidia-nim', undefined],
    ['constructor', undefined],
    ['', undefined],
  ];
  for (const [id, expected] of cases) assert.deepEqual(knownProvider(id), expected, id);
});

test('every overlay, external and discovering id is known, and every successor is live', () => {
  const { overlayProviders, externalProviders } = behaviour({ release: NEWEST });
  for (const id of [...overlayProviders, ...externalProviders, ...DISCOVERING_PROVIDERS])
    assert.ok(knownProvider(id), id);
  for (const id of externalProviders) assert.ok(knownProvider(id)?.npm, id);
  for (const id of knownProviderIds()) {
    const known = knownProvider(id)!;
    if (known.kind === 'external') assert.ok(externalProviders.has(id), `${id} in the release table`);
    if (known.canonical) assert.match(knownProvider(known.canonical)?.kind ?? '', /^(bundled|external|cli)$/, id);
  }
});

test('credentials are shared through aliases, not through legacy names', () => {
  const cases = {
    'claude-cli': 'anthropic',
    'X-AI': 'xai',
    'minimax-portal-cn': 'minimax-portal',
    'minimax-api-lightning': 'minimax',
    'z.ai': 'zai',
    'kimi-coding': 'kimi',
    'volcengine-plan': 'volcengine',
    'openai-codex': 'openai-codex',
    'azure-openai-responses': 'azure-openai-responses',
    bedrock: 'bedrock',
    ' Custom ': 'custom',
  };
  for (const [id, expected] of Object.entries(cases)) assert.equal(authProvider(id), expected, id);
});

test('key variables in the order OpenClaw asks them', () => {
  const cases: [id: string, names: string][] = [
    ['openai', 'CODEX_API_KEY OPENAI_API_KEY'],
    ['Anthropic', 'ANTHROPIC_OAUTH_TOKEN ANTHROPIC_API_KEY'],
    ['claude-cli', 'ANTHROPIC_OAUTH_TOKEN ANTHROPIC_API_KEY'],
    ['minimax-cn', 'MINIMAX_CODE_PLAN_KEY MINIMAX_CODING_API_KEY MINIMAX_API_KEY'],
    ['z-ai', 'ZAI_API_KEY Z_AI_API_KEY'],
    ['google', 'GEMINI_API_KEY GOOGLE_API_KEY'],
    ['github-copilot', 'COPILOT_GITHUB_TOKEN'],
    ['groq', 'GROQ_API_KEY'],
    ['openai-codex', ''],
    ['azure-openai-responses', ''],
    ['amazon-bedrock', ''],
    ['my-proxy', ''],
  ];
  for (const [id, names] of cases) assert.equal(providerVariables(id).join(' '), names, id);
  for (const name of ['OPENAI_API_KEY', 'PERPLEXITY_API_KEY', 'XIAOMI_TOKEN_PLAN_API_KEY'])
    assert.ok(isProviderVariable(name), name);
  for (const name of ['GITHUB_TOKEN', 'GH_TOKEN', 'PA_API_KEY', 'OPENAI_API_KEYS'])
    assert.ok(!isProviderVariable(name), name);
});

test('markers are no secrets; unknown names are sent as the key', () => {
  for (const marker of [
    'OPENAI_API_KEY',
    'AZURE_API_KEY',
    'AWS_PROFILE',
    'ollama-local',
    'oauth:chutes',
    ' lm-studio ',
    'None',
  ])
    assert.ok(isMarker(marker), marker);
  for (const secret of ['PA_API_KEY', 'openai_api_key', 'sk-test', '', 'oauthx', '${OPENAI_API_KEY}'])
    assert.ok(!isMarker(secret), secret);
});

test('retired models: date, successor, hosts', () => {
  assert.deepEqual(retiredModel('google-gemini-cli', 'gemini-3-pro-preview'), {
    reason: 'Google shut it down on 2026-03-09',
    replacedBy: 'google-gemini-cli/gemini-3.1-pro-preview',
    since: '2026.5.12',
  });
  assert.equal(retiredModel(' Google', 'Gemini-1.5-Pro ')?.reason, 'Google shut it down on 2025-09-29');
  assert.equal(retiredModel('google-vertex', 'gemini-1.5-pro')?.reason, 'Google shut it down');
  assert.equal(retiredModel('google', 'gemini-live-2.5-flash')?.reason, 'no public Gemini chat model has this id');
  assert.equal(retiredModel('xai', 'auto')?.replacedBy, 'xai/grok-4.7');
  assert.deepEqual(retiredModel('openai', 'gpt-5.4')?.onlyHosts, ['chatgpt.com']);
  assert.equal(retiredModel('azure-openai-responses', 'gpt-5.3-codex-spark')?.onlyHosts, undefined);
  assert.ok(retiredModel('xai', 'grok-4.20-multi-agent'));
  assert.ok(retiredModel('xai', 'grok-4.20-multi-agent-experimental-beta-0304'));
});

test('retired models: what is still fine', () => {
  const fine = [
    'google/gemini-2.5-pro',
    'google/gemini-1.5-pro@work',
    'google/google/gemini-1.5-pro',
    'my-proxy/gemini-1.5-pro',
    'openrouter/google/gemini-1.5-pro',
    'xai/grok-4.20-0309-reasoning',
  ];
  for (const ref of fine) {
    const slash = ref.indexOf('/');
    assert.equal(retiredModel(ref.slice(0, slash), ref.slice(slash + 1)), undefined, ref);
  }
  assert.equal(retiredModel('google', 'gemini-2.0-flash', '2026.6.11'), undefined);
  assert.ok(retiredModel('google', 'gemini-2.0-flash', '2026.8.1'));
  assert.ok(retiredModel('google', 'gemini-1.5-pro', '2026.6.11'));
  assert.equal(retiredModel('google', 'gemini-1.5-pro', '2026.4.23'), undefined);
});

test('retired models: listed by some releases alone', () => {
  for (const [release, listed] of [
    ['2026.5.2', false],
    ['2026.5.12', true],
    ['2026.5.18', false],
    [undefined, false],
  ] as const)
    assert.equal(Boolean(retiredModel('openai-codex', 'gpt-5.3-codex', release)), listed, release);
  assert.deepEqual(retiredModel('openai', 'gpt-5.3-codex-spark', '2026.6.11')?.onlyHosts, ['api.openai.com']);
  assert.equal(retiredModel('openai', 'gpt-5.3-codex-spark', '2026.5.12')?.onlyHosts, undefined);
});

// what the real parser of 2026.9.6 answers (oracle/model-ref.json), and its alias tables
const MODELS: [provider: string, written: string, meant: string][] = [
  ['anthropic', 'opus', 'claude-opus-5'],
  ['anthropic', 'Sonnet', 'claude-sonnet-5'],
  ['anthropic', 'anthropic/opus-4.6', 'claude-opus-4-6'],
  ['openai', ' gpt-5.4 ', 'gpt-5.4'],
  ['openai', 'openai/gpt-5', 'gpt-5'],
  ['openai', 'opus', 'opus'],
  ['openrouter', 'auto', 'openrouter/auto'],
  ['openrouter', 'openrouter/auto', 'openrouter/auto'],
  ['openrouter', 'foo', 'openrouter/foo'],
  ['openrouter', 'meta-llama/llama-3:free', 'meta-llama/llama-3:free'],
  ['nvidia', 'nvidia/nemotron-3-super-120b-a12b', 'nvidia/nemotron-3-super-120b-a12b'],
  ['google', 'gemini-3-pro', 'gemini-3.1-pro-preview'],
  ['google-vertex', 'gemini-3.1-flash', 'gemini-3-flash-preview'],
  ['xai', 'grok-4.5-latest', 'grok-4.5'],
  ['together', 'moonshotai/Kimi-K2.5', 'moonshotai/Kimi-K2.6'],
  ['huggingface', 'huggingface/deepseek-ai/DeepSeek-R1', 'deepseek-ai/DeepSeek-R1'],
  ['vercel-ai-gateway', 'sonnet', 'anthropic/claude-sonnet-4-6'],
  ['zai', 'glm-5', 'glm-5'],
  ['minimax', 'M2', 'M2'],
  ['bedrock', 'anthropic.claude', 'anthropic.claude'],
  ['amazon-bedrock', 'us.anthropic.claude-v1:0', 'us.anthropic.claude-v1:0'],
  ['constructor', 'opus', 'opus'],
];

test('model ids become what OpenClaw makes of them', () => {
  for (const [provider, written, meant] of MODELS)
    assert.equal(normalizeModel(provider, written), meant, `${provider}/${written}`);
});

test('shipped models are in canonical form and not retired', () => {
  let count = 0;
  for (const provider of knownProviderIds())
    for (const model of staticModels(provider)) {
      count++;
      assert.equal(normalizeModel(provider, model), model, `${provider}/${model}`);
      const retired = retiredModel(provider, model);
      assert.ok(!retired || retired.onlyHosts, `${provider}/${model}`);
    }
  assert.equal(count, 113);
  assert.deepEqual(staticModels('toString'), []);
  assert.ok(staticModels('OpenAI').includes('gpt-6-astra'));
  assert.ok(DISCOVERING_PROVIDERS.has('openrouter') && !DISCOVERING_PROVIDERS.has('claude-cli'));
});
