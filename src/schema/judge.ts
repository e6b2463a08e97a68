import { substitutions } from '../env/references.ts';
import type { Node } from '../parse/tree.ts';
import { walkListed } from './listed-agents.ts';
import { walkRest } from './rest/walk.ts';
import { document } from './sections.ts';
import { type Problem, type Walked, walk } from './walk.ts';

/**
 * Validates a config against a release's schema: the sections of schema/ first, then the rest of the file. For an
 * unknown release (undefined), accepts whatever any release accepts.
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
 * OpenClaw substitutes variables before it validates; their values are unknown here, so problems with them are dropped.
 */
function isKnown(problem: Problem): boolean {
  if (problem.kind === 'type' || !('at' in problem) || !('kind' in problem.at) || problem.at.kind !== 'scalar')
    return true;
  const { value } = problem.at;
  return typeof value !== 'string' || substitutions(value).length === 0;
}
