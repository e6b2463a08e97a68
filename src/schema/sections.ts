import { DEFINITIONS, ROOT } from '../generated/schema.ts';
import { once } from '../text/memo.ts';
import type { Schema } from './walk.ts';

/**
 * schema/ as one document, without its descriptions: what validation needs. Each definition is parsed when the walk
 * first comes to it.
 */
export const document = once((): Schema => {
  const definitions: Record<string, Schema> = {};
  for (const name in DEFINITIONS)
    Object.defineProperty(definitions, name, {
      get: once(() => JSON.parse(DEFINITIONS[name]!) as Schema),
      enumerable: true,
    });
  return { ...(JSON.parse(ROOT) as Schema), definitions };
});
