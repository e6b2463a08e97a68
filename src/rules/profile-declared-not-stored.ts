import type { Rule } from '../rule.ts';
import { code } from './words.ts';

export const profileDeclaredNotStored: Rule = {
  id: 'profile-declared-not-stored',
  severity: 'info',
  summary: 'a profile is declared, but no store holds a credential for it',
  why: '`auth.profiles` gives a credential its name and place; it does not create one. Alone it does no harm: keys of the environment still work. Together with an `auth.order` that lists nothing else, it leaves the provider without a credential.',
  *check({ profiles }) {
    if (!profiles.complete && profiles.stores.length === 0) return;
    for (const profile of profiles.declared.values()) {
      if (profiles.stored.has(profile.id) || profile.mode === 'aws-sdk' || !profile.provider || isBorrowed(profile.id)) continue;
      yield {
        at: profile.key,
        message: `${profiles.complete ? 'no credential is stored' : 'no store that was found here holds a credential'} for profile ${code(profile.id)}`,
        help: `store one with \`openclaw models auth ${profile.mode === 'oauth' ? `login --provider ${profile.provider}` : 'add'}\`, or remove the profile`,
        severity: profiles.complete ? 'warning' : 'info',
      };
    }
  },
};

/** The credentials of these are those of another program; OpenClaw reads them there (fact sheet 3.5, packages up to 2026.9.6). */
const isBorrowed = (id: string): boolean => /:(?:claude|codex|minimax|qwen)-cli$/.test(id);
