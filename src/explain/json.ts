import type { JsonStart } from '../report/json.ts';
import type { Place } from '../text/file.ts';
import type { Explanation } from './explanation.ts';
import type { Failure, Outcome } from './outage.ts';
import { reasonOf } from './words.ts';

interface JsonNote {
  text: string;
  at?: JsonStart;
}

/** The output of `route --format json`. `version` changes only when something is taken away or changes its meaning. */
export interface JsonLadder {
  version: 1;
  config: string;
  agent: string | null;
  asked?: string;
  /** the job, unless it is conversations, and what it does without its own models */
  slot?: string;
  otherwise?: string;
  /** the release checked for; `certain` is false if nobody named one */
  release: { name: string; certain: boolean };
  /** the model as `openclaw models status` shows it; before 2026.9.1 the first candidate may differ from it */
  default?: string;
  candidates: {
    n: number;
    model: string;
    provider: string;
    origin: string;
    via: string;
    alias?: string;
    at?: JsonStart;
    attempts: {
      /** null: OpenClaw turns to it, but has nothing to send that could be accepted */
      n: number | null;
      kind: string;
      label: string;
      type: string | null;
      billing: string;
      certain: boolean;
      plugin?: string;
      unless?: string;
      idle?: string;
      at?: JsonStart;
      stored?: JsonStart;
      outcome?: Omit<Outcome, 'n'>;
    }[];
    skipped: { label: string; reason: string; text: string; certain: boolean; at?: JsonStart }[];
    blocked?: JsonNote;
    notes: JsonNote[];
  }[];
  dropped: { text: string; reason: string; at: JsonStart }[];
  notes: JsonNote[];
  /** other jobs with their own models */
  others: { slots: string[]; models: { model: string; possible: boolean }[]; otherwise?: string; at: JsonStart }[];
  outage?: { failures: readonly Failure[]; answer: number | null; notes: JsonNote[] };
}

export function toLadderJson(explained: Explanation): JsonLadder {
  const { ladder, outage, cautions, safe, display, config } = explained;
  const placed = (at: Place | undefined): { at?: JsonStart } =>
    at ? { at: { file: display(at.file.path), ...at.file.position(at.offset) } } : {};
  const note = ({ text, at }: { text: string; at?: Place }): JsonNote => ({ text: safe(text), ...placed(at) });
  const outcomeOf = (n: number) => {
    const found = outage?.outcomes.find((each) => each.n === n);
    if (!found) return {};
    const { n: _, ...outcome } = found;
    return { outcome };
  };
  return {
    version: 1,
    config: display(config),
    agent: ladder.agent === undefined ? null : safe(ladder.agent),
    ...(ladder.asked !== undefined && { asked: safe(ladder.asked) }),
    ...(ladder.slot && { slot: ladder.slot }),
    ...(ladder.otherwise && { otherwise: ladder.otherwise }),
    release: { name: ladder.release, certain: ladder.target.release !== undefined && !ladder.target.newerThanModelled },
    ...(ladder.default !== undefined && { default: safe(ladder.default) }),
    candidates: ladder.candidates.map(
      ({ n, model, provider, origin, via, alias, at, attempts, planned = attempts, skipped, blocked, notes }) => ({
        n,
        model: safe(model),
        provider: safe(provider),
        origin,
        via,
        ...(alias !== undefined && { alias: safe(alias) }),
        ...placed(at),
        attempts: planned.map((step) => ({
          n: step.idle ? null : step.n,
          kind: step.kind,
          label: safe(step.label),
          type: step.type ?? null,
          billing: step.billing,
          certain: step.certain,
          ...(step.plugin && { plugin: step.plugin }),
          ...(step.idle && { idle: step.idle }),
          ...(step.unless && { unless: step.unless }),
          ...placed(step.at),
          ...(step.stored && { stored: placed(step.stored).at! }),
          ...outcomeOf(step.n),
        })),
        skipped: skipped
          .filter(({ reason }) => !reason.startsWith('idle_'))
          .map((each) => ({
            label: safe(each.label),
            reason: each.reason,
            text: reasonOf(each),
            certain: each.certain,
            ...placed(each.at),
          })),
        ...(blocked && { blocked: note(blocked) }),
        notes: notes.map(note),
      }),
    ),
    dropped: ladder.dropped.map(({ text, reason, at }) => ({
      text: safe(text),
      reason,
      ...(placed(at) as { at: JsonStart }),
    })),
    notes: [...cautions, ...ladder.notes].map(note),
    others: ladder.others.map(({ slots, models, otherwise, at }) => ({
      slots: [...slots],
      models: models.map(({ model, possible }) => ({ model: safe(model), possible })),
      ...(otherwise && { otherwise }),
      at: placed(at).at!,
    })),
    ...(outage && {
      outage: {
        failures: outage.failures.map((each) => ({ ...each, what: safe(each.what) })),
        answer: outage.answer?.n ?? null,
        notes: outage.notes.map(note),
      },
    }),
  };
}
