import type { Target } from '../release/releases.ts';
import type { Credentials } from '../routing/credentials/credentials.ts';
import type { Attempt } from '../routing/credentials/types.ts';
import type { Agent } from '../routing/models/agents.ts';
import type { Candidate, Dropped } from '../routing/models/chain.ts';
import type { Slot, SlotChain } from '../routing/models/slots.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import type { OtherSlot } from './other-slots.ts';
import type { LeftOut } from './skipped.ts';

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
