import { providerVariables } from '../catalog/catalog.ts';
import type { Environment } from '../env/environment.ts';
import type { Credentials } from '../routing/credentials/credentials.ts';
import type { Idle } from '../routing/credentials/idle.ts';
import type { SkipReason } from '../routing/credentials/types.ts';
import type { Candidate } from '../routing/models/chain.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { perObject } from '../text/memo.ts';

/** A credential that is not tried. */
export interface LeftOut {
  readonly label: string;
  readonly reason: SkipReason | 'unknown_provider' | 'key_list' | `idle_${Idle}`;
  readonly at?: Place | undefined;
  /** false: an unseen store, or the unseen environment of the process, could change this */
  readonly certain: boolean;
}

/** A candidate's credentials that are not tried, including variables with several keys, which chats do not read. */
export function leftOut(
  { provider }: Candidate,
  { attempts, planned = [], skipped }: Credentials,
  known: boolean,
  routing: Routing,
): readonly LeftOut[] {
  const unknown = known
    ? []
    : attempts.map(({ label, at }): LeftOut => ({ label, reason: 'unknown_provider', certain: true, at }));
  const named = new Set(skipped.filter(({ kind }) => kind === 'config').map(({ label }) => label));
  const plain = skipped
    .filter(({ kind, reason, label }) => !(kind === 'environment' && reason === 'unset' && named.has(label)))
    .map(({ label, reason, certain, at }): LeftOut => ({ label, reason, certain, at }));
  const idle = (known ? planned : []).flatMap(({ label, at, idle: why }): LeftOut[] =>
    why ? [{ label, reason: `idle_${why}`, certain: true, at }] : [],
  );
  return [...unknown, ...idle, ...plain, ...keyLists(provider, routing)];
}

/** `OPENAI_API_KEYS`, `OPENAI_API_KEY_2`: only Google AI Studio reads such variables for chats. Source: facts 5.5. */
function keyLists(provider: string, { home: { environment } }: Routing): LeftOut[] {
  if (provider === 'google') return [];
  const stems = providerVariables(provider).filter((name) => name.endsWith('_API_KEY'));
  const isList = (name: string) =>
    stems.some(
      (stem) => name === `${stem}S` || (name.startsWith(`${stem}_`) && /^\d+$/.test(name.slice(stem.length + 1))),
    );
  return listsOfKeys(environment)
    .filter(isList)
    .map((label) => {
      const at = environment.lookup(label)?.variable.at;
      return { label, reason: 'key_list', certain: true, at };
    });
}

/** The variables whose names look like those of a list of keys. */
const listsOfKeys = perObject((environment: Environment): readonly string[] =>
  environment.names().filter((name) => /_API_KEY(?:S|_\d+)$/.test(name)),
);
