import { type ArrayNode, type Node, nodeAt, type Path } from '../parse/tree.ts';
import { schemaAt } from './at.ts';
import { configShape } from './config.ts';
import type { Problem, Secret, Shape, SymbolUse, Walked } from './schema.ts';
import { walk } from './walk.ts';

const LIST = ['agents', 'list'];

interface Listed extends Walked {
  /** whether a problem of the list is none, since it may be right for a release that has entries */
  readonly taken: (problem: Problem) => boolean;
}

/**
 * The former list of agents, as the releases judge it that have `agents.entries`: they read each agent of it as an
 * entry, and its `id` as the key. Source: facts 9.1. Where no release is
 * known, a key may be one of either.
 * @param shape of the release
 */
export function walkListed(root: Node, release: string | undefined, shape: Shape): Listed {
  const problems: Problem[] = [];
  const symbols: SymbolUse[] = [];
  const secrets: Secret[] = [];
  const list = nodeAt(root, LIST);
  const entry = list?.kind === 'array' ? schemaAt(['agents', 'entries', 'main'], shape) : undefined;
  if (list?.kind !== 'array' || !entry) return { problems, symbols, secrets, taken: () => false };
  list.items.forEach((agent, i) => {
    if (agent.kind !== 'object') return;
    const at = [...LIST, i];
    const walked = walk(agent, entry, release);
    for (const problem of walked.problems)
      if (!isId(problem)) problems.push(gone({ ...problem, path: [...at, ...problem.path] }));
    for (const use of walked.symbols) symbols.push({ ...use, path: [...at, ...use.path] });
    for (const secret of walked.secrets) secrets.push({ ...secret, path: [...at, ...secret.path] });
  });
  if (release !== undefined) return { problems, symbols, secrets, taken: () => false };
  const refused = new Set(problems.map((problem) => ('key' in problem ? problem.key : problem.at)));
  return {
    problems: [],
    symbols: [],
    secrets: [],
    taken: (problem) => isListed(problem) && !refused.has('key' in problem ? problem.key : problem.at),
  };
}

/** Whether some release with entries takes every agent of a list as one. */
export function fitEntries({ items }: ArrayNode, shape: Shape): boolean {
  const entry = schemaAt(['agents', 'entries', 'main'], shape)!;
  return items.every((agent) => walk(agent, entry, undefined).problems.every(isId));
}

/** A key of the list that no entry ever had went with the list, if not before: there, and where it came along. */
export function gone(problem: Problem): Problem {
  if (problem.kind !== 'unknown-key' || !isOfAgent(problem.path)) return problem;
  const { key, value, owner, path: around } = problem;
  const path = [...around, key.value];
  const listed = [...LIST, 0, ...path.slice(3)];
  const [schema, list] = [listed, LIST].map((each) => schemaAt(each, configShape(undefined)));
  const until = schema && key.value !== 'id' && (schema.until ?? list?.until);
  if (!until) return problem;
  const replacedBy = schema.replacedBy?.replace('agents.list.', `agents.${path[1]}.`);
  return { kind: 'retired-key', key, value, owner, until, path, schema, ...(replacedBy && { replacedBy }) };
}

const isOfAgent = (path: Path): boolean =>
  path[0] === 'agents' && (path[1] === 'list' || path[1] === 'entries') && path.length > 2;

const isListed = ({ path }: Problem): boolean => path[0] === 'agents' && path[1] === 'list' && path.length > 2;

const isId = (problem: Problem): boolean =>
  problem.kind === 'unknown-key' && problem.path.length === 0 && problem.key.value === 'id';
