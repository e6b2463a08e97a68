import { packedSchema } from '#data';
import { once, perKey } from '../text/memo.ts';
import { Packed } from './packed.ts';
import type { Schema, Shape } from './schema.ts';
import { annotations } from './sections.ts';
import { shapeIn } from './versions.ts';

const packed = once(() => {
  const { text, names } = packedSchema();
  return new Packed(text, '`', names);
});
const roots = perKey((_: Packed, __: Schema) => new Map<string | undefined, Shape>());

/**
 * The schema of the whole file, as one release has it, with our annotations; for an unknown release (undefined) all
 * that any release takes.
 * @param release such as `2026.9.6`; a `-N` suffix makes no difference
 * @param notes our annotations; those with sentences are apart, for most runs need none
 * @param source the schema as an installed OpenClaw said it, in place of what is known of all releases
 */
export function configShape(release: string | undefined, notes = annotations(), source = packed()): Shape {
  const known = roots(source, notes);
  let root = known.get(release);
  if (!root) known.set(release, (root = shapeIn(source, release, notes)));
  return root;
}

const keys = once(() => packed().keys());

/** Whether a key is known at any place of any release: no secret, wherever it stands. */
export const isKeySomewhere = (key: string): boolean => keys().has(JSON.stringify(key).slice(1, -1));

/** Every pattern that any release asks for. */
const patterns = once(() => {
  const found = new Set<string>();
  JSON.stringify([...packed().keywords()], (key, value: unknown) => {
    if (key === 'pattern' && typeof value === 'string') found.add(value);
    return value;
  });
  return found;
});

/** Whether a pattern is one of OpenClaw's own, as far as its releases are known. */
export const isKnownPattern = (pattern: string): boolean => patterns().has(pattern);
