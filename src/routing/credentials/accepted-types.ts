import { authProviderOf, type CredentialContext } from './context.ts';
import type { ResolvedProfile } from './resolve-order.ts';
import type { AttemptType } from './types.ts';

/**
 * OpenAI has one API for subscriptions (`openai-chatgpt-responses`) and others for keys; an `openai` block with `api`
 * or `auth` accepts only the matching kind of credential (facts 3.7).
 */
export function accepted(
  { provider, model }: { readonly provider: string; readonly model: string },
  context: CredentialContext,
): (type: AttemptType) => boolean {
  const block = context.providers.get(provider)?.at;
  if (!context.behaviour.custody.openAiRoutes || authProviderOf(provider, context) !== 'openai' || !block)
    return () => true;
  const row = block
    .get('models')
    ?.items()
    .find((item) => item.get('id')?.text()?.trim() === model);
  const api = row?.get('api')?.text() ?? block.get('api')?.text();
  const auth = block.get('auth')?.text();
  const login = api !== undefined ? api === 'openai-chatgpt-responses' : auth === 'oauth' || auth === 'token';
  if (api === undefined && auth === undefined) return () => true;
  return (type) => (type === 'oauth' || type === 'token') === login;
}

/** Whether a login is still usable: one that has expired and cannot be renewed is not tried. */
export function isRenewable({ type, stored }: ResolvedProfile, now: number | undefined): boolean {
  if (type !== 'oauth' || !stored || stored.renewable !== false) return true;
  return typeof stored.expires === 'number' && (now === undefined || stored.expires > now + RENEWAL);
}

/** How long before its expiry a login already counts as expired, in milliseconds (facts 3.6). */
const RENEWAL = 300_000;
