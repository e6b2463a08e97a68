import type { Target } from '../release/releases.ts';
import type { Credentials } from '../routing/credentials/credentials.ts';
import type { Attempt } from '../routing/credentials/types.ts';
import type { Agent } from '../routing/models/agents.ts';
import type { Candidate, Dropped } from '../routing/models/chain.ts';
import type { JobModels } from '../routing/models/job-chain.ts';
import type { Slot, SlotChain } from '../routing/models/slots.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import type { OtherSlot } from './other-slots.ts';
import type { LeftOut } from './skipped.ts';

/** One request that a turn may send. */
export interface Step extends Omit<Attempt, 'profile'> {
  /** numbered through the whole ladder, from 1; 0 if it is `idle` */
  readonly n: number;
  /** a profile that is declared but not seen in a store */
  readonly unseen?: true;
  /** where the profile is stored */
  readonly stored?: Place;
}

export interface Note {
  readonly text: string;
  readonly at?: Place;
}

/** A model and the credentials tried for it. */
export interface Rung {
  /** from 1 */
  readonly n: number;
  readonly provider: string;
  /** as `provider/model` */
  readonly model: string;
  readonly origin: Candidate['origin'];
  readonly via: Candidate['via'];
  /** the alias that names it */
  readonly alias?: string;
  /** undefined: no text names it */
  readonly at: Place | undefined;
  readonly attempts: readonly Step[];
  /** the same with those that OpenClaw turns to in vain, which have no number; absent if there is none */
  readonly planned?: readonly Step[];
  readonly skipped: readonly LeftOut[];
  /** why nothing is attempted */
  readonly blocked?: Note;
  readonly notes: readonly Note[];
}

/** Every request an agent's turn may send until one succeeds, in order. Computed from files alone. */
export interface Ladder {
  /** undefined: the defaults, as no agent answers for the home */
  readonly agent: string | undefined;
  readonly target: Target;
  /** the release checked for */
  readonly release: string;
  /** the model or alias asked about, as typed */
  readonly asked?: string;
  /** the job, unless it is conversations */
  readonly slot?: Slot;
  /** what the slot does without its own models */
  readonly otherwise?: NonNullable<SlotChain['otherwise']>;
  /** the agent's model by name, as `openclaw models status` shows it; absent if a slot or model was asked about */
  readonly default?: string;
  readonly candidates: readonly Rung[];
  /** nothing in the home names the model that a job asks for */
  readonly doubt?: string;
  /** the model that a job asks for may not be asked for: the job fails, or, if there are candidates, asks these */
  readonly refused?: Note;
  readonly dropped: readonly Dropped[];
  readonly notes: readonly Note[];
  /** the other configured slots; empty if a slot or model was asked about */
  readonly others: readonly OtherSlot[];
}

/** The input for the notes. */
export interface Draft {
  readonly job?: Question['job'];
  readonly routing: Routing;
  readonly agent: Agent | undefined;
  readonly rungs: readonly { readonly candidate: Candidate; readonly credentials: Credentials; readonly rung: Rung }[];
  readonly slot: Slot;
  readonly otherwise?: SlotChain['otherwise'];
  /** the setting of a slot */
  readonly at?: Place | undefined;
}

/** Whose turns; default: conversations with the agent that answers for the home. */
export interface Asked {
  readonly agent?: string | undefined;
  /** a requested model: a ref, alias or bare id */
  readonly model?: string | undefined;
  readonly slot?: Slot | undefined;
}

/** What to build the ladder for. */
export interface Question extends Asked {
  /** a cron job asks, with these fallbacks of its own */
  readonly job?: Pick<JobModels, 'fallbacks'> | undefined;
}
