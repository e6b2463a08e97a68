import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem } from '../schema/walk.ts';
import { perKey } from '../text/memo.ts';
import { PROBLEMS } from './claims/problems.ts';
import { REFS } from './claims/refs.ts';

/**
 * The one rule that speaks of a problem that the schema finds, or of a name that stands for a model: the first that
 * claims it in the tables. `null` where nobody does.
 */
export const ruleFor: (subject: Problem | ModelRef, routing: Routing) => string | null = perKey(
  (subject: Problem | ModelRef, routing: Routing) =>
    'kind' in subject
      ? PROBLEMS.find(([, claims]) => claims(subject, routing))![0]
      : REFS.find(([, claims]) => claims(subject, routing))![0],
);

type OfKind<K extends Problem['kind']> = Extract<Problem, { kind: K }>;

/** The problems that are a rule's to report, of the given kinds. */
export function problemsOf<K extends Problem['kind']>(rule: string, routing: Routing, ...kinds: K[]): OfKind<K>[] {
  return routing.problems.filter(
    (problem): problem is OfKind<K> =>
      (kinds as readonly string[]).includes(problem.kind) && ruleFor(problem, routing) === rule,
  );
}

/** The names of models, in the config and in cron jobs, that are a rule's to report. */
export function refsOf(rule: string, routing: Routing): ModelRef[] {
  return [...routing.refs, ...routing.schedules].filter((ref) => ruleFor(ref, routing) === rule);
}

/** Whether the name itself is wrong, so that nothing else needs to be said of what it asks for. */
export const isMisnamed = (ref: ModelRef, routing: Routing): boolean => {
  const rule = ruleFor(ref, routing);
  return rule !== null && MISNAMED.has(rule);
};

const MISNAMED: ReadonlySet<string> = new Set([
  'unresolved-alias',
  'model-ref-unknown-provider',
  'subordinate-model-unresolvable',
]);
