// Made-up homes of any size: the same arguments give the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const APIS = ['openai-completions', 'openai-responses', 'anthropic-messages', 'google-generative-ai'];
const MODELS = ['mini', 'small', 'medium', 'large', 'pro', 'flash'];

/**
 * One home: `providers` custom providers with `models` models each, whose keys are variables, SecretRefs or stored
 * profiles; orders, aliases, chains of the defaults and of an agent; `mistakes` planted in it.
 */
export function home({ providers = 3, models = 4, mistakes = 0 } = {}) {
  const rows = Array.from({ length: providers }, (_, p) => provider(p, models));
  const refs = rows.flatMap(({ id, config }) => config.models.map((model) => `${id}/${model.id}`));
  const ref = (i) => refs[i % refs.length];
  const chain = (start) => ({ primary: ref(start), fallbacks: [ref(start + models), ref(start + 2 * models + 1)] });
  const stored = rows.filter(({ profile }) => profile);
  const config = {
    meta: { lastTouchedVersion: '2026.5.28' },
    auth: {
      profiles: Object.fromEntries(stored.map(({ id, profile, mode }) => [profile, { provider: id, mode }])),
      order: Object.fromEntries(stored.map(({ id, profile }) => [id, [profile]])),
    },
    models: { mode: 'merge', providers: Object.fromEntries(rows.map(({ id, config }) => [id, config])) },
    agents: {
      defaults: {
        models: Object.fromEntries(refs.map((ref, i) => [ref, { alias: `m${i}` }])),
        model: chain(0),
        maxConcurrent: 4,
      },
      list: [{ id: 'main', name: 'Main', model: chain(3) }],
    },
    gateway: { port: 18789, mode: 'local', bind: 'loopback' },
    logging: { level: 'info' },
  };
  for (let i = 0; i < mistakes; i++) plant(config, i, providers);
  const profiles = Object.fromEntries(stored.map(({ profile, credential }) => [profile, credential]));
  return {
    'openclaw.json': `${JSON.stringify(config, null, 2)}\n`,
    '.env': rows.map(({ variable }, p) => `${variable}=test-${p}\n`).join(''),
    'agents/main/agent/auth-profiles.json': `${JSON.stringify({ version: 1, profiles }, null, 2)}\n`,
  };
}

function provider(p, models) {
  const id = `vendor-${p}`;
  const variable = `VENDOR_${p}_API_KEY`;
  const keys = [`\${${variable}}`, { source: 'env', provider: 'default', id: variable }];
  const isOauth = p % 4 === 3;
  return {
    id,
    variable,
    config: {
      baseUrl: `https://api.${id}.example.com/v1`,
      api: APIS[p % APIS.length],
      ...(p % 3 < 2 && { apiKey: keys[p % 3] }),
      models: Array.from({ length: models }, (_, m) => model(p, m)),
    },
    ...(p % 3 === 2 && {
      profile: `${id}:default`,
      mode: isOauth ? 'oauth' : 'api_key',
      credential: isOauth
        ? { type: 'oauth', provider: id, access: `at-${p}`, refresh: `rt-${p}`, expires: 4102444800000 }
        : { type: 'api_key', provider: id, key: `test-key-${p}` },
    }),
  };
}

const model = (p, m) => ({
  id: `${MODELS[m % 6]}-${m}.${p % 10}`,
  name: `Vendor ${p} ${MODELS[m % 6]} ${m}`,
  reasoning: m % 2 === 0,
  input: m % 3 ? ['text'] : ['text', 'image'],
  cost: { input: 1.25, output: 5, cacheRead: 0.1, cacheWrite: 0 },
  contextWindow: 32768 * (1 + (m % 8)),
  maxTokens: 8192,
});

function plant(config, i, providers) {
  const id = `vendor-${i % providers}`;
  const provider = config.models.providers[id];
  if (i % 5 === 0) provider.models[Math.floor(i / providers) % provider.models.length].contextWindow = '128k';
  else if (i % 5 === 1) provider[`baseURL${i}`] = 'x';
  else if (i % 5 === 2) config.agents.defaults.model.fallbacks.push(`vendr-${i}/missing`);
  else if (i % 5 === 3) (config.auth.order[id] ??= []).push(`ghost:${i}`);
  else provider.models.push({ id: `extra-${i}`, name: '' });
}

export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
