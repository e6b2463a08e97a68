import type { Rule } from '../rule.ts';
import type { Node, ObjectNode } from '../tree.ts';
import { isFlatVariable } from './env-block-flat.ts';
import { code, filledIn, firstWithout, refusal, release } from './words.ts';

export const retiredConfigKey: Rule = {
  id: 'retired-config-key',
  severity: 'error',
  summary: 'a key that older releases of OpenClaw had and newer ones refuse',
  why: 'After an update OpenClaw refuses the whole file and the gateway does not start. `openclaw doctor --fix` knows some of these keys, but drops that knowledge after about two months, and it rewrites the file without its comments.',
  *check(routing) {
    for (const problem of routing.walked.problems) {
      if (problem.kind !== 'retired-key' || isFlatVariable(problem)) continue;
      const { key, path, until, replacedBy } = problem;
      const converted = problem.schema.convertedOnRead && (path.join('.') !== 'agents.list' || isConvertedList(problem.value, problem.owner)) && routing.target.release !== undefined;
      yield {
        at: key,
        message: converted
          ? `${code(key.value)} moved in OpenClaw ${firstWithout(until)}; ${release(routing.target)} still converts it each time it reads the file`
          : `${code(key.value)} is gone since OpenClaw ${firstWithout(until)}${routing.target.release ? `; ${release(routing.target)}` : ', which'} refuses to start on it`,
        help: replacedBy ? `write ${code(filledIn(replacedBy, path))} instead${key.value === 'list' ? ': the same objects, each under its `id`' : ''}` : 'remove it; nothing took its place',
        severity: converted ? 'warning' : refusal(routing),
      };
    }
  },
};

/**
 * A list that OpenClaw since 2026.8.1 turns into `agents.entries` itself: objects with distinct ids that are written
 * as OpenClaw would write them, and no `entries` beside it (fact sheet 9; cases g14, g15, g15b, g29).
 */
export function isConvertedList(list: Node, agents: ObjectNode): boolean {
  if (list.kind !== 'array' || agents.entry('entries')) return false;
  const ids = list.items.map((item) => {
    const id = item.kind === 'object' ? item.get('id') : undefined;
    return id?.kind === 'scalar' && typeof id.value === 'string' && /^[a-z0-9_][a-z0-9_-]{0,63}$/.test(id.value) ? id.value : undefined;
  });
  return ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
}
