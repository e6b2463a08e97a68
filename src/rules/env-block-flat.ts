import type { Rule } from '../rule.ts';
import type { Problem } from '../schema.ts';
import { code, refusal, release } from './words.ts';

export const envBlockFlat: Rule = {
  id: 'env-block-flat',
  severity: 'error',
  summary: 'variables stand directly under `env` instead of under `env.vars`',
  why: 'Up to 2026.7 every key of `env` was a variable. Since 2026.8.1 OpenClaw accepts only `vars` and `shellEnv` there and refuses the whole file.',
  *check(routing) {
    for (const problem of routing.walked.problems) {
      if (problem.kind !== 'retired-key' || !isFlatVariable(problem)) continue;
      yield {
        at: problem.key,
        message: `${code(problem.key.value)} stands directly under ${code('env')}; ${routing.target.release ? release(routing.target) : 'OpenClaw since 2026.8.1'} refuses to start on it`,
        help: `move it to ${code(`env.vars.${problem.key.value}`)}`,
        severity: refusal(routing),
      };
    }
  },
};

export const isFlatVariable = ({ path }: Problem & { kind: 'retired-key' }): boolean => path.length === 2 && path[0] === 'env';

