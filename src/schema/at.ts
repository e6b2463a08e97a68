import type { Path } from '../parse/tree.ts';
import { own } from '../text/own.ts';
import type { Schema, Shape } from './schema.ts';

/** The steps of a path as schema/ writes it: `a.*.b[]` → `a`, `*`, `b`, `[]`. */
export const steps = (path: string): string[] => (path === '' ? [] : path.replaceAll('[]', '.[]').split('.'));

/** One step down: a key, an index, or `*` (of a list, too) and `[]` for those that have no name; undefined where the config is free. */
export function below<S extends Schema | Shape>(schema: S, step: string | number): S | undefined {
  const { items, properties, additionalProperties: rest } = schema;
  if (typeof step === 'number' || step === '[]') return items as S | undefined;
  const named = step === '*' ? undefined : own<Schema | Shape>(properties, step);
  const any = step === '*' ? items : undefined;
  return (named ?? (typeof rest === 'object' ? rest : any)) as S | undefined;
}

/** The schema that governs a path, or undefined where the config is free. */
export function schemaAt<S extends Schema | Shape>(path: Path, root: S): S | undefined {
  let schema: S | undefined = root;
  for (const step of path) schema = schema && below(schema, step);
  return schema;
}
