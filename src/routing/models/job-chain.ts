import { nodeAt } from '../../parse/tree.ts';
import type { Agent } from './agents.ts';
import { allowList, requested } from './allowlist.ts';
import { type Chain, type Requested, resolveChain } from './chain.ts';
import { defaultModel, defaultsModel } from './default-model.ts';
import { jobView } from './job-view.ts';
import { imposedFallbacks, readSelection, type Selection, type Written } from './model-setting.ts';
import { lookUp, type Names, type ResolvedRef } from './resolve.ts';

type Asked = Pick<Requested, 'text' | 'at'>;

/** What a cron job says of models itself (`payload.model`, `payload.fallbacks`). */
export interface JobModels {
  readonly model?: Asked | undefined;
  readonly fallbacks?: readonly Written[] | undefined;
}

export interface JobChain extends Chain {
  /** whether the model that the job names may be asked for; undefined: it names none */
  readonly allowed?: boolean;
}

/**
 * The models of a cron job: its own one, else that for subagents, else its agent's; then its own fallbacks, those of
 * the setting that counted, or its agent's. A model for subagents that may not be asked for is passed over; so is the
 * job's in some releases, where in others the job fails before it asks anything. Source: facts 6.5
 * (`resolveCronModelSelection`, `resolveCronFallbacksOverride`).
 */
export function jobChain(names: Names, agent: Agent | undefined, job: JobModels = {}): JobChain {
  const own = job.model && jobAsks(names, agent, job.model);
  if (own && !own.allowed && names.facts.naming.refusedJobs === 'fail')
    return { candidates: [], dropped: [], fallbacksFrom: 'job', allowed: false };
  const setting = own?.allowed ? undefined : jobSetting(names, agent);
  const wish = own?.allowed ? own : setting?.primary && jobAsks(names, agent, setting.primary);
  const source = job.model || !wish?.allowed ? undefined : setting;
  const list = fallbacksOf(names, agent, job, source);
  const chain = resolveChain(jobView(names, agent).chain, agent, wish?.allowed ? wish : undefined, {
    own: list,
    from: job.fallbacks && list === job.fallbacks ? 'job' : source && source !== agent?.model ? 'subagents' : undefined,
  });
  return own ? { ...chain, allowed: own.allowed } : chain;
}

/** The setting that names the model of a job without one; undefined where its agent's conversations decide. */
export function jobSetting(names: Names, agent: Agent | undefined): Selection | undefined {
  const { own, shared } = subagentModels(names, agent);
  const order = {
    agent: [],
    subagents: [own, shared],
    'agent-first': [own, agent?.model, shared],
    'subagents-first': [own, shared, agent?.model],
  }[names.facts.naming.jobModel];
  return order.find((each) => each?.primary);
}

const subagentModels = ({ root }: Names, agent: Agent | undefined) => ({
  own: readSelection(nodeAt(agent?.node, ['subagents', 'model'])),
  shared: readSelection(nodeAt(root, ['agents', 'defaults', 'subagents', 'model'])),
});

/** What a text means to a job of an agent, and whether it may be asked for. */
export function jobAsks(names: Names, agent: Agent | undefined, { text, at }: Asked): Requested & { allowed: boolean } {
  const { asked, chain } = jobView(names, agent);
  const primary = defaultModel(chain, agent);
  const resolved = requested(asked, text, agent, primary.provider);
  const allowed = resolved !== undefined && allowList(asked, names.facts, agent, primary).allows(resolved);
  return { text, ...(at && { at }), ...(resolved && { resolved }), configured: true, allowed };
}

/** What a fallback of a job means: a bare name is of the provider of its agent's model, not of the job's. */
export function jobFallback(names: Names, text: string, agent: Agent | undefined): ResolvedRef | undefined {
  const { chain } = jobView(names, agent);
  const { provider } = defaultModel(chain, chain.facts.naming.chainProvider === 'agent' ? agent : undefined);
  const found = text.trim() ? lookUp(chain, text, agent?.scope, provider) : undefined;
  return found?.via === 'default-provider' ? { ...found, via: 'primary-provider' } : found;
}

/** @returns undefined: as in a conversation of its agent */
function fallbacksOf(
  names: Names,
  agent: Agent | undefined,
  job: JobModels,
  source: Selection | undefined,
): readonly Written[] | undefined {
  const { naming } = names.facts;
  const { jobFallbacks } = naming;
  if (job.fallbacks && naming.jobModel !== 'agent') return job.fallbacks;
  const imposed = imposedFallbacks(agent?.model, naming);
  const inherited = defaultsModel(names)?.fallbacks ?? [];
  if (jobFallbacks === 'agent') return imposed;
  if (job.model) return imposed ?? inherited;
  if (jobFallbacks === 'completed') return imposed;
  if (source && source !== agent?.model) {
    const { own } = subagentModels(names, agent);
    const list = imposedFallbacks(own, naming) ?? imposedFallbacks(source, naming);
    if (list) return list;
  } else if (jobFallbacks === 'inherited' && inherited.length > 0 && repeatsDefault(names, agent)) return inherited;
  return imposed;
}

/** Whether an agent's model is a text, and the same one as the defaults'. */
function repeatsDefault(names: Names, agent: Agent | undefined): boolean {
  const model = agent?.model;
  const isText = nodeAt(agent?.node, ['model'])?.kind === 'scalar';
  return isText && model?.primary?.text.trim() === defaultsModel(names)?.primary?.text.trim();
}
