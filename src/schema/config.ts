import { packedSchema } from '#data';
import { once } from '../text/memo.ts';
import { Packed } from './packed.ts';
import type { Schema, Shape } from './schema.ts';
import { annotations } from './sections.ts';
import { shapeIn } from './versions.ts';

const packed = once(() => new Packed(packedSchema()));
const roots = new WeakMap<Schema, Map<string | undefined, Shape>>();

/**
 * The schema of the whole file, as one release has it, with our annotations; for an unknown release (undefined) all
 * that any release takes.
 * @param release such as `2026.9.6`; a `-N` suffix makes no difference
 * @param notes our annotations; those with sentences are apart, for most runs need none
 */
export function configShape(release: string | undefined, notes = annotations()): Shape {
  const known = roots.get(notes) ?? new Map<string | undefined, Shape>();
  roots.set(notes, known);
  let root = known.get(release);
  if (!root) known.set(release, (root = shapeIn(packed(), release, notes)));
  return root;
}

const keys = once(() => new Set(packed().keys()));

/** Whether a key is known at any place of any release: no secret, wherever it stands. */
export const isKeySomewhere = (key: string): boolean => keys().has(key);
