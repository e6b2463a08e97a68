import { knownProvider } from '../catalog/catalog.ts';
import type { Credentials } from '../routing/credentials/credentials.ts';
import type { Routing } from '../routing/routing.ts';

const PROGRAMS: ReadonlyMap<string, string> = new Map(
  Object.entries({ 'claude-cli': 'claude', 'google-gemini-cli': 'gemini' }),
);

/**
 * The credentials of a provider that is another program on the machine: stored profiles, else the program's own login.
 * Variables are not used. Source: facts 6.5.
 */
export function asProgram(provider: string, credentials: Credentials, routing: Routing): Credentials {
  const program = PROGRAMS.get(provider);
  if (!program || knownProvider(provider)?.kind !== 'cli' || routing.providers.get(provider)) return credentials;
  const { planned = credentials.attempts } = credentials;
  const profiles = planned.filter(({ kind }) => kind === 'profile');
  const sent = profiles.filter(({ idle }) => idle === undefined);
  const own = { kind: 'program', label: program, type: undefined, billing: 'unknown', certain: false } as const;
  const { blocked: _, planned: __, ...rest } = credentials;
  const attempts = sent.length > 0 ? sent : [own];
  return {
    ...rest,
    attempts,
    ...(sent.length < profiles.length && { planned: sent.length > 0 ? profiles : [...profiles, own] }),
    skipped: credentials.skipped.filter(({ kind }) => kind === 'profile'),
  };
}
