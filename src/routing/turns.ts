import type { Holdings } from './credentials/context.ts';
import { type Credentials, credentialsFor } from './credentials/credentials.ts';
import type { Agent } from './models/agents.ts';
import { type Candidate, chain } from './models/chain.ts';
import type { Names } from './models/resolve.ts';

/** A model that an agent's conversations may use, and its credentials. */
export class Turn {
  constructor(
    readonly agent: Agent,
    readonly candidate: Candidate,
    private readonly holdings: Holdings,
  ) {}

  /** Computed lazily: rules look at the provider first. */
  get credentials(): Credentials {
    return credentialsFor(this.candidate, this.agent.id, this.holdings);
  }
}

/**
 * The candidates of every agent with their credentials, agent by agent. Omits those without a place and those whose
 * name contains a variable.
 */
export const resolveTurns = (
  routing: Holdings & { readonly agents: readonly Agent[]; readonly names: Names },
): readonly Turn[] =>
  routing.agents.flatMap((agent) =>
    chain(routing.names, agent)
      .candidates.filter(({ at, uncertain }) => at && !uncertain)
      .map((candidate) => new Turn(agent, candidate, routing)),
  );
