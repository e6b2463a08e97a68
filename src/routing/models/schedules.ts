import { substitutions } from '../../env/references.ts';
import { isValue, itemsOf, type Node, nodeAt, type Path } from '../../parse/tree.ts';
import { type Agent, agentNamed } from './agents.ts';
import { requested } from './allowlist.ts';
import type { ModelRef } from './config-refs.ts';
import { jobFallback } from './job-chain.ts';
import { readText, readTexts, type Written } from './model-setting.ts';
import type { Names, ResolvedRef } from './resolve.ts';

/** A model that a cron job asks its agent for, or falls back to. */
export interface ScheduledModel extends ModelRef {
  /** the agent whose job it is; undefined if no agent answers for the home */
  readonly asked: Agent | undefined;
  /** the job is disabled */
  readonly off: boolean;
}

/**
 * The models named in `cron/jobs.json`, resolved like those of hooks. Releases before 2026.6.1 keep their jobs there,
 * newer ones import the file into their database, so it is relevant to both. Source: facts 6.5.
 */
export function readSchedules(
  root: Node | undefined,
  names: Names,
  agents: readonly Agent[],
): readonly ScheduledModel[] {
  return jobsIn(root).flatMap((job, index) => {
    const payload = nodeAt(job, ['payload']);
    if (job.kind !== 'object' || payload?.kind !== 'object') return [];
    const kind = readText(payload.get('kind'))?.text;
    if (kind !== undefined && kind !== 'agentTurn') return [];
    const owner = readText(job.get('agentId'))?.text;
    const asked = agentNamed(agents, owner?.trim() ? owner : undefined);
    const off = isValue(job.get('enabled'), false);
    const ref = ({ text, at }: Written, role: 'primary' | 'fallback', below: Path): ScheduledModel => {
      const template = substitutions(text).length > 0;
      const resolved = template ? undefined : (role === 'primary' ? asksFor : jobFallback)(names, text, asked);
      const path = ['jobs', index, 'payload', ...below];
      return { text, at, path, role, agent: asked?.scope, asked, off, template, resolved };
    };
    const model = readText(payload.get('model'));
    const list = payload.get('fallbacks');
    const fallbacks = list?.kind === 'array' && names.facts.naming.jobModel !== 'agent' ? list.items : [];
    return [
      ...(model?.text.trim() ? [ref(model, 'primary', ['model'])] : []),
      ...fallbacks.flatMap((item, n) => {
        const written = readText(item);
        return written ? [ref(written, 'fallback', ['fallbacks', n])] : [];
      }),
    ];
  });
}

function asksFor(names: Names, text: string, asked: Agent | undefined): ResolvedRef | undefined {
  const found = requested(names, text, asked);
  const declared =
    found && found.via !== 'alias' && !text.includes('/') && names.owners.of(text, asked?.scope) !== undefined;
  return declared ? { ...found, via: 'declared' } : found;
}

/** A cron job. */
export interface Job {
  /** its `id`, else its `name`, else `#` and its number */
  readonly id: string;
  readonly name: string | undefined;
  readonly at: Node;
  /** false: it says something to a session (`systemEvent`), and asks no model itself */
  readonly runsTurn: boolean;
  /** the agent it names */
  readonly owner: string | undefined;
  /** the agent whose job it is; undefined if there is none of that name, or none answers for the home */
  readonly agent: Agent | undefined;
  readonly off: boolean;
  /** the model that it asks for; undefined: what `jobSetting` names */
  readonly model: string | undefined;
  /** the models that follow it in place of its agent's; undefined: it names none */
  readonly fallbacks: readonly Written[] | undefined;
  /** when it runs, as written: a cron expression, milliseconds, a time */
  readonly schedule: { readonly kind: 'cron' | 'every' | 'at'; readonly when: string } | undefined;
}

const jobsIn = (root: Node | undefined): readonly Node[] => itemsOf(nodeAt(root, ['jobs']) ?? root);

/** All jobs of `cron/jobs.json`, in file order. */
export function readJobs(root: Node | undefined, agents: readonly Agent[]): readonly Job[] {
  return jobsIn(root).flatMap((job, index): Job[] => {
    if (job.kind !== 'object') return [];
    const word = (...path: string[]) => readText(nodeAt(job, path))?.text.trim() || undefined;
    const kind = word('payload', 'kind');
    const owner = word('agentId');
    return [
      {
        id: word('id') ?? word('name') ?? `#${index + 1}`,
        name: word('name'),
        at: job,
        runsTurn: kind === undefined || kind === 'agentTurn',
        owner,
        agent: agentNamed(agents, owner),
        off: isValue(job.get('enabled'), false),
        model: word('payload', 'model'),
        fallbacks: readTexts(nodeAt(job, ['payload', 'fallbacks'])),
        schedule: scheduleOf(job),
      },
    ];
  });
}

function scheduleOf(job: Node): Job['schedule'] {
  for (const [kind, key] of [
    ['cron', 'expr'],
    ['every', 'everyMs'],
    ['at', 'at'],
  ] as const) {
    const node = nodeAt(job, ['schedule', key]);
    if (node?.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number'))
      return { kind, when: String(node.value) };
  }
  return undefined;
}
