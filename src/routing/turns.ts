import { once } from '../text/memo.ts';
import { credentialContext, type Holdings } from './credentials/context.ts';
import { type Credentials, credentialsIn } from './credentials/credentials.ts';
import type { Agent } from './models/agents.ts';
import { type Candidate, chain } from './models/chain.ts';
import type { Names } from './models/resolve.ts';

/** A model that an agent's conversations may use, and its credentials. */
export class Turn {
  constructor(
    readonly agent: Agent,
    readonly candidate: Candidate,
    private readonly view: View,
  ) {}

  /** Computed lazily: rules look at the provider first. */
  get credentials(): Credentials {
    return this.view(this.candidate);
  }
}

/**
 * The candidates of every agent with their credentials, agent by agent. Omits those without a place and those whose
 * name contains a variable.
 */
export function resolveTurns(routing: Holdings & { readonly agents: readonly Agent[]; readonly names: Names }): Turn[] {
  const owners = new Set(['main', ...routing.profiles.stores.flatMap(({ agent }) => agent ?? [])]);
  const views = new Map<string, View>();
  return routing.agents.flatMap((agent) => {
    // agents without their own store see the same credentials
    const owner = owners.has(agent.id) ? agent.id : '';
    let view = views.get(owner);
    if (!view) views.set(owner, (view = lookingAs(agent, routing)));
    const { candidates } = chain(routing.names, agent);
    return candidates
      .filter(({ at, uncertain }) => at && !uncertain)
      .map((candidate) => new Turn(agent, candidate, view));
  });
}

type View = (candidate: Candidate) => Credentials;

/** The credentials an agent sees for a model; a provider without a block has the same for all its models. */
export function lookingAs(agent: Agent, holdings: Holdings): View {
  const context = once(() => credentialContext(holdings, agent.id));
  const found = new Map<string, Credentials>();
  return (candidate) => {
    const { provider, model, profile } = candidate;
    const key = JSON.stringify([provider, profile, holdings.providers.get(provider) && model]);
    let credentials = found.get(key);
    if (!credentials) found.set(key, (credentials = credentialsIn(candidate, context())));
    return credentials;
  };
}
