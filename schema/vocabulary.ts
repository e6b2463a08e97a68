import type { Schema } from '../src/schema/walk.ts';

/**
 * Our annotations, on top of draft-07; ajv has to be told, everything else may ignore them.
 * Inside `propertyNames`, `names` and `refersTo` speak of the keys that have no property of their own.
 */
export const vocabulary: readonly (keyof Schema)[] = [
  'since',
  'until',
  'replacedBy',
  'converted',
  'sameValue',
  'valueReplacedBy',
  'along',
  'names',
  'refersTo',
];
