import { nodeAt } from '../../parse/tree.ts';
import type { Agent } from './agents.ts';
import { allowList, requested } from './allowlist.ts';
import { type Chain, type Requested, resolveChain } from './chain.ts';
import { defaultModel, defaultsModel } from './default-model.ts';
import { imposedFallbacks, readSelection, type Selection, type Written } from './model-setting.ts';
import type { Names } from './resolve.ts';

/** What a cron job says of models itself (`payload.model`, `payload.fallbacks`). */
export interface JobModels {
  readonly model?: Requested | undefined;
  readonly fallbacks?: readonly Written[] | undefined;
}

/**
 * The models of a cron job: its own one, else that for subagents, else its agent's; then its own fallbacks, those of
 * the setting that counted, or its agent's. A model for subagents that may not be asked for is passed over. Source:
 * facts 6.5 (`resolveCronModelSelection`, `resolveCronFallbacksOverride`).
 */
export function jobChain(names: Names, agent: Agent | undefined, job: JobModels = {}): Chain {
  const isPassedOver = job.model !== undefined && !mayRun(names, agent, job.model);
  const own = isPassedOver ? undefined : job.model;
  const setting = own ? undefined : jobSetting(names, agent);
  const wished = own ? { ...own, configured: true as const } : permitted(names, agent, setting?.primary);
  const source = !wished || job.model ? undefined : setting;
  const list = fallbacksOf(names, agent, job, source);
  // the defaults that a job sees have its agent's model in them, so that is what bare names and the end go by
  return resolveChain(names, agent, wished, {
    base: defaultModel(names, agent),
    own: list,
    from: job.fallbacks && list === job.fallbacks ? 'job' : source && source !== agent?.model ? 'subagents' : undefined,
  });
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

/** Whether a job asks its own model: some releases pass one over that may not be asked for. */
function mayRun(names: Names, agent: Agent | undefined, { text, resolved }: Requested): boolean {
  const found = resolved ?? requested(names, text, agent);
  return (
    names.facts.naming.refusedJobs === 'fail' ||
    (found !== undefined && allowList(names, names.facts, agent).allows(found))
  );
}

function permitted(names: Names, agent: Agent | undefined, text: Written | undefined): Requested | undefined {
  const resolved = text && requested(names, text.text, agent);
  return resolved && allowList(names, names.facts, agent).allows(resolved)
    ? { ...text, resolved, configured: true }
    : undefined;
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
