import type { ProfileText, SnapshotText } from '../home/snapshot.ts';
import { behaviour, target } from '../release/releases.ts';
import { storesFor } from '../routing/credentials/relevant-stores.ts';
import type { Routing } from '../routing/routing.ts';
import { agentId } from '../schema/agent-id.ts';
import type { Store } from '../store/store.ts';
import { basename, dirname, join } from '../text/path.ts';
import { inOrder, isOfProfiles, profileText, type Taken } from './installed.ts';

/**
 * Stored profiles by agent. A release lists one agent, or none: what the stores of the others hold, clawlint reads as it
 * always does, without values. Where OpenClaw says that this is its home, an agent without a store has no profile.
 */
export function storedIn(taken: Taken, { home, agents }: Routing): Pick<SnapshotText, 'profiles' | 'unanswered'> {
  const { store: kind } = behaviour(target(taken.openclaw));
  const stores = storesFor(home.stores, kind);
  const listed = new Set(taken.profiles.map((each) => agentId(each.agentId)));
  const read = stores
    .filter(({ agent, unchecked, shape }) => !listed.has(agentId(agent)) && !unchecked && shape !== 'unknown')
    .map((store) => ({
      agentId: store.agent ?? 'main',
      from: basename(store.file.path),
      profiles: inOrder(profilesOf(store)),
    }));
  const isHome = isHomeOf(taken, stores, home.stateDir);
  const seen = new Set([...listed, ...[...stores, ...home.leftovers].map(({ agent }) => agentId(agent))]);
  const expected = agents.filter(({ dir }) => dir === undefined).map(({ id }) => id);
  const empty = [...new Set(kind === 'json' ? ['main', ...expected] : expected)]
    .filter((id) => isHome && !seen.has(id))
    .map((id) => ({ agentId: id, from: FILE[kind], profiles: [] }));
  const instead = isHome || read.length > 0 ? 'its stores were read instead' : 'its stores are not beside this config';
  return {
    profiles: [...taken.profiles, ...read, ...empty].sort((a, b) => (a.agentId < b.agentId ? -1 : 1)),
    unanswered: taken.unanswered.map((each) => (isOfProfiles(each) ? `${each}; ${instead}` : each)),
  };
}

const FILE = { json: 'auth-profiles.json', sqlite: 'openclaw-agent.sqlite' } as const;

/** Whether the store of OpenClaw's default agent is where this home would have it. */
function isHomeOf({ custody }: Taken, stores: readonly Store[], stateDir: string): boolean {
  if (!custody) return false;
  const { agentId: id, folder } = custody;
  return folder === join(stateDir, 'agents', id, 'agent') || stores.some(({ file }) => dirname(file.path) === folder);
}

const profilesOf = ({ profiles }: Store): ProfileText[] =>
  profiles.flatMap(({ id, provider, type, expires, credential, dropped }) =>
    dropped || credential !== 'present' ? [] : profileText(id, provider!, type, expires),
  );
