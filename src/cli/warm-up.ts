const CONFIG = `{ // routing
    "gateway": { "port": 18789, "auth": { "mode": "token" }, "tailscale": { "resetOnExit": false } }, "bindings": [{ "agentId": "main" }],
    "env": { "vars": { "A_KEY": "x" } },
    "auth": { "profiles": { "anthropic:api": { "provider": "anthropic", "mode": "api_key" } }, "order": { "anthropic": ["anthropic:api", "anthropic:apii"] } },
    "models": { "providers": { "local": { "baseUrl": "https://llm.example.com/v1", "api": "openai-completions", "apiKey": "\${A_KEY}", "baseURL": "x", "models": [{ "id": "m", "name": "m", "cost": { "input": 1.5 } }, { "id": "n", "contextWindow": "128k" }] } } },
    "agents": { "defaults": { "model": { "primary": "local/m", "fallbacks": ["anthropic/claude-sonnet-5", "locl/m"] }, "models": { "local/m": { "alias": "fast" } } }, "list": [{ "id": "main", "model": "fast" }] } }`;
const STORE =
  '{ "version": 1, "profiles": { "anthropic:api": { "type": "api_key", "provider": "anthropic", "key": "x" } } }';

/** A home with a mistake: the code that runs when it is checked for these releases is worth keeping compiled. */
export const SAMPLE = { '/openclaw.json': CONFIG, '/.env': 'B=1\n', '/agents/main/agent/auth-profiles.json': STORE };
export const RELEASES = ['2026.9.6', '2026.5.28', undefined];
