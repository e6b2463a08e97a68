import { authProviderOf } from '../routing/credentials/context.ts';
import type { Routing } from '../routing/routing.ts';
import type { Store, StoredProfile } from '../store/store.ts';
import { code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const profileMissingForAgent: Rule = {
  id: 'profile-missing-for-agent',
  severity: 'warning',
  summary: 'a credential is stored where the agent that needs it does not look',
  why: 'An agent looks into its own store and, behind it, into the shared one, which is that of `main` in releases before SQLite (merged that way in 2026.5.18 and newer). What was stored for another agent with `--agent` is not seen, and a turn fails with `No API key found for provider …`. An `auth-profiles.json` that lies beside `openclaw.json` is read by no release.',
  facts: ['4.1', '4.2'],
  *check(routing) {
    const { home, profiles } = routing;
    for (const store of home.stores) if (isAstray(store, home.stores)) yield astray(store);
    const owned = profiles.stores.flatMap((store) =>
      isOwn(store) ? store.profiles.map((profile) => ({ store, profile })) : [],
    );
    if (owned.length === 0) return;
    const seen = new Set<string>();
    for (const { agent, candidate, credentials } of routing.turns()) {
      const { attempts, blocked } = credentials;
      if (
        attempts.length > 0 ||
        (blocked?.reason !== 'missing' && blocked?.reason !== 'explicit_order') ||
        !isSeen(agent.id, routing)
      )
        continue;
      const wanted = authProviderOf(candidate.provider, routing);
      const other = owned.find(
        ({ store, profile }) =>
          store.agent !== agent.id && isUsable(profile) && authProviderOf(profile.provider!, routing) === wanted,
      );
      const key = `${agent.id} ${candidate.provider}`;
      if (!other || seen.has(key)) continue;
      seen.add(key);
      yield {
        at: candidate.at!,
        message: `agent ${code(agent.id)} has no credential for ${code(candidate.provider)}: ${code(other.profile.id)} is in the store of agent ${code(other.store.agent!)} alone`,
        help: `store it for ${code(agent.id)} with \`openclaw models auth add --agent ${agent.id}\`, or for all agents in the store of ${code('main')}`,
        related: [{ at: other.profile.at, message: 'stored here' }],
      };
    }
  },
};

/** A store that only one agent reads. */
const isOwn = ({ agent }: Store): boolean => agent !== undefined && agent !== 'main';
const isUsable = ({ provider, credential, dropped }: StoredProfile): boolean =>
  provider !== undefined && credential === 'present' && !dropped;

/** Whether a store that the agent uses was read: otherwise the profile may be there. */
const isSeen = (agent: string, { profiles }: Routing): boolean =>
  profiles.complete || profiles.stores.some((store) => store.agent === agent || !isOwn(store));

/** A text store beside the config, where OpenClaw does not look unless the config puts an agent's folder there. */
function isAstray(store: Store, all: readonly Store[]): boolean {
  if (store.agent !== undefined || store.shape === 'sqlite' || store.entries.length === 0) return false;
  return !all.some((other) => other.agent !== undefined && other.file.path === store.file.path);
}

function astray({ file }: Store): Finding {
  return {
    at: { file, offset: 0, length: 0 },
    message: 'OpenClaw does not look for credentials here, but in the folder of the agent',
    help: `move it to ${code('agents/main/agent/auth-profiles.json')}; since 2026.6.5, run \`openclaw doctor --fix\` then`,
  };
}
