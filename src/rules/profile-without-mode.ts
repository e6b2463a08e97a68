import { keyAt } from '../parse/tree.ts';
import type { Problem } from '../schema/schema.ts';
import { allowedValues } from '../schema/walk.ts';
import { code, listed, release } from './phrases.ts';
import type { Rule } from './rule.ts';
import { misspeltIn } from './unknown-key.ts';

export const profileWithoutMode: Rule = {
  id: 'profile-without-mode',
  severity: 'error',
  summary: 'a profile does not say what kind of credential it is',
  why: 'OpenClaw refuses the whole file, in every release since 2026.1: a profile needs `provider` and `mode`.',
  *check({ home, problems, target, profiles }) {
    for (const problem of problems) {
      if (
        problem.kind !== 'missing-key' ||
        !isMissingMode(problem) ||
        problem.owner.entry('type') ||
        misspeltIn(problem.owner, problems).has('mode')
      )
        continue;
      const id = String(problem.path[2]);
      const stored = profiles.stored.get(id)?.[0];
      const modes = listed(allowedValues(problem.schema.properties!.mode!).map(String));
      yield {
        at: keyAt(home.root, problem.path) ?? problem.at,
        message: `profile ${code(id)} has no ${code('mode')}; ${release(target)} refuses to start without it`,
        help: stored?.type
          ? `add \`"mode": "${stored.type}"\`, the type of the stored credential`
          : `add ${code('mode')}: ${modes}`,
        ...(stored?.typeAt && {
          related: [{ at: stored.typeAt, message: `the credential is stored as ${code(stored.type ?? '?')}` }],
        }),
      };
    }
  },
};

export const isMissingMode = (problem: Problem): boolean =>
  problem.kind === 'missing-key' && problem.key === 'mode' && problem.path.length === 3 && problem.path[0] === 'auth';
