import { nodeAt, type Path, textOf } from '../parse/tree.ts';
import { type Agent, agentNamed } from '../routing/models/agents.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';
import { own } from '../text/own.ts';

/** A minor job with its own model (facts 6.5). */
export interface Job {
  /** the subject of a sentence about it */
  readonly what: string;
  /** the effect of an unknown model */
  readonly effect: string;
}

const JOBS: Readonly<Record<string, Job>> = {
  heartbeat: { what: 'heartbeats', effect: 'heartbeats fail, and no conversation shows it' },
  compaction: { what: 'compaction', effect: 'long conversations cannot be summarized with it' },
  memoryFlush: { what: 'the memory flush', effect: 'memory cannot be written with it' },
  subagents: { what: 'subagents', effect: 'subagents run on the model of their parent, or fail' },
  utilityModel: { what: 'the utility model', effect: 'small jobs cannot use it' },
  decisionModel: { what: 'the decision model', effect: 'decisions cannot use it' },
  imageModel: { what: 'the image model', effect: 'images cannot be read with it' },
  pdfModel: { what: 'the PDF model', effect: 'documents cannot be read with it' },
  voiceModel: { what: 'the voice model', effect: 'speech cannot use it' },
  mediaModels: { what: 'media models', effect: 'nothing can be generated with it' },
  summaryModel: { what: 'spoken summaries', effect: 'spoken summaries fail' },
  reviewer: { what: 'the reviewer', effect: 'commands cannot be reviewed with it' },
  hooks: { what: 'hooks', effect: 'the hook fails when it is called' },
  cron: { what: 'cron jobs', effect: 'the job fails when its time comes' },
};

/** The job whose model is at a path; undefined for conversations, subagents, the models map and allow-lists. */
export function jobOf(path: Path): Job | undefined {
  if (path[0] === 'hooks') return path.at(-1) === 'model' ? JOBS.hooks : undefined;
  if (path[0] === 'jobs') return JOBS.cron; // of cron/jobs.json
  const inAgent = path[0] === 'agents' ? path.slice(path[1] === 'defaults' ? 2 : 3) : path;
  const [key, ...rest] = inAgent;
  const first = OLDER_MEDIA.test(String(key)) ? 'mediaModels' : key;
  if (path[0] === 'agents' && SLOTS.has(String(first)))
    return own(JOBS, rest[0] === 'memoryFlush' ? 'memoryFlush' : String(first));
  if (first === 'tts' && rest[0] === 'summaryModel') return JOBS.summaryModel;
  return first === 'tools' && rest[1] === 'reviewer' ? JOBS.reviewer : undefined;
}

const SLOTS: ReadonlySet<string> = new Set([
  'heartbeat',
  'compaction',
  'subagents',
  'utilityModel',
  'decisionModel',
  'imageModel',
  'pdfModel',
  'voiceModel',
  'mediaModels',
]);

/** What `mediaModels` were before 2026.8.1. */
const OLDER_MEDIA = /^(?:image|video|music)GenerationModel$/;

/** Whether a path does not accept aliases and bare names (facts 6.5). */
export const takesNoNames = (path: Path): boolean =>
  path[0] === 'agents' &&
  /^(?:decisionModel|voiceModel|mediaModels|\w+GenerationModel)$/.test(String(path[path[1] === 'defaults' ? 2 : 3]));

/** Whether a path names what makes pictures, videos or music. */
export const isMedia = (path: Path): boolean => jobOf(path) === JOBS.mediaModels;

/** A job with a word for the model that it would have without one. */
export const meansDefault = ({ path, text }: { readonly path: Path; readonly text: string }): boolean =>
  path[0] === 'jobs' && /^(?:default|null|inherit)$/i.test(text);

/** Whose model a hook asks for. */
export const agentOfHook = ({ path }: ModelRef, { home, agents }: Routing): Agent | undefined =>
  agentNamed(agents, textOf(nodeAt(home.root, [...path.slice(0, -1), 'agentId'])));
