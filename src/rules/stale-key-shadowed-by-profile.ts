import { providerVariables } from '../catalog/catalog.ts';
import { putting, taking } from '../edit/offer.ts';
import { authProviderOf } from '../routing/credentials/context.ts';
import type { Routing } from '../routing/routing.ts';
import type { Turn } from '../routing/turns.ts';
import { placeKey } from '../text/file.ts';
import { once } from '../text/memo.ts';
import { advice, code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const staleKeyShadowedByProfile: Rule = {
  id: 'stale-key-shadowed-by-profile',
  severity: 'warning',
  summary: 'a key in the config or in `.env` stands behind a stored profile of the same provider',
  why: 'A stored profile goes before a key that is written into the provider, and before a variable. Who changes the key there changes nothing: the old one in the store is still sent, and when it is refused the profile rests. Since 2026.8.1 a written key is tried after the profiles, earlier releases never did; a variable is not asked while a profile can be used. Since 2026.8.1 `apiKey: "${NAME}"` and a SecretRef go before profiles.',
  facts: ['3.5', '3.6'],
  tag: 'unnecessary',
  *check(routing) {
    if (routing.profiles.stored.size === 0) return;
    const seen = new Set<string>();
    const stored = new Set(
      [...routing.profiles.stored.values()].flat().map(({ provider }) => provider && authProviderOf(provider, routing)),
    );
    // variables that another agent, which has no such profile, begins with
    const used = once(() => new Set(routing.turns().map(({ credentials: { attempts } }) => attempts[0]?.label)));
    for (const turn of routing.turns()) {
      const { provider } = turn.candidate;
      const owner = authProviderOf(provider, routing);
      if (!stored.has(owner) || !hasKey(provider, owner, routing)) continue;
      const found = finding(turn, used, routing);
      const key = found && placeKey(found.at);
      if (!key || seen.has(key)) continue;
      seen.add(key);
      yield found;
    }
  },
};

/** Whether there is anything a profile could shadow; otherwise credentials need not be resolved. */
function hasKey(provider: string, owner: string, { providers, home }: Routing): boolean {
  return (
    Boolean(providers.get(provider)?.at.get('apiKey')) ||
    [provider, owner].some((id) => providerVariables(id).some((name) => home.environment.lookup(name)))
  );
}

/** Keys that also serve speech, images or embeddings, where no profile shadows them. */
const ALSO_MEDIA = new Set(['openai', 'google', 'minimax', 'xai', 'mistral', 'together', 'fal']);

function finding(
  { candidate: { provider, profile: pinned }, credentials: { attempts, skipped } }: Turn,
  used: () => ReadonlySet<string | undefined>,
  { behaviour, providers, home: { root } }: Routing,
): Finding | undefined {
  const first = attempts[0];
  if (pinned !== undefined || first?.kind !== 'profile' || !first.certain) return undefined;
  const behind = [
    ...attempts,
    ...skipped.filter(({ reason }) => reason === 'profile_usable' || reason === 'shadowed'),
  ].filter(({ at }) => at);
  const config = behind.find(({ kind }) => kind === 'config');
  const variable = behind.find(({ kind, label }) => kind === 'environment' && !label.includes('OAUTH'));
  const stored = first.profile?.stored;
  const related = stored ? { related: [{ at: stored.at, message: 'the profile that goes first' }] } : {};
  const block = providers.get(provider);
  const path = ['models', 'providers', block?.key.value ?? ''];
  if (config)
    return {
      at: config.at!,
      message: `${code(first.label)} is stored and takes precedence over this key, which is ${attempts.some(({ kind }) => kind === 'config') ? 'tried only when the profiles fail' : 'never used while a profile can be'}`,
      ...advice(
        'remove this key or the profile, or set `auth: "api-key"` beside the key to put it first',
        taking('remove this key', block && root, [...path, 'apiKey']),
        putting(
          'set `auth: "api-key"`',
          block?.at.get('auth') ? undefined : block && root,
          [...path, 'auth'],
          'api-key',
        ),
      ),
      ...related,
    };
  // a subscription before a key is intentional; of two keys, one was forgotten
  if (!variable || first.type !== 'api_key' || ALSO_MEDIA.has(provider) || used().has(variable.label)) return undefined;
  return {
    at: variable.at!,
    message: `${code(first.label)} is stored and used for ${code(provider)}; ${code(variable.label)} is not used while that profile can be`,
    help: `remove one of the two${behaviour.emptyOrderBlocksEnvironment ? `, or put ${code(`"\${${variable.label}}"`)} as ${code('apiKey')} of the provider to use the variable` : ''}`,
    severity: 'info',
    ...related,
  };
}
