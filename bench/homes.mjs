// Made-up homes of any size: the same arguments give the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODELS = ['mini', 'small', 'medium', 'large', 'pro', 'flash'];

/**
 * One home: `providers` custom providers with `models` models each, profiles, orders, a chain; `mistakes` planted in
 * it.
 */
export function home({ providers = 3, models = 4, mistakes = 0 } = {}) {
  const config = {
    meta: { lastTouchedVersion: '2026.5.28' },
    auth: { profiles: {}, order: {} },
    models: { mode: 'merge', providers: {} },
    agents: { defaults: { models: {}, model: { primary: '', fallbacks: [] } } },
    gateway: { port: 18789, mode: 'local' },
  };
  const stored = {};
  const dotenv = [];
  for (let p = 0; p < providers; p++) {
    const id = `vendor-${p}`;
    const variable = `VENDOR_${p}_API_KEY`;
    const rows = Array.from({ length: models }, (_, m) => ({
      id: `${MODELS[m % 6]}-${m}.${p % 10}`,
      name: `Vendor ${p} ${MODELS[m % 6]} ${m}`,
      reasoning: m % 2 === 0,
      input: ['text'],
      cost: { input: 1.25, output: 5, cacheRead: 0.1, cacheWrite: 0 },
      contextWindow: 131072,
      maxTokens: 8192,
    }));
    config.models.providers[id] = {
      baseUrl: `https://api.${id}.example.com/v1`,
      api: 'openai-completions',
      ...(p % 2 === 0 && { apiKey: `\${${variable}}` }),
      models: rows,
    };
    rows.forEach((row, m) => (config.agents.defaults.models[`${id}/${row.id}`] = { alias: `v${p}-${m}` }));
    if (p % 2 === 0) {
      dotenv.push(`${variable}=test-${p}`);
      continue;
    }
    const profile = `${id}:default`;
    config.auth.profiles[profile] = { provider: id, mode: 'api_key' };
    config.auth.order[id] = [profile];
    stored[profile] = { type: 'api_key', provider: id, key: `test-key-${p}` };
  }
  const refs = Object.keys(config.agents.defaults.models);
  config.agents.defaults.model = {
    primary: refs[0],
    fallbacks: [refs[models], refs[2 * models], refs[1]].filter(Boolean),
  };
  for (let i = 0; i < mistakes; i++) plant(config, i, providers);
  return {
    'openclaw.json': `${JSON.stringify(config, null, 2)}\n`,
    '.env': `${dotenv.join('\n')}\n`,
    'agents/main/agent/auth-profiles.json': `${JSON.stringify({ version: 1, profiles: stored }, null, 2)}\n`,
  };
}

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
