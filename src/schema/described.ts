import { sentences } from '#data';
import { once } from '../text/memo.ts';
import { own } from '../text/own.ts';
import { isFields } from '../text/record.ts';
import type { Schema } from './schema.ts';
import { annotations } from './sections.ts';

/** Our annotations with their sentences; nothing in them is shared with those, for what a `$ref` means is kept of each. */
export const describedNotes = once((): Schema => {
  const apart = JSON.parse(JSON.stringify(annotations())) as Schema;
  return both(apart, sentences()) as Schema;
});

/** Two trees as one, where only ends differ. */
function both(tree: object, other: object): object {
  const at = tree as Readonly<Record<string, unknown>>;
  const more = Object.entries(other).map(([key, value]) => {
    const there = own(at, key);
    return [key, isFields(there) && isFields(value) ? both(there, value) : value];
  });
  return { ...tree, ...Object.fromEntries(more) };
}
