import type { Place } from '../place.ts';
import { NEWEST, type Target } from '../release.ts';
import type { Agent } from '../routing/agents.ts';
import type { Attempt } from '../routing/attempt.ts';
import { type Candidate, type Dropped, chain } from '../routing/chain.ts';
import { type Credentials, credentialsFor } from '../routing/credentials.ts';
import type { Routing } from '../routing/routing.ts';
import { type Misnamed, agentFor, modelFor } from './asked.ts';
import { ofCandidate, ofLadder } from './notes.ts';
import { type LeftOut, leftOut } from './skipped.ts';

/** One request that a turn may send. */
export interface Step extends Omit<Attempt, 'profile'> {
  /** counted through the whole ladder, from 1 */
  readonly n: number;
  /** a profile that is declared, and not seen in a store */
  readonly unseen?: true;
  /** where a profile is stored */
  readonly stored?: Place;
}

export interface Note {
  readonly text: string;
  readonly at?: Place;
}

/** A model with the credentials it is asked with. */
export interface Rung {
  /** from 1 */
  readonly n: number;
  readonly provider: string;
  /** as `provider/model` */
  readonly model: string;
  readonly origin: Candidate['origin'];
  readonly via: Candidate['via'];
  /** the alias it is named by */
  readonly alias?: string;
  /** undefined: nothing that is written names it */
  readonly at: Place | undefined;
  readonly attempts: readonly Step[];
  readonly skipped: readonly LeftOut[];
  /** why there is no attempt */
  readonly blocked?: Note;
  readonly notes: readonly Note[];
}

/** Every request that a turn of an agent may send until one is answered, in order. Computed from files alone. */
export interface Ladder {
  /** undefined: the settings for all agents, as none answers for the home */
  readonly agent: string | undefined;
  readonly target: Target;
  /** the release answered for */
  readonly release: string;
  /** the model or alias asked about, as typed */
  readonly asked?: string;
  readonly candidates: readonly Rung[];
  readonly dropped: readonly Dropped[];
  readonly notes: readonly Note[];
}

/** What the notes are made from. */
export interface Draft {
  readonly routing: Routing;
  readonly agent: Agent | undefined;
  readonly rungs: readonly { readonly candidate: Candidate; readonly credentials: Credentials; readonly rung: Rung }[];
  readonly dropped: readonly Dropped[];
}

/**
 * The ladder of an agent, by default the one that answers for the home. With `model` (a ref, an alias, a bare id) that of
 * a turn for which this model is asked. Source: fact sheet 6.2, 6.3, 3.3, 3.5 and 7; turns of 2026.9.6.
 */
export function ladder(routing: Routing, options: { readonly model?: string | undefined; readonly agent?: string | undefined } = {}): Ladder | Misnamed {
  const whose = agentFor(routing, options.agent);
  if ('misnamed' in whose) return whose;
  const { agent } = whose;
  const wish = options.model === undefined ? undefined : modelFor(routing, options.model, agent);
  if (wish && 'misnamed' in wish) return wish;
  const { candidates, dropped } = chain(routing.names, agent, wish && { text: wish.text });
  let count = 0;
  const rungs = candidates.map((candidate, index) => {
    const credentials = credentialsFor(candidate, agent?.id, routing);
    const known = routing.providers.origin(candidate.provider) !== undefined;
    const steps = known ? credentials.attempts : [];
    const { provider, model, origin, via, alias, at } = candidate;
    const attempts = steps.map(({ profile, ...attempt }): Step => ({ ...attempt, n: ++count, ...(profile?.stored && { stored: profile.stored.at }), ...(profile && !profile.stored && attempt.kind === 'profile' && { unseen: true }) }));
    const rung = { n: index + 1, provider, model: `${provider}/${model}`, origin, via, ...(alias && { alias: alias.name }), at, attempts, skipped: leftOut(candidate, credentials, known, routing) };
    return { candidate, credentials, rung: { ...rung, ...ofCandidate(candidate, credentials, known, rung, routing) } };
  });
  const draft: Draft = { routing, agent, rungs, dropped };
  return {
    agent: agent?.id,
    target: routing.target,
    release: routing.target.release ?? NEWEST,
    ...(options.model !== undefined && { asked: options.model }),
    candidates: rungs.map(({ rung }) => rung),
    dropped,
    notes: ofLadder(draft, wish?.resolved),
  };
}
