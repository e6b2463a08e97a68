import { isProviderVariable, knownProvider } from '../../catalog/catalog.ts';
import { lookalikes } from '../../env/references.ts';
import { nodeAt } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { asDeclared } from '../../routing/credentials/declared.ts';
import { isLocal } from '../../routing/local.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Turn } from '../../routing/turns.ts';
import { formerProvider } from './former-provider.ts';

/** Providers that get credentials from a program, the machine or a cloud's tools, or need none. */
const OTHERWISE = new Set(
  'ollama lmstudio vllm sglang llama-cpp apple-fm codex copilot-proxy comfy claude-cli google-gemini-cli google-vertex anthropic-vertex amazon-bedrock amazon-bedrock-mantle microsoft-foundry'.split(
    ' ',
  ),
);

/** Whether missing-provider-credential reports a turn, provided the others at the same place agree. */
export function isMissing(turn: Turn, routing: Routing, standsOut: boolean): boolean {
  const { provider, model } = turn.candidate;
  if (lookalikes(model).length > 0) return false; // env-syntax-unsupported
  const known = knownProvider(provider);
  // most providers are custom: their credentials need not be resolved
  const local = needsKeyHere(provider, routing) || (!known && isAgentsAlone(provider, routing));
  if (!known && !local) return false;
  if (
    (known?.kind === 'legacy' && (isFormer(known.since, routing) || formerProvider(provider, routing))) ||
    known?.kind === 'cli' ||
    (OTHERWISE.has(known?.canonical ?? provider) && !local && !isWithoutBlock(provider, routing)) ||
    hasList(provider, routing)
  )
    return false;
  const { attempts, blocked, order, skipped } = asDeclared(provider, turn.credentials, routing);
  if (attempts.length > 0 || !blocked) return false;
  const stored = [...order.profiles, ...order.skipped].some(({ id }) => routing.profiles.stored.has(id));
  if (stored || (skipped.some(({ kind }) => kind === 'config') && blocked.reason === 'missing')) return false;
  const block = routing.providers.get(provider)?.at;
  if (block?.get('headers') || block?.get('request')) return false;
  if (blocked.reason === 'explicit_order') return blocked.certain && order.skipped.length > 0;
  return blocked.reason === 'missing' && (blocked.certain || standsOut || local);
}

/** Ollama without an entry of its own, which is asked with a key or a profile alone (facts 5.2). */
const isWithoutBlock = (provider: string, { providers }: Routing): boolean =>
  provider === 'ollama' && !providers.get(provider);

/** Whether only an agent's models.json has a provider: the key in it counts for nothing (facts 5.1). */
export const isAgentsAlone = (provider: string, { home: { agentModels, root }, providers }: Routing): boolean =>
  !providers.get(provider) && !nodeAt(root, ['plugins']) && agentModels.some((each) => each.providers.has(provider));

/** Whether a former provider is one no longer. */
const isFormer = (since: string | undefined, { target: { release } }: Routing): boolean =>
  since === undefined || release === undefined || compare(release, since) >= 0;

/** A local server in releases that want a key for it all the same: with an entry of its own, or Ollama anywhere. */
export function needsKeyHere(provider: string, { providers, behaviour, target }: Routing): boolean {
  if (target.release === undefined || behaviour.custody.keyless !== 'none') return false;
  const block = providers.get(provider);
  return provider === 'ollama' || (block !== undefined && isLocal(block.at.get('baseUrl')?.text()));
}

/** Google models do read key lists (facts 5.5). */
const hasList = (provider: string, { home }: Routing): boolean =>
  provider === 'google' &&
  home.environment.layers.some(({ variables }) => variables.has('GEMINI_API_KEYS') || variables.has('GOOGLE_API_KEYS'));

/**
 * Whether the home keeps provider keys in a file: then a provider without one stands out, even if a store was not seen.
 */
export function showsKeys({ home }: Routing): boolean {
  const files = home.environment.layers.filter(({ source }) => source === 'state-dotenv' || source === 'config-env');
  return files.some(({ variables }) =>
    [...variables.values()].some(
      ({ name, blank }) => !blank && (isProviderVariable(name) || isProviderVariable(name.replace(/S$/, ''))),
    ),
  );
}
