import { DEFINITIONS, ROOT } from '../generated/schema.ts';
import { once } from '../text/memo.ts';
import { own } from '../text/own.ts';
import type { Schema } from './walk.ts';

/**
 * schema/ as one document without descriptions, which is what validation needs. Each definition is parsed when first
 * reached.
 */
export const annotations = once((): Schema => {
  const definitions: Record<string, Schema> = {};
  for (const name in DEFINITIONS)
    Object.defineProperty(definitions, name, {
      get: once(() => JSON.parse(own(DEFINITIONS, name)!) as Schema),
      enumerable: true,
    });
  return { ...(JSON.parse(ROOT) as Schema), definitions };
});
