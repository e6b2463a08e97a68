import { check } from './check.ts';
import { main } from './cli/main.ts';
import { memory } from './files.ts';
import { toPretty } from './report/pretty.ts';

/** Runs what a check of a home with a mistake runs, so that it is compiled when the compiled code is kept. */
export function warm(): void {
  const config = `{ // routing
    "gateway": { "port": 18789, "auth": { "mode": "token" }, "tailscale": { "resetOnExit": false } }, "bindings": [{ "agentId": "main" }],
    "env": { "vars": { "A_KEY": "x" } },
    "auth": { "profiles": { "anthropic:api": { "provider": "anthropic", "mode": "api_key" } }, "order": { "anthropic": ["anthropic:api", "anthropic:apii"] } },
    "models": { "providers": { "local": { "baseUrl": "https://llm.example.com/v1", "api": "openai-completions", "apiKey": "\${A_KEY}", "models": [{ "id": "m", "name": "m", "cost": { "input": 1.5 } }] } } },
    "agents": { "defaults": { "model": { "primary": "local/m", "fallbacks": ["anthropic/claude-sonnet-5"] }, "models": { "local/m": { "alias": "fast" } } } } }`;
  const store = '{ "version": 1, "profiles": { "anthropic:api": { "type": "api_key", "provider": "anthropic", "key": "x" } } }';
  const files = memory({ 'openclaw.json': config, '.env': 'B=1\n', 'agents/main/agent/auth-profiles.json': store });
  for (const release of ['2026.9.6', '2026.5.28', undefined]) toPretty([check(files, release ? { release } : {})]);
}

// all output is written by now; waiting for Node to find nothing to do would take as long as the check
process.exit(main(process.argv.slice(2)));
