import { credentialContext } from '../routing/credentials/context.ts';
import { credentialsIn } from '../routing/credentials/credentials.ts';
import type { Agent } from '../routing/models/agents.ts';
import { SLOT_NAMES, type Slot, type SlotChain, slotChain } from '../routing/models/slots.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { available } from './available.ts';

/** The models of a job other than conversations: one line of the overview. */
export interface OtherSlot {
  /** several if one setting serves them all, as `imageModel` also serves documents */
  readonly slots: readonly Slot[];
  /** the setting that counts */
  readonly at: Place;
  readonly models: readonly {
    readonly model: string /** some credential can be sent */;
    readonly possible: boolean;
  }[];
  readonly otherwise?: NonNullable<SlotChain['otherwise']>;
}

/** The other slots configured for an agent, in the order of facts 6.5. */
export function otherSlots(routing: Routing, agent: Agent | undefined): readonly OtherSlot[] {
  const context = credentialContext(routing, agent?.id);
  const found: OtherSlot[] = [];
  for (const slot of SLOT_NAMES) {
    if (slot === 'model' || slot === 'cron') continue;
    const { at, candidates, otherwise } = slotChain(routing.names, slot, agent);
    if (!at) continue;
    const same = found.findIndex((each) => each.at === at);
    if (same >= 0) found[same] = { ...found[same]!, slots: [...found[same]!.slots, slot] };
    else
      found.push({
        slots: [slot],
        at,
        models: candidates.map((each) => ({
          model: `${each.provider}/${each.model}`,
          possible:
            routing.providers.origin(each.provider) !== undefined &&
            available(each.provider, credentialsIn(each, context), routing).attempts.length > 0,
        })),
        ...(otherwise && { otherwise }),
      });
  }
  return found;
}
