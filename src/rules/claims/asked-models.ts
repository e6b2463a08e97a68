import { isValue, nodeAt } from '../../parse/tree.ts';
import type { Agent } from '../../routing/models/agents.ts';
import type { ModelRef } from '../../routing/models/config-refs.ts';
import { jobChain } from '../../routing/models/job-chain.ts';
import { readJobs } from '../../routing/models/schedules.ts';
import type { Routing } from '../../routing/routing.ts';
import { Turn } from '../../routing/turns.ts';
import type { Place } from '../../text/file.ts';
import { put } from '../../text/grouped.ts';
import { ruleFor } from '../claims.ts';
import { agentOfHook } from '../jobs.ts';

/** Models that cron jobs and hooks name, all of one provider, whose turns begin with a failure. */
export interface Failing {
  readonly turn: Turn;
  /** the model that is asked in its place; undefined: none can be */
  readonly next: string | undefined;
  readonly ref: ModelRef;
  readonly others: readonly Place[];
}

/** A provider is looked at once for each model of an agent, as homes have hundreds of jobs. A hook is a job (facts 6.5). */
export function* failingJobs(routing: Routing, fails: (turn: Turn) => boolean): Iterable<Failing> {
  const { names, home, agents, behaviour } = routing;
  const seen = new Map<string, boolean>();
  const found = new Map<string, [ModelRef, Agent][]>();
  for (const [ref, agent] of asked(routing)) {
    const key = `${agent.id} ${ref.text}`;
    if (!seen.has(key)) {
      const [first] = jobChain(names, agent, { model: ref }).candidates;
      // a model that may not be asked for is reported by another rule
      seen.set(key, first?.at === ref.at && !first.uncertain && fails(new Turn(agent, first, routing)));
    }
    if (seen.get(key)) put(found, ref.resolved!.provider, [ref, agent]);
  }
  for (const [[ref, agent], ...others] of found.values() as Iterable<[[ModelRef, Agent], ...[ModelRef, Agent][]]>) {
    const job = readJobs(home.schedules?.parsed.root, agents).find(
      ({ at }) => nodeAt(at, ['payload', 'model']) === ref.at,
    );
    const [first, ...rest] = jobChain(names, agent, { model: ref, fallbacks: job?.fallbacks }).candidates.map(
      (each) => new Turn(agent, each, routing),
    );
    const next = behaviour.rotation.reachesFallbacks ? rest.find((turn) => !fails(turn))?.candidate : undefined;
    yield { turn: first!, next: next && `${next.provider}/${next.model}`, ref, others: others.map(([{ at }]) => at) };
  }
}

/** The names that are right, and whose jobs they are. */
function asked(routing: Routing): [ModelRef, Agent][] {
  const { schedules, refs, home } = routing;
  const isOn = isValue(nodeAt(home.root, ['hooks', 'enabled']), true);
  const hooks = isOn ? refs.filter(({ path }) => path[1] === 'mappings') : [];
  return [
    ...schedules.map((ref) => [ref, ref.asked] as const),
    ...hooks.map((ref) => [ref, agentOfHook(ref, routing)] as const),
  ].flatMap(([ref, agent]) =>
    agent && ref.role === 'primary' && ref.resolved && ruleFor(ref, routing) === null ? [[ref, agent]] : [],
  );
}
