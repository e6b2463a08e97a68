import { document } from '../document.ts';
import type { Rule } from '../rule.ts';
import { type Problem, allowedValues, resolve } from '../schema.ts';
import { code, listed, release } from './words.ts';

export const profileWithoutMode: Rule = {
  id: 'profile-without-mode',
  severity: 'error',
  summary: 'a profile does not say what kind of credential it is',
  why: 'OpenClaw refuses the whole file, in every release since 2026.1: a profile needs `provider` and `mode`.',
  *check({ walked, target, profiles }) {
    for (const problem of walked.problems) {
      if (!isMissingMode(problem)) continue;
      const id = String(problem.path[2]);
      const stored = profiles.stored.get(id)?.[0];
      const modes = listed(allowedValues(resolve(problem.schema.properties!.mode!, document()), target.release).map(String));
      yield {
        at: problem.at,
        message: `profile ${code(id)} has no ${code('mode')}; ${release(target)} refuses to start without it`,
        help: stored?.type ? `add \`"mode": "${stored.type}"\`, the type of the stored credential` : `add ${code('mode')}: ${modes}`,
        ...(stored?.typeAt && { related: [{ at: stored.typeAt, message: `the credential is stored as ${code(stored.type ?? '?')}` }] }),
      };
    }
  },
};

export const isMissingMode = (problem: Problem): problem is Problem & { kind: 'missing-key' } =>
  problem.kind === 'missing-key' && problem.key === 'mode' && problem.path.length === 3 && problem.path[0] === 'auth';
