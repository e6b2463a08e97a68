import type { StoredProfile } from '../../store/store.ts';
import { authProviderOf, type CredentialContext, sharingPlugin } from './context.ts';
import { isSet } from './provider-key.ts';

/** OpenClaw's reason codes (facts 3.4), in the order it checks them. */
export type EligibilityCode =
  | 'profile_missing'
  | 'setup_inactive'
  | 'provider_mismatch'
  | 'mode_mismatch'
  | 'malformed_api_key'
  | 'missing_credential'
  | 'invalid_expires'
  | 'expired'
  | 'unresolved_ref';

/**
 * Why a profile is not tried. The last two are ours: `excluded_by_auth_order`: stored, but an order omits it;
 * `undeclared`: stored, but `auth.profiles` declares others for the provider, and only those count.
 */
export type Reason = EligibilityCode | 'excluded_by_auth_order' | 'undeclared';

/** `certain` is false if a store that was not read could change the result. */
export type Eligibility =
  | { readonly ok: true; readonly certain: boolean }
  | { readonly ok: false; readonly reason: EligibilityCode; readonly certain: boolean };

/** Whether a profile can serve a provider now (facts 3.4). Its fields decide, not its id. */
export function eligibility(profileId: string, provider: string, context: CredentialContext): Eligibility {
  const stored = context.store.profiles.get(profileId);
  const declared = context.declared.get(profileId);
  const wanted = authProviderOf(provider, context);
  const serves = (id: string | undefined) =>
    id !== undefined &&
    (authProviderOf(id, context) === wanted || (stored !== undefined && isCodexKey(stored, id, wanted, context)));
  const no = (reason: EligibilityCode, certain = true): Eligibility => ({ ok: false, reason, certain });
  if (!stored) {
    if (declared?.mode === 'aws-sdk')
      return serves(declared.provider) && usesAwsSdk(wanted, context)
        ? { ok: true, certain: true }
        : no('profile_missing');
    if (context.store.known === 'all') return no('profile_missing');
    if (context.store.known === 'some' || !declared) return no('profile_missing', false);
    return serves(declared.provider) ? { ok: true, certain: false } : no('provider_mismatch');
  }
  // what only a plugin lets serve the provider may as well be of another one
  const certain =
    context.store.known === 'all' && sharingPlugin(stored.provider ?? provider, provider, context) === undefined;
  if (stored.setup) return no('setup_inactive', certain);
  if (!serves(stored.provider)) return no('provider_mismatch', certain);
  if (declared && !serves(declared.provider)) return no('provider_mismatch');
  if (declared && declared.mode !== stored.type && !(declared.mode === 'oauth' && stored.type === 'token'))
    return no('mode_mismatch', certain);
  const reason = unusable(stored, context);
  return reason ? no(reason, certain) : { ok: true, certain };
}

/** Whether a key of `openai` serves `openai-codex`, as in some releases. */
export const isCodexKey = (
  { type }: StoredProfile,
  provider: string | undefined,
  wanted: string,
  { behaviour }: Pick<CredentialContext, 'behaviour'>,
): boolean => behaviour.custody.codexKeys && wanted === 'openai-codex' && provider === 'openai' && type === 'api_key';

/** `models.providers.<id>.auth: "aws-sdk"`: credentials come from the machine's AWS configuration. */
export function usesAwsSdk(provider: string, { providers }: CredentialContext): boolean {
  return providers.get(provider)?.at.get('auth')?.text() === 'aws-sdk';
}

/** Why a stored credential is unusable. An expired OAuth login is not, since it can be renewed (facts 3.4). */
function unusable(stored: StoredProfile, context: CredentialContext): EligibilityCode | undefined {
  const { now, behaviour } = context;
  const { custody, secretRef } = behaviour;
  if (stored.type === 'api_key' && stored.malformed && custody.malformedKeys) return 'malformed_api_key';
  const { reference } = stored;
  const unset = reference?.source === 'env' && !isSet(reference.id, context) && !custody.unsetReferences;
  if (reference && (!secretRef || unset)) return 'missing_credential';
  if (stored.credential !== 'present')
    return stored.type === 'oauth' && stored.oauthRef ? 'unresolved_ref' : 'missing_credential';
  if (stored.type !== 'token' || stored.expires === undefined) return undefined;
  if (stored.expires === 'unusable') return custody.strictExpiry ? 'invalid_expires' : undefined;
  return now !== undefined && stored.expires <= now ? 'expired' : undefined;
}
