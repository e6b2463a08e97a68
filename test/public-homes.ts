import { seeded } from './planted.ts';

/**
 * Homes of the kind that people publish, made from a seed: what they have in them and what is wrong with them is as often
 * there as in 148 real ones that were counted (their texts are not ours, so these are made up).
 */
export interface PublicHome {
  readonly id: string;
  readonly config: Tree;
  /** the other files, by path */
  readonly others: Readonly<Record<string, string>>;
}

export type Tree = { [key: string]: unknown };
type Random = () => number;

export const HOW_MANY = 148;

export const publicHomes = (): PublicHome[] => Array.from({ length: HOW_MANY }, (_, n) => publicHome(n));

/** One home. The mistakes are those that `rules` are about, one in three homes has none. */
export function publicHome(seed: number): PublicHome {
  const random = seeded(seed * 7919 + 17);
  const config = healthy(random);
  const mistakes = any(random, [0, 1, 1, 2, 3, 5]);
  for (let n = 0; n < mistakes; n++) any(random, MISTAKES)(config, random);
  const others: Record<string, string> = {};
  if (random() < 0.4)
    others['.env'] = any(random, [
      'OPENROUTER_API_KEY=x1\nANTHROPIC_API_KEY="x2"\n',
      '# keys\nexport OPENAI_API_KEY=x3\nGEMINI_API_KEY = x4\n\nTELEGRAM_BOT_TOKEN=x5\n',
      'OPENAI_KEY=x6\r\nANTHROPIC_API_KEY: x7\r\n',
    ]);
  if (random() < 0.2)
    others['agents/main/agent/auth-profiles.json'] = any(random, [
      '{\n  "version": 1,\n  "profiles": {\n    "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "x8" }\n  }\n}\n',
      '{ "version": 1, "profiles": { "openai:default": { "type": "api_key", "provider": "openai", "apiKey": "x9" } } }\n',
    ]);
  return { id: `public-${seed}`, config, others };
}

const any = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

const MODELS = [
  'anthropic/claude-sonnet-4-6',
  'anthropic/claude-opus-4-6',
  'openai/gpt-5.5',
  'openai-codex/gpt-5.3-codex',
  'google/gemini-3-pro-preview',
  'openrouter/anthropic/claude-sonnet-4.6',
  'openrouter/auto',
  'ollama/qwen3:32b',
  'groq/llama-3.3-70b-versatile',
  'minimax/MiniMax-M2.5',
  'github-copilot/gpt-5.5',
  'deepseek/deepseek-chat',
];

const CUSTOM: readonly [id: string, provider: Tree][] = [
  ['ollama', { baseUrl: 'http://127.0.0.1:11434', apiKey: 'ollama-local', api: 'ollama' }],
  ['lmstudio', { baseUrl: 'http://localhost:1234/v1', apiKey: 'lmstudio', api: 'openai-completions' }],
  [
    'openrouter',
    { baseUrl: 'https://openrouter.ai/api/v1', apiKey: '${OPENROUTER_API_KEY}', api: 'openai-completions' },
  ],
  ['minimax', { baseUrl: 'https://api.minimax.io/anthropic', apiKey: '${MINIMAX_API_KEY}', api: 'anthropic-messages' }],
  ['bailian', { baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1', apiKey: 'YOUR_API_KEY' }],
  ['oneapi', { baseUrl: 'https://llm.example.com/v1', apiKey: '${ONEAPI_KEY:-none}', api: 'openai-completions' }],
  ['openai', { baseUrl: 'https://api.openai.com/v1', apiKey: '${OPENAI_API_KEY}', api: 'openai-responses' }],
];

function healthy(random: Random): Tree {
  const config: Tree = {};
  const often = (chance: number, make: () => void) => void (random() < chance && make());
  often(0.45, () => {
    config.meta = { lastTouchedVersion: any(random, ['2026.2.26', '2026.4.15', '2026.7.1', '2026.9.6']) };
    often(0.6, () => put(config, 'meta.lastTouchedAt', '2026-02-28T09:12:44.000Z'));
  });
  often(0.1, () => put(config, 'wizard.lastRunAt', '2026-02-01T08:00:00.000Z'));
  often(0.12, () =>
    put(config, 'env', { vars: { OPENROUTER_API_KEY: 'x10', LOG: 'info' }, shellEnv: { enabled: true } }),
  );
  often(0.07, () => put(config, 'env', { ANTHROPIC_API_KEY: 'x11', FOO: 'bar' }));
  often(0.4, () => {
    const provider = any(random, ['anthropic', 'openai', 'openai-codex', 'google', 'github-copilot', 'openrouter']);
    const mode = any(random, ['api_key', 'api_key', 'oauth', 'token']);
    const id = `${provider}:${any(random, ['default', 'default', 'work', 'manual', 'me@example.com'])}`;
    put(config, 'auth.profiles', { [id]: { provider, mode } });
    often(0.4, () => put(config, 'auth.order', { [provider]: [id] }));
    often(0.1, () => put(config, 'auth.cooldowns', { billingBackoffHours: 5 }));
  });
  often(0.55, () => {
    if (random() < 0.5) put(config, 'models.mode', 'merge');
    for (let n = any(random, [1, 1, 2]); n > 0; n--) {
      const [id, provider] = any(random, CUSTOM);
      put(config, `models.providers.${id}`, { ...provider, models: rows(random, id) });
    }
  });
  often(0.85, () => {
    const [primary, ...rest] = [any(random, MODELS), any(random, MODELS), any(random, MODELS)];
    const model = random() < 0.1 ? primary : { primary, ...(random() < 0.4 && { fallbacks: [...new Set(rest)] }) };
    put(config, 'agents.defaults.model', model);
    often(0.45, () => {
      const entries = [primary, ...rest].map((ref, i) => [ref, random() < 0.5 ? { alias: ALIASES[i] } : {}] as const);
      put(config, 'agents.defaults.models', Object.fromEntries(entries));
    });
    often(0.1, () => put(config, 'agents.defaults.imageModel', { primary: 'openai/gpt-5.5' }));
    often(0.5, () => put(config, 'agents.defaults.workspace', '~/.openclaw/workspace'));
    often(0.3, () => put(config, 'agents.defaults.maxConcurrent', 4));
    often(0.3, () => put(config, 'agents.defaults.compaction', { mode: 'safeguard' }));
    often(0.1, () =>
      put(config, 'agents.defaults.memorySearch', { provider: 'openai', model: 'text-embedding-3-small' }),
    );
    often(0.2, () => put(config, 'agents.defaults.heartbeat', { every: '30m' }));
    often(0.15, () =>
      put(config, 'agents.list', [
        { id: 'main', default: true },
        { id: 'coder', model: any(random, MODELS) },
      ]),
    );
  });
  often(0.6, () => {
    put(config, 'gateway', { port: 18789, mode: 'local', bind: 'loopback' });
    often(0.7, () => put(config, 'gateway.auth', { mode: 'token', token: '${OPENCLAW_GATEWAY_TOKEN}' }));
    often(0.5, () => put(config, 'gateway.tailscale', { mode: 'off', ...(random() < 0.6 && { resetOnExit: false }) }));
    often(0.2, () =>
      put(config, 'gateway.controlUi', { enabled: true, ...(random() < 0.7 && { allowInsecureAuth: true }) }),
    );
  });
  often(0.5, () =>
    put(config, 'channels.telegram', { enabled: true, botToken: '${TELEGRAM_BOT_TOKEN}', dmPolicy: 'pairing' }),
  );
  often(0.25, () =>
    put(config, 'channels.discord', { enabled: true, groupPolicy: 'allowlist', token: '${DISCORD_BOT_TOKEN}' }),
  );
  often(0.2, () => put(config, 'channels.whatsapp', { dmPolicy: 'allowlist', allowFrom: ['+15551234567'] }));
  often(0.3, () =>
    put(config, 'commands', { native: 'auto', nativeSkills: 'auto', ...(random() < 0.4 && { ownerDisplay: 'raw' }) }),
  );
  often(0.3, () => put(config, 'messages', { ackReactionScope: 'group-mentions' }));
  often(0.2, () =>
    put(config, 'tools', { web: { search: { enabled: true, provider: 'brave', apiKey: '${BRAVE_API_KEY}' } } }),
  );
  often(0.2, () => put(config, 'session', { dmScope: 'per-channel-peer' }));
  often(0.2, () =>
    put(config, 'hooks', { internal: { enabled: true, entries: { 'session-memory': { enabled: true } } } }),
  );
  often(0.2, () => put(config, 'skills', { install: { nodeManager: 'npm' } }));
  often(0.3, () => put(config, 'plugins.entries', { telegram: { enabled: true } }));
  return config;
}

const ALIASES = ['main', 'fast', 'big'];

function rows(random: Random, provider: string): Tree[] {
  const ids = provider === 'ollama' ? ['qwen3:32b', 'llama3.3'] : ['model-a', 'vendor/model-b', 'MiniMax-M2.5'];
  return ids.slice(0, any(random, [1, 1, 2])).map((id) => ({
    id,
    name: id.toUpperCase(),
    ...(random() < 0.6 && { reasoning: false, input: ['text'] }),
    ...(random() < 0.5 && { cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } }),
    ...(random() < 0.8 && { contextWindow: 128000, maxTokens: 8192 }),
  }));
}

/** Each spoils what is there, or adds what is wrong. */
const MISTAKES: readonly ((config: Tree, random: Random) => void)[] = [
  (config, random) => rename(config, random, (key) => key.replace(/^(.)(.)/, '$2$1')),
  (config, random) => rename(config, random, (key) => key.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()),
  (config, random) => rename(config, random, (key) => `${key.slice(0, 2)}${key.slice(3)}`),
  (config, random) => revalue(config, random, 'number', (value) => String(value)),
  (config, random) => revalue(config, random, 'boolean', (value) => (value ? 'true' : 'no')),
  (config, random) => revalue(config, random, 'string', (value) => [value]),
  (config, random) => revalue(config, random, 'string', (value) => String(value).replace('${', '${env:')),
  (config, random) => revalue(config, random, 'string', (value) => String(value).replace(/^\$\{(\w+)\}$/, '$$$1')),
  (config, random) => revalue(config, random, 'string', (value) => `${String(value).slice(0, -1)}`),
  (config, random) => revalue(config, random, 'string', (value) => String(value).toUpperCase()),
  (config, random) => revalue(config, random, 'list', (value) => (value as unknown[])[0]),
  (config) => put(config, 'agents.defaults.fallbacks', ['openai/gpt-5.5']),
  (config) => put(config, 'agents.defaults.model.fallbacks', 'openai/gpt-5.5, anthropic/claude-opus-4-6'),
  (config) => put(config, 'agents.defaults.model.fallbacks', ['openai/gpt-5.5', 'openai/gpt-5.5', 'claude-opus-4-6']),
  (config) => put(config, 'agents.defaults.temperature', 0.3),
  (config) => put(config, 'agents.defaults.model.temperature', 0.3),
  (config) => put(config, 'agent.model', 'anthropic/claude-opus-4-6'),
  (config) => put(config, 'model', 'anthropic/claude-opus-4-6'),
  (config) => put(config, 'providers.openai', { apiKey: '${OPENAI_API_KEY}' }),
  (config) =>
    put(config, 'models.providers.kimi', { baseURL: 'https://api.moonshot.ai/v1', key: '${MOONSHOT_API_KEY}' }),
  (config) =>
    put(config, 'models.providers.lab', { type: 'openai', url: 'http://lab:8000/v1/chat/completions', models: ['a'] }),
  (config) => put(config, 'models.providers.lab.models', [{ id: 'a', name: 'A', contextWindow: '32k', apiKey: 'x' }]),
  (config) => put(config, 'auth.order', { antropic: ['anthropic:default'], openai: 'openai:default' }),
  (config) => put(config, 'auth.profiles.openai', { type: 'apikey' }),
  (config) => put(config, 'gateway.bind', '0.0.0.0'),
  (config) => put(config, 'gateway.token', 'x12'),
  (config) => put(config, 'gateway.auth', { type: 'token', token: { $env: 'GATEWAY_TOKEN' } }),
  (config) => put(config, 'channels.telegram', { token: 'x13', allowFrom: 12345, dmPolicy: 'open' }),
  (config) => put(config, 'telegram', { botToken: 'x14' }),
  (config) => put(config, 'channels.slack', { botToken: 'x15', channels: ['#general'] }),
  (config) => put(config, 'tools.web.search', { provider: 'google', api_key: 'x16' }),
  (config) => put(config, 'logging', { level: 'verbose' }),
  (config) => put(config, 'agents.list', [{ name: 'Main', model: 'opus' }, { id: 'b', default: true }, { id: 'b' }]),
  (config) => put(config, 'agents.entries.helper', { model: { primary: 'haiku', fallbacks: ['sonnet', 'haiku'] } }),
  (config) => put(config, 'env', { OPENAI_API_KEY: 'x17', vars: { OPENAI_API_KEY: 'x18' } }),
  (config) => put(config, '$include', './missing.json5'),
];

/** Sets a value at a path of plain names, over whatever is in the way. */
function put(config: Tree, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop()!;
  let at = config;
  for (const step of steps) {
    const next = at[step];
    at = typeof next === 'object' && next && !Array.isArray(next) ? (next as Tree) : ((at[step] = {} as Tree) as Tree);
  }
  at[last] = value;
}

interface Slot {
  readonly owner: Tree;
  readonly key: string;
}

function slots(value: unknown, found: Slot[] = []): Slot[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    if (!Array.isArray(value)) found.push({ owner: value as Tree, key });
    slots((value as Tree)[key], found);
  }
  return found;
}

function rename(config: Tree, random: Random, to: (key: string) => string): void {
  const all = slots(config);
  if (all.length === 0) return;
  const { owner, key } = any(random, all);
  const entries = Object.entries(owner);
  for (const each of Object.keys(owner)) delete owner[each];
  for (const [each, value] of entries) owner[each === key ? to(key) : each] = value;
}

function revalue(config: Tree, random: Random, type: string, to: (value: unknown) => unknown): void {
  const typeOf = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value);
  const all = slots(config).filter(({ owner, key }) => typeOf(owner[key]) === type);
  if (all.length === 0) return;
  const { owner, key } = any(random, all);
  owner[key] = to(owner[key]);
}

/** How people write: the same values as other texts. */
export const STYLES: Readonly<Record<string, (config: Tree) => string>> = {
  'two blanks': (config) => `${JSON.stringify(config, null, 2)}\n`,
  'tabs, as Windows writes it': (config) => `\ufeff${JSON.stringify(config, null, '\t').replaceAll('\n', '\r\n')}`,
  'JSON5 with comments': (config) => `// my home\n${json5(config, '')}\n/* the end */\n`,
  'all on one line': (config) => JSON.stringify(config).replaceAll('":', '" : ').replaceAll(',', ' , '),
};

/** Keys without quotes, single quotes, trailing commas, and a comment in every third place. */
function json5(value: unknown, indent: string): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((each, i) => `${inner}${json5(each, inner)},${i % 2 ? '' : ' // one'}\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  return `{\n${entries
    .map(([key, each], i) => {
      const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`;
      const before = i % 3 === 1 ? `${inner}// about ${i}\n` : i % 3 === 2 ? '\n' : '';
      return `${before}${inner}${name}: ${json5(each, inner)}${i % 4 === 3 ? ' /* so */' : ''},\n`;
    })
    .join('')}${indent}}`;
}
