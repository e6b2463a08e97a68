import { NEWEST, type Target } from '../release/releases.ts';
import { type Credentials, credentialsFor } from '../routing/credentials/credentials.ts';
import type { Attempt } from '../routing/credentials/types.ts';
import type { Agent } from '../routing/models/agents.ts';
import { type Candidate, chain, type Dropped } from '../routing/models/chain.ts';
import { type Slot, type SlotChain, slotChain } from '../routing/models/slots.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { available } from './available.ts';
import { ofLadder } from './ladder-notes.ts';
import { ofCandidate } from './model-notes.ts';
import { type OtherSlot, otherSlots } from './other-slots.ts';
import { agentFor, type Misnamed, modelFor } from './question.ts';
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
  /** the job that is looked at, where it is not conversations */
  readonly slot?: Slot;
  /** what the slot does without models of its own */
  readonly otherwise?: NonNullable<SlotChain['otherwise']>;
  readonly candidates: readonly Rung[];
  readonly dropped: readonly Dropped[];
  readonly notes: readonly Note[];
  /** the other slots that are set; empty where a slot or a model is asked about */
  readonly others: readonly OtherSlot[];
}

/** What the notes are made from. */
export interface Draft {
  readonly routing: Routing;
  readonly agent: Agent | undefined;
  readonly rungs: readonly { readonly candidate: Candidate; readonly credentials: Credentials; readonly rung: Rung }[];
  readonly slot: Slot;
  readonly otherwise?: SlotChain['otherwise'];
  /** the setting of a slot */
  readonly at?: Place | undefined;
}

/** What the ladder is asked for; by default conversations with the agent that answers for the home. */
export interface Question {
  readonly agent?: string | undefined;
  /** a model that a turn asks for: a ref, an alias, a bare id */
  readonly model?: string | undefined;
  readonly slot?: Slot | undefined;
}

/**
 * The ladder of an agent: of its conversations, of a turn for which a model is asked, or of another slot.
 * Source: facts 3.3, 3.6, 6.2, 6.3, 6.5, 7.1.
 */
export function ladder(routing: Routing, options: Question = {}): Ladder | Misnamed {
  const whose = agentFor(routing, options.agent);
  if ('misnamed' in whose) return whose;
  const { agent } = whose;
  const wish = options.model === undefined ? undefined : modelFor(routing, options.model, agent);
  if (wish && 'misnamed' in wish) return wish;
  const { slot = 'model' } = options;
  const { candidates, dropped, at, otherwise }: SlotChain =
    slot === 'model'
      ? { ...chain(routing.names, agent, wish && { text: wish.text }), at: undefined }
      : slotChain(routing.names, slot, agent);
  let count = 0;
  const rungs = candidates.map((candidate, index) => {
    const credentials = available(candidate.provider, credentialsFor(candidate, agent?.id, routing), routing);
    const known = routing.providers.origin(candidate.provider) !== undefined;
    const steps = known ? credentials.attempts : [];
    const { provider, model, via, alias, at } = candidate;
    const origin = slot !== 'model' && candidate.origin === 'requested' ? 'primary' : candidate.origin;
    const attempts = steps.map(
      ({ profile, ...attempt }): Step => ({
        ...attempt,
        n: ++count,
        ...(profile?.stored && { stored: profile.stored.at }),
        ...(profile && !profile.stored && attempt.kind === 'profile' && { unseen: true }),
      }),
    );
    const rung = {
      n: index + 1,
      provider,
      model: `${provider}/${model}`,
      origin,
      via,
      ...(alias && { alias: alias.name }),
      at,
      attempts,
      skipped: leftOut(candidate, credentials, known, routing),
    };
    return { candidate, credentials, rung: { ...rung, ...ofCandidate(candidate, credentials, known, rung, routing) } };
  });
  const draft: Draft = { routing, agent, rungs, slot, otherwise, at };
  return {
    agent: agent?.id,
    target: routing.target,
    release: routing.target.release ?? NEWEST,
    ...(options.model !== undefined && { asked: options.model }),
    ...(slot !== 'model' && { slot }),
    ...(otherwise && { otherwise }),
    candidates: rungs.map(({ rung }) => rung),
    dropped: slot === 'model' ? dropped : dropped.filter(({ reason }) => reason !== 'overridden'),
    notes: ofLadder(draft, wish?.resolved),
    others: slot === 'model' && !wish ? otherSlots(routing, agent) : [],
  };
}
