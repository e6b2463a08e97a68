import { removal } from '../edit/removal.ts';
import type { StoredProfile } from '../store/store.ts';
import { textAt } from '../text/file.ts';
import { advice, code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const tokenExpired: Rule = {
  id: 'token-expired',
  severity: 'warning',
  summary: 'the token of a profile has run out, or its date cannot be right',
  why: 'OpenClaw skips a token whose `expires` is past (`expired`) or no usable number (`invalid_expires`), and goes on with the next credential, if there is one. The date is in milliseconds; one in seconds lies in January 1970. An OAuth login is renewed when it has run out, so nothing is said about those.',
  facts: ['3.4'],
  *check({ profiles, now }) {
    for (const same of profiles.stored.values())
      for (const profile of same) {
        const said = profile.type === 'token' && !profile.dropped ? trouble(profile, now) : undefined;
        if (!said) continue;
        const declared = profiles.declared.get(profile.id)?.key;
        const at = declared ?? profile.at;
        yield { at, ...said, ...(declared && { related: [{ at: profile.at, message: 'the date stands here' }] }) };
        break;
      }
  },
};

/** Smaller numbers are dates in seconds: as milliseconds this is March 1973, as seconds the year 5138. */
const SECONDS = 100_000_000_000;

function trouble({ id, entry, expires }: StoredProfile, now: number | undefined): Omit<Finding, 'at'> | undefined {
  const at = entry.get('expires');
  if (expires === undefined) return undefined;
  if (expires === 'unusable')
    return {
      message: `the ${code('expires')} of the token ${code(id)} is no date; OpenClaw skips the profile`,
      ...advice(`write milliseconds since 1970, or leave ${code('expires')} out`, {
        title: `leave ${code('expires')} out`,
        edits: at && !entry.open ? removal(entry, entry.entry('expires')!) : [],
      }),
    };
  if (expires < SECONDS)
    return {
      message: `the ${code('expires')} of the token ${code(id)} looks like seconds; OpenClaw reads milliseconds, takes the token for expired and skips it`,
      help: 'multiply it by 1000',
      ...(at?.kind === 'scalar' &&
        /^\d+$/.test(textAt(at)) && {
          fix: {
            title: 'multiply it by 1000',
            edits: [{ at: { file: at.file, offset: at.offset + at.length, length: 0 }, text: '000' }],
          },
        }),
    };
  if (now === undefined || expires > now) return undefined;
  return {
    message: `the token ${code(id)} expired on ${new Date(expires).toISOString().slice(0, 10)}; OpenClaw skips it`,
    help: 'make a new token and store it with `openclaw models auth paste-token`',
  };
}
