import { startOf } from '../home/home.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem } from '../schema/walk.ts';
import { put } from '../text/grouped.ts';
import { perKey, perObject } from '../text/memo.ts';
import { PROBLEMS } from './claims/problems.ts';
import { REFS } from './claims/refs.ts';

/**
 * The one rule that reports a schema problem or a model name: the first in the tables to claim it; `null` if none does.
 */
export const ruleFor = (subject: Problem | ModelRef, routing: Routing): string | null => claimed(routing, subject);

const claimed = perKey((routing: Routing, subject: Problem | ModelRef): string | null =>
  'kind' in subject
    ? PROBLEMS.find(([, claims]) => claims(subject, routing))![0]
    : REFS.find(([, claims]) => claims(subject, routing))![0],
);

type OfKind<K extends Problem['kind']> = Extract<Problem, { kind: K }>;

/** The problems of the given kinds that a rule reports. */
export function problemsOf<K extends Problem['kind']>(rule: string, routing: Routing, ...kinds: K[]): OfKind<K>[] {
  return (problems(routing).get(rule) ?? []).filter((problem): problem is OfKind<K> =>
    (kinds as readonly string[]).includes(problem.kind),
  );
}

/** The model names, in the config and in cron jobs, that a rule reports. */
export const refsOf = (rule: string, routing: Routing): readonly ModelRef[] => refs(routing).get(rule) ?? [];

const problems = perObject((routing: Routing) => byRule(routing.problems, routing));
const refs = perObject((routing: Routing) => byRule([...routing.refs, ...routing.schedules], routing));

function byRule<S extends Problem | ModelRef>(subjects: readonly S[], routing: Routing): ReadonlyMap<string, S[]> {
  const found = new Map<string, S[]>();
  const { home } = routing;
  for (const subject of home.budget.inTime(subjects, () => startOf(home))) {
    const rule = ruleFor(subject, routing);
    if (rule !== null) put(found, rule, subject);
  }
  return found;
}

/** Whether the name itself is wrong, which makes findings about its target pointless. */
export const isMisnamed = (ref: ModelRef, routing: Routing): boolean => {
  const rule = ruleFor(ref, routing);
  return rule !== null && MISNAMED.has(rule);
};

const MISNAMED: ReadonlySet<string> = new Set([
  'env-syntax-unsupported',
  'unresolved-alias',
  'model-ref-unknown-provider',
  'subordinate-model-unresolvable',
]);
