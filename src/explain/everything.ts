import type { Agent } from '../routing/models/agents.ts';
import { type Heartbeat, heartbeats } from '../routing/models/heartbeats.ts';
import { type Job, readJobs } from '../routing/models/schedules.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { suggest } from '../text/nearest.ts';
import { ladder } from './build.ts';
import type { Question, Step } from './ladder.ts';
import type { Misnamed } from './question.ts';
import { span } from './words.ts';

/** Something that sends requests: an agent's conversations, its heartbeat, its subagents, a cron job. */
export interface Sender {
  readonly who: string;
  /** what its owner calls it, of a job that has an `id` as well */
  readonly name: string | undefined;
  /** when it sends; undefined: when somebody writes or a turn asks for it */
  readonly when: string | undefined;
  /** it sends without anybody asking: what may cost unseen */
  readonly unattended: boolean;
  /** `provider/model`; undefined: nothing can be asked */
  readonly model: string | undefined;
  /** what is wrong with what it asks: the agent or the model is not there, or may not be asked for */
  readonly trouble: string | undefined;
  /** the first credential that is sent */
  readonly first: Step | undefined;
  /** models that are asked where the first does not answer */
  readonly fallbacks: readonly string[];
  /** the first of them for which a credential can be sent, and that credential, where the first model has none */
  readonly instead: { readonly model: string; readonly first: Step } | undefined;
  /** `first`: what is sent first is billed by use; `later`: something after it is */
  readonly metered: 'first' | 'later' | undefined;
  readonly at: Place | undefined;
  /** switched off, so that it sends nothing */
  readonly off: boolean;
}

/** Everything in a home that sends requests, agent by agent, then job by job. */
export function everything(routing: Routing): readonly Sender[] {
  const { agents, home, behaviour } = routing;
  const jobs = readJobs(home.schedules?.parsed.root, agents);
  const beats = heartbeats(home.root, agents, home.environment, behaviour);
  return [...agents.flatMap(ofAgent), ...jobs.filter(({ runsTurn }) => runsTurn).map(ofJob)];

  function ofAgent(agent: Agent): Sender[] {
    const { id } = agent;
    const beat = beats.find((each) => each.agent === agent);
    return [
      sender(`agent ${id}`, undefined, { agent: id }, agent.at),
      sender(`subagents of ${id}`, undefined, { agent: id, slot: 'subagents' }, undefined),
      ...(beat ? [sender(`heartbeat of ${id}`, cadence(beat), { agent: id, slot: 'heartbeat' }, beat.at)] : []),
    ];
  }

  function ofJob(job: Job): Sender {
    const name = job.name === job.id ? undefined : job.name;
    return sender(`job ${job.id}`, whenOf(job) ?? 'by a schedule', questionOf(job), job.at, job.off, name);
  }

  function sender(
    who: string,
    when: string | undefined,
    question: Question,
    at?: Place,
    off = false,
    name?: string,
  ): Sender {
    const found = ladder(routing, question);
    const candidates = 'misnamed' in found ? [] : found.candidates;
    const [first, ...rest] = candidates;
    const payer = candidates.find(({ attempts }) => attempts.length > 0);
    const steps = candidates.flatMap(({ attempts }) => attempts);
    const isMetered = ({ billing }: Step) => billing === 'metered';
    return {
      who,
      name,
      when,
      unattended: when !== undefined && !off,
      model: first?.model,
      trouble: 'misnamed' in found ? found.misnamed : (found.refused?.text ?? found.doubt),
      first: first?.attempts[0],
      fallbacks: rest.map(({ model }) => model),
      instead: payer && payer !== first ? { model: payer.model, first: payer.attempts[0]! } : undefined,
      metered: steps.slice(0, 1).some(isMetered) ? 'first' : steps.some(isMetered) ? 'later' : undefined,
      at: at ?? first?.at,
      off,
    };
  }
}

/** What a job asks: its own model, else what `jobSetting` names. */
export const questionOf = ({ agent, owner, model, fallbacks }: Job): Question => ({
  agent: agent?.id ?? owner,
  ...(model === undefined ? { slot: 'cron' } : { model }),
  job: { fallbacks },
});

/** The job of that id or name, which runs turns. */
export function jobNamed({ home, agents }: Routing, id: string): Job | Misnamed {
  const jobs = readJobs(home.schedules?.parsed.root, agents);
  const job = jobs.find((each) => each.id === id) ?? jobs.find((each) => each.name === id);
  if (job?.runsTurn) return job;
  if (job)
    return {
      misnamed: `the job ${JSON.stringify(id)} tells a session something and asks no model itself; the session's agent answers`,
    };
  const ids = jobs.filter(({ runsTurn }) => runsTurn).map((each) => each.id);
  if (ids.length === 0)
    return { misnamed: 'no cron jobs here: cron/jobs.json is not there, or holds no job that runs a turn' };
  const near = suggest(id, ids);
  const hint = near ? `did you mean ${near}?` : `there is ${ids.slice(0, 8).join(', ')}`;
  return { misnamed: `no cron job is called ${JSON.stringify(id)}; ${hint}` };
}

function cadence({ every, at }: Heartbeat): string {
  if (!DURATION.test(every)) return 'regularly';
  return `every ${every}${/^\d+$/.test(every) ? 'm' : ''}${at ? '' : ' (not set)'}`;
}

/** Fields of a cron expression: a text that looks otherwise is not shown, as it may be anything. */
const CRON =
  /^(?:@[a-z]{4,8}|(?:[\d*,/?-]{1,24}|[a-z]{3}(?:[-,][a-z]{3})*)(?: +(?:[\d*,/?-]{1,24}|[a-z]{3}(?:[-,][a-z]{3})*)){4,5})$/i;
const DURATION = /^\d{1,6} ?(?:ms|s|m|min|h|d)?$/i;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]{0,9}(?:Z|[+-]\d\d:?\d\d)?$|^\d{9,13}$/;

function whenOf({ schedule }: Job): string | undefined {
  if (!schedule) return undefined;
  const { kind, when } = schedule;
  if (kind === 'cron') return CRON.test(when) ? `cron ${when}` : 'by a cron expression';
  if (kind === 'at') return TIME.test(when) ? `once, at ${when}` : 'once';
  const seconds = Math.round(Number(when) / 1000);
  return Number.isFinite(seconds) && seconds >= 1 ? `every ${span(seconds)}` : 'again and again';
}
