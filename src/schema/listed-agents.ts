import { type Node, nodeAt, type Path } from '../parse/tree.ts';
import { behaviour } from '../release/behaviour.ts';
import { once } from '../text/memo.ts';
import { document } from './sections.ts';
import { type Problem, type Schema, schemaAt, type Walked, walk } from './walk.ts';

const LIST = ['agents', 'list'];

/**
 * Validates the former list of agents as releases with `agents.entries` do: each agent as an entry, its `id` as the
 * key. Source: facts 9.1.
 */
export function walkListed(root: Node, release: string | undefined): Pick<Walked, 'problems' | 'secrets'> {
  const problems: Problem[] = [];
  const secrets: { node: Node; path: Path }[] = [];
  const list = release !== undefined && behaviour({ release }).agentsKey === 'entries' ? nodeAt(root, LIST) : undefined;
  if (list?.kind !== 'array') return { problems, secrets };
  list.items.forEach((agent, i) => {
    if (agent.kind !== 'object') return;
    const at = [...LIST, i];
    const walked = walk(agent, entry(), release);
    for (const problem of walked.problems)
      if (!isId(problem)) problems.push({ ...problem, path: [...at, ...problem.path] });
    for (const { node, path } of walked.secrets) secrets.push({ node, path: [...at, ...path] });
  });
  return { problems, secrets };
}

const entry = once(
  (): Schema => ({ ...schemaAt(['agents', 'entries', 'main'], document()), definitions: document().definitions! }),
);

const isId = (problem: Problem): boolean =>
  problem.kind === 'unknown-key' && problem.path.length === 0 && problem.key.value === 'id';
