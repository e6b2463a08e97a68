import { authProviderOf } from '../routing/credentials/context.ts';
import type { Routing } from '../routing/routing.ts';
import type { Store, StoredProfile } from '../store/store.ts';
import { placeKey } from '../text/file.ts';
import { grouped } from '../text/grouped.ts';
import { asksForAgent } from './commands.ts';
import { code, listed } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const profileMissingForAgent: Rule = {
  id: 'profile-missing-for-agent',
  severity: 'warning',
  summary: 'a credential is stored where the agent that needs it does not look',
  why: 'An agent looks into its own store and, behind it, into the shared one, which is that of `main` in releases before SQLite (merged that way in 2026.5.18 and newer). What was stored for another agent with `--agent` is not seen, and a turn fails with `No API key found for provider …`. An `auth-profiles.json` that lies beside `openclaw.json` is read by no release.',
  facts: ['4.1', '4.2', 'H27'],
  *check(routing) {
    const { home, profiles } = routing;
    for (const store of home.stores) if (isAstray(store, home.stores)) yield astray(store);
    const kept = profiles.stores.flatMap((store) =>
      store.profiles
        .filter(isUsable)
        .map((profile) => ({ store, profile, of: authProviderOf(profile.provider!, routing) })),
    );
    if (!kept.some(({ store }) => isOwn(store))) return;
    const lacking = routing
      .turns()
      .filter(
        ({ agent, credentials: { attempts, blocked } }) =>
          attempts.length === 0 &&
          (blocked?.reason === 'missing' || blocked?.reason === 'explicit_order') &&
          isSeen(agent.id, routing),
      );
    const seen = new Set<string>();
    for (const turns of grouped(lacking, ({ candidate }) => placeKey(candidate.at!)).values()) {
      const { provider, at } = turns[0]!.candidate;
      const there = kept.filter(({ of }) => of === authProviderOf(provider, routing));
      // what it has itself and cannot use is told by others
      const lack = new Set(
        turns
          .map(({ agent }) => agent.id)
          .filter(
            (id) => !seen.has(`${id} ${provider}`) && !there.some(({ store }) => !isOwn(store) || store.agent === id),
          ),
      );
      const [first] = there;
      if (!first || lack.size === 0) continue;
      for (const id of lack) seen.add(`${id} ${provider}`);
      const [agents, owners] = [[...lack], [...new Set(there.map(({ store }) => store.agent!))]];
      const [one, isOne] = [code(agents[0]!), agents.length === 1];
      yield {
        at: at!,
        message: `agent${isOne ? ` ${one} has` : `s ${listed(agents, 'and')} have`} no credential for ${code(provider)}: ${owners.length === 1 ? `${code(first.profile.id)} is in the store of agent ${code(owners[0]!)} alone` : `only agents ${listed(owners, 'and')} have one, in stores of their own`}`,
        help: `${asksForAgent(routing.target.release) ? `store it for ${isOne ? one : 'each'} with \`openclaw models auth add --agent ${isOne ? agents[0] : 'NAME'}\`` : `copy it into the ${code('auth-profiles.json')} of ${isOne ? one : 'each'}`}${agents.join() === 'main' ? '' : `, or for all agents in the store of ${code('main')}`}`,
        related: [{ at: first.profile.at, message: 'stored here' }],
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
