import type { Rule } from '../rule.ts';
import { code, quoteLike } from './words.ts';

export const profileModeMismatch: Rule = {
  id: 'profile-mode-mismatch',
  severity: 'error',
  summary: 'the `mode` of a profile is not the type of the credential that is stored',
  why: 'OpenClaw skips the profile with the code `mode_mismatch`; a key in the environment is billed instead, or the provider has no credential. The one mix that works is mode `oauth` with a stored `token`. Seen on 2026.9.6.',
  *check({ profiles }) {
    for (const profile of profiles.declared.values()) {
      const at = profile.at.get('mode');
      const stored = profiles.stored.get(profile.id) ?? [];
      const other = stored.find(({ type }) => type && type !== profile.mode && !(profile.mode === 'oauth' && type === 'token'));
      if (!at || !other?.type || !['api_key', 'oauth', 'token'].includes(profile.mode ?? '')) continue;
      yield {
        at,
        message: `profile ${code(profile.id)} has mode ${code(profile.mode!)} but is stored as ${code(other.type)}; OpenClaw skips it`,
        help: `write ${code(other.type)}`,
        related: [{ at: other.typeAt ?? other.at, message: `stored as ${code(other.type)}` }],
        ...(stored.length === 1 && { fix: { title: `write ${code(other.type)}`, edits: [{ at, text: quoteLike(at, other.type) }] } }),
      };
    }
  },
};
