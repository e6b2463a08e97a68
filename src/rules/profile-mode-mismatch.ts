import type { StoredProfile } from '../store/store.ts';
import { code, writingAt } from './phrases.ts';
import type { Rule } from './rule.ts';

export const profileModeMismatch: Rule = {
  id: 'profile-mode-mismatch',
  severity: 'error',
  summary: 'the `mode` of a profile is not the type of the credential that is stored',
  why: 'OpenClaw skips the profile with the code `mode_mismatch`; a key in the environment is billed instead, or the provider has no credential. The one mix that works is mode `oauth` with a stored `token`.',
  facts: ['3.4'],
  *check({ profiles }) {
    for (const profile of profiles.declared.values()) {
      const at = profile.at.get('mode');
      const stored = profiles.stored.get(profile.id) ?? [];
      const fits = ({ type }: StoredProfile) =>
        !type || type === profile.mode || (profile.mode === 'oauth' && type === 'token');
      const other = stored.find((each) => !fits(each));
      if (!at || !other?.type || !['api_key', 'oauth', 'token'].includes(profile.mode ?? '')) continue;
      const mixed = stored.some(fits);
      yield {
        at,
        message: mixed
          ? `profile ${code(profile.id)} has mode ${code(profile.mode!)}, but one agent has it stored as ${code(other.type)}; OpenClaw skips it for that agent`
          : `profile ${code(profile.id)} has mode ${code(profile.mode!)} but is stored as ${code(other.type)}; OpenClaw skips it`,
        help: mixed ? 'store that credential under an id of its own, and declare it' : `write ${code(other.type)}`,
        related: [{ at: other.typeAt ?? other.at, message: `stored as ${code(other.type)}` }],
        // a store that this release does not read may be outdated
        ...(!profiles.complete && { severity: 'warning' as const }),
        ...(stored.length === 1 && { fix: writingAt(at, other.type) }),
      };
    }
  },
};
