import type { StoredProfile } from '../../store/store.ts';
import { authProviderOf, type CredentialContext } from './context.ts';

/** OpenClaw's own codes (facts 3.4), in the order in which it asks. */
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
 * Why a profile is not tried. The last two are ours: stored for the provider, but a list leaves it out;
 * `undeclared`: stored, but `auth.profiles` declares others for the provider, and these alone count.
 */
export type Reason = EligibilityCode | 'excluded_by_auth_order' | 'undeclared';

/** `certain` is false where another store, one that was not read, could say otherwise. */
export type Eligibility =
  | { readonly ok: true; readonly certain: boolean }
  | { readonly ok: false; readonly reason: EligibilityCode; readonly certain: boolean };

/**
 * Whether a profile can serve a provider now (facts 3.4). The id itself says nothing, its fields
 * do.
 */
export function eligibility(profileId: string, provider: string, context: CredentialContext): Eligibility {
  const stored = context.store.profiles.get(profileId);
  const declared = context.declared.get(profileId);
  const wanted = authProviderOf(provider, context);
  const serves = (id: string | undefined) => id !== undefined && authProviderOf(id, context) === wanted;
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
  const certain = context.store.known === 'all';
  if (stored.setup) return no('setup_inactive', certain);
  if (!serves(stored.provider)) return no('provider_mismatch', certain);
  if (declared && !serves(declared.provider)) return no('provider_mismatch');
  if (declared && declared.mode !== stored.type && !(declared.mode === 'oauth' && stored.type === 'token'))
    return no('mode_mismatch', certain);
  const reason = unusable(stored, context.now);
  return reason ? no(reason, certain) : { ok: true, certain };
}

/** `models.providers.<id>.auth: "aws-sdk"`: credentials come from the AWS tools of the machine. */
export function usesAwsSdk(provider: string, { providers }: CredentialContext): boolean {
  return providers.get(provider)?.at.get('auth')?.text() === 'aws-sdk';
}

/** An OAuth login stays usable when it has expired, as it can be renewed (facts 3.4). */
function unusable(stored: StoredProfile, now: number | undefined): EligibilityCode | undefined {
  if (stored.type === 'api_key' && stored.malformed) return 'malformed_api_key';
  if (stored.credential !== 'present')
    return stored.type === 'oauth' && stored.oauthRef ? 'unresolved_ref' : 'missing_credential';
  if (stored.type !== 'token' || stored.expires === undefined) return undefined;
  if (stored.expires === 'unusable') return 'invalid_expires';
  return now !== undefined && stored.expires <= now ? 'expired' : undefined;
}
