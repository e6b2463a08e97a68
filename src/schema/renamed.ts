import { compare } from '../release/releases.ts';
import { below, schemaAt } from './at.ts';
import { configShape } from './config.ts';
import type { Problem } from './schema.ts';

/**
 * Of an object that went elsewhere, the keys that had another name before it went: what it goes to knows only the
 * newer name, so they take it first.
 */
export function renamedBefore(problem: Problem): Problem[] {
  if (problem.kind !== 'retired-key' || problem.replacedBy === undefined || problem.value.kind !== 'object') return [];
  const { value: owner, path, until } = problem;
  const shape = schemaAt(path, configShape(undefined));
  return owner.entries.flatMap(({ key, value }) => {
    const schema = shape && below(shape, key.value);
    if (schema?.until === undefined || compare(schema.until, until) >= 0) return [];
    const { until: last, replacedBy } = schema;
    if (!replacedBy?.startsWith(`${path.join('.')}.`)) return [];
    return { kind: 'retired-key', key, value, owner, until: last, path: [...path, key.value], schema, replacedBy };
  });
}
