import { substitutions } from '../env/references.ts';
import type { Node } from '../parse/tree.ts';
import { walkListed } from './listed-agents.ts';
import { walkRest } from './rest/walk.ts';
import { document } from './sections.ts';
import { type Problem, type Walked, walk } from './walk.ts';

/**
 * What the schema of a release says of a config: the sections of schema/ first, and then the rest of the file. For an
 * unknown release (undefined) all that any release accepts is accepted.
 */
export function judge(root: Node | undefined, release: string | undefined): Walked {
  if (!root) return { problems: [], symbols: [], secrets: [] };
  const { symbols, ...sections } = walk(root, document(), release);
  const parts = [sections, walkListed(root, release), walkRest(root, release)];
  return {
    symbols,
    problems: parts.flatMap(({ problems }) => problems).filter(isKnown),
    secrets: parts.flatMap(({ secrets }) => secrets),
  };
}

/**
 * OpenClaw puts variables in before it looks at values, and what they hold is not known here: whether it fits, neither.
 */
function isKnown(problem: Problem): boolean {
  if (problem.kind === 'type' || !('at' in problem) || !('kind' in problem.at) || problem.at.kind !== 'scalar')
    return true;
  const { value } = problem.at;
  return typeof value !== 'string' || substitutions(value).length === 0;
}
