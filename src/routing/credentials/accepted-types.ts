import { providerVariables } from '../../catalog/catalog.ts';
import type { CredentialContext } from './context.ts';
import { type Kind, openAiRoutes } from './openai-routes.ts';
import { isSet, providerKey } from './provider-key.ts';
import type { ResolvedProfile } from './resolve-order.ts';
import type { AttemptType } from './types.ts';

/** Which credentials a model's endpoint takes. */
export interface Accepted {
  /** the block contradicts itself: no request can be made */
  readonly conflict: boolean;
  /** keys and logins go to two endpoints: after one kind has been tried, the rest of it comes before the other */
  readonly mixed: boolean;
  readonly allows: (type: AttemptType) => boolean;
}

/**
 * The credentials that a model takes: for `openai` what its endpoints and `auth` allow (facts 3.7), else any.
 * @param asked.profile a pinned profile: `auth` does not count then
 */
export function accepted(
  asked: { readonly provider: string; readonly model: string; readonly profile?: string | undefined },
  context: CredentialContext,
): Accepted {
  const routes = openAiRoutes(asked, context);
  if (routes === 'any') return { conflict: false, mixed: false, allows: () => true };
  const auth = asked.profile === undefined ? context.providers.get(asked.provider)?.at.get('auth')?.text() : undefined;
  const wanted = wantedKind(asked.provider, auth, context);
  const kinds = routes === 'conflict' ? [] : routes.filter((kind) => wanted === undefined || kind === wanted);
  return {
    conflict: kinds.length === 0,
    mixed: kinds.length > 1,
    allows: (type) => kinds.includes(kindOf(type)),
  };
}

/** The kind that the block asks for. Until 2026.8.2 a key in it stood for `auth`, and beside one `auth` did not count. */
function wantedKind(provider: string, auth: string | undefined, context: CredentialContext): Kind | undefined {
  const given = auth === undefined ? undefined : kindOf(auth);
  if (context.behaviour.custody.openAiRoutes !== 'by-model') return given;
  const key = providerKey(provider, context);
  const hasKey = key?.kind === 'literal' || key?.kind === 'reference';
  if (given === undefined) return hasKey ? 'key' : undefined;
  return hasKey || providerVariables(provider).some((name) => isSet(name, context)) ? undefined : given;
}

/** Which of OpenAI's two endpoints a type of credential belongs to; also for the words of `auth`. */
export const kindOf = (type: string | undefined): Kind => (type === 'oauth' || type === 'token' ? 'login' : 'key');

/** Whether a login is still usable: one that has expired and cannot be renewed is not tried. */
export function isRenewable({ type, stored }: ResolvedProfile, now: number | undefined): boolean {
  if (type !== 'oauth' || !stored || stored.renewable !== false) return true;
  return typeof stored.expires === 'number' && (now === undefined || stored.expires > now + RENEWAL);
}

/** How long before its expiry a login already counts as expired, in milliseconds (facts 3.6). */
const RENEWAL = 300_000;
