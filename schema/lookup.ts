import type { Schema } from '../src/schema/walk.ts';
import type { Bundle } from './bundle.ts';

/** The steps of a path of history.txt: `a.*.b[]` → `a`, `*`, `b`, `[]`. */
export const steps = (path: string): string[] =>
  path === '' ? [] : path.split('.').flatMap((part) => part.split(/(?=\[\])/));

/** The path around a path: of `a.b[]` `a.b`, of `a.b` `a`, of `a` the root, which is ''. */
export const parentOf = (path: string): string => path.replace(/(?:^|\.)[^.[]+$|\[\]$/, '');

/**
 * What may stand at a path of history.txt (`*` any key, `[]` any item): more than one schema where alternatives exist.
 */
export function lookup(document: Bundle, path: string): Schema[] {
  let found: Schema[] = [document];
  for (const step of steps(path))
    found = alternatives(document, found).flatMap((schema) => {
      const next =
        step === '[]' ? schema.items : step === '*' ? schema.additionalProperties : schema.properties?.[step];
      return typeof next === 'object' ? [whole(document, next)] : [];
    });
  return found;
}

export function alternatives(document: Bundle, schemas: Schema[]): Schema[] {
  return schemas.flatMap((schema) => [schema, ...(schema.oneOf ?? []).map((each) => whole(document, each))]);
}

function whole(document: Bundle, schema: Schema): Schema {
  return schema.$ref ? { ...whole(document, document.definitions[schema.$ref.split('/').pop()!]!), ...schema } : schema;
}

/** Whether the schema names all keys that an object at this path may have, so that it alone judges them. */
export const namesAllKeys = (document: Bundle, path: string): boolean =>
  alternatives(document, lookup(document, path)).some(({ additionalProperties }) => additionalProperties !== undefined);
