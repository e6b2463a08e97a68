import { NEWEST } from '../release/releases.ts';
import { credentialsFor } from '../routing/credentials/credentials.ts';
import { chain } from '../routing/models/chain.ts';
import { defaultModel } from '../routing/models/default-model.ts';
import { jobAsks } from '../routing/models/job-chain.ts';
import { modelKey } from '../routing/models/ref.ts';
import { type SlotChain, slotChain } from '../routing/models/slots.ts';
import type { Routing } from '../routing/routing.ts';
import { available } from './available.ts';
import type { Draft, Ladder, Question, Step } from './ladder.ts';
import { ofLadder, refusal } from './ladder-notes.ts';
import { ofCandidate } from './model-notes.ts';
import { otherSlots } from './other-slots.ts';
import { agentFor, type Misnamed, modelFor } from './question.ts';
import { leftOut } from './skipped.ts';

/**
 * Builds an agent's ladder: for its conversations, for a requested model, or for another slot. Source: facts 3.3, 3.6,
 * 6.2, 6.3, 6.5, 7.1.
 */
export function ladder(routing: Routing, options: Question = {}): Ladder | Misnamed {
  const whose = agentFor(routing, options.agent);
  if ('misnamed' in whose) return whose;
  const { agent } = whose;
  const asked = options.model === undefined ? undefined : { text: options.model };
  const wish = asked && modelFor(routing, asked.text, agent, options.job && jobAsks(routing.names, agent, asked));
  if (wish && 'misnamed' in wish) return wish;
  if (wish?.doubt && !options.job) return { misnamed: wish.doubt };
  const { slot = 'model' } = options;
  const { candidates, dropped, at, otherwise, allowed }: SlotChain =
    slot === 'model' && !options.job
      ? { ...chain(routing.names, agent, wish), at: undefined }
      : slotChain(routing.names, slot, agent, options.job && { ...options.job, model: asked });
  const refused = wish && allowed === false ? refusal(routing, agent, wish) : undefined;
  let count = 0;
  const rungs = candidates.map((candidate, index) => {
    const credentials = available(candidate.provider, credentialsFor(candidate, agent?.id, routing), routing);
    const known = routing.providers.origin(candidate.provider) !== undefined;
    const { planned = credentials.attempts } = credentials;
    const { provider, via, alias, at } = candidate;
    const origin = slot !== 'model' && candidate.origin === 'requested' ? 'primary' : candidate.origin;
    const steps = (known ? planned : []).map(
      ({ profile, ...attempt }): Step => ({
        ...attempt,
        n: attempt.idle ? 0 : ++count,
        ...(profile?.stored && { stored: profile.stored.at }),
        ...(profile && !profile.stored && attempt.kind === 'profile' && { unseen: true }),
      }),
    );
    const attempts = steps.filter(({ idle }) => !idle);
    const rung = {
      n: index + 1,
      provider,
      model: nameOf(candidate),
      origin,
      via,
      ...(alias && { alias: alias.name }),
      at,
      attempts,
      ...(attempts.length < steps.length && { planned: steps }),
      skipped: leftOut(candidate, credentials, known, routing),
    };
    return { candidate, credentials, rung: { ...rung, ...ofCandidate(candidate, credentials, known, rung, routing) } };
  });
  const shown = slot === 'model' && !wish ? modelKey(defaultModel(routing.names, agent), routing.behaviour) : undefined;
  const draft: Draft = { routing, agent, rungs, slot, otherwise, at, job: options.job };
  return {
    agent: agent?.id,
    target: routing.target,
    release: routing.target.release ?? NEWEST,
    ...(options.model !== undefined && { asked: options.model }),
    ...(slot !== 'model' && { slot }),
    ...(otherwise && { otherwise }),
    ...(shown !== undefined && { default: shown }),
    candidates: rungs.map(({ rung }) => rung),
    dropped: slot === 'model' ? dropped : dropped.filter(({ reason }) => reason !== 'overridden'),
    ...(wish?.doubt && { doubt: wish.doubt }),
    ...(refused && { refused }),
    notes: ofLadder(draft, wish, refused),
    others: slot === 'model' && !wish ? otherSlots(routing, agent) : [],
  };
}

const nameOf = ({ provider, model }: { readonly provider: string; readonly model: string }): string =>
  `${provider}/${model}`;
