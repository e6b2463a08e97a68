import type { Rule } from '../rule.ts';
import { isModelShape } from './model-config-shape.ts';
import { isModelRow } from './custom-provider-incomplete.ts';
import { describe, refusal, release, typeNames } from './words.ts';

export const invalidValue: Rule = {
  id: 'invalid-value',
  severity: 'error',
  summary: 'a value of a type, size or form that OpenClaw refuses',
  why: 'OpenClaw refuses the whole file. A number in quotes is a string, also when a `${VAR}` stands in them: variables are put in as text.',
  *check(routing) {
    const refuses = `${release(routing.target)} refuses to start on it`;
    for (const problem of routing.walked.problems) {
      if (isModelRow(problem)) continue;
      if (problem.kind === 'type' && !isModelShape(problem)) {
        const since = problem.since ? `, and since OpenClaw ${problem.since} others` : '';
        yield { at: problem.at, message: `this takes ${typeNames(problem.expected)}${since}, not ${describe(problem.at)}; ${refuses}`, help: `write ${typeNames(problem.expected)}` };
      }
      if (problem.kind === 'range') yield { at: problem.at, message: `this takes ${problem.limit}; ${refuses}`, help: `write ${problem.limit}` };
      if (problem.kind === 'pattern')
        yield {
          at: problem.at,
          message: `this is not written as OpenClaw wants it here; ${refuses}`,
          help: FORMS.find(([name]) => name === String(problem.path.at(-1)))?.[1] ?? `match \`${problem.pattern}\``,
          severity: problem.schema.until ? refusal(routing) : 'error',
        };
    }
  },
};

const FORMS: readonly [string, string][] = [
  ['decisionModel', 'write `provider/model`, or `""` to have none'],
  ['id', 'write the name of a variable in capitals, such as `OPENAI_API_KEY`, or what the source of this secret calls it'],
  ['provider', 'write a name in small letters, such as `default`'],
];
