import type { Path } from '../parse/tree.ts';
import { isRedacted } from '../rules/secret-texts.ts';
import { own } from '../text/own.ts';
import { type Fields, isFields } from '../text/record.ts';

/** A value of a config, at its path. */
export interface Setting {
  readonly path: Path;
  readonly value: unknown;
}

/** How many settings a value holds: everything that is no object. What OpenClaw notes about itself is none. */
export function countIn(value: unknown, path: Path = []): number {
  if (path.length === 1 && path[0] === 'meta') return 0;
  if (!isFields(value) && !isNamedList(value)) return 1;
  return Object.entries(value).reduce((total, [key, each]) => total + countIn(each, [...path, key]), 0);
}

/** Settings of another config that this one does not have, each as far up as it is missing as a whole. */
export function* missing(have: unknown, other: unknown, path: Path = []): Iterable<Setting> {
  if (path.length === 1 && path[0] === 'meta') return;
  if (isFields(have) && isFields(other))
    for (const [key, value] of Object.entries(other)) {
      const inside = [...path, key];
      if (Object.hasOwn(have, key)) yield* missing(own(have, key), value, inside);
      else if (inside[0] === 'meta' || countIn(value, inside) > 0) yield { path: inside, value };
    }
  else if (isNamedList(have) && isNamedList(other))
    for (const item of other) {
      const at = have.findIndex(({ id }) => id === item.id);
      if (at >= 0) yield* missing(have[at], item, [...path, at]);
      else yield { path: [...path, have.length], value: item };
    }
}

/** Settings that both have, with the value of the other where it differs. A mark that hides a secret is no value. */
export function* different(have: unknown, other: unknown, path: Path = []): Iterable<Setting> {
  if (path.length === 1 && path[0] === 'meta') return;
  if (isFields(have) && isFields(other)) {
    for (const [key, value] of Object.entries(other))
      if (Object.hasOwn(have, key)) yield* different(own(have, key), value, [...path, key]);
  } else if (isNamedList(have) && isNamedList(other)) {
    for (const item of other) {
      const at = have.findIndex(({ id }) => id === item.id);
      if (at >= 0) yield* different(have[at], item, [...path, at]);
    }
  } else if (JSON.stringify(have) !== JSON.stringify(other)) yield { path, value: other };
}

/** Whether a mark stands where a secret was. */
export const isMark = (value: unknown): boolean => typeof value === 'string' && isRedacted(value);

/** Where marks stand in the place of secrets. */
export function marksIn(value: unknown, path: Path = []): Path[] {
  if (isMark(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((each, i) => marksIn(each, [...path, i]));
  return isFields(value) ? Object.entries(value).flatMap(([key, each]) => marksIn(each, [...path, key])) : [];
}

/** The value without the marks that stand where secrets were: nothing is to be taken from them. */
export function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !isMark(each))
      .map(([key, each]) => [key, withoutMarks(each)]),
  );
}

export function valueAt(value: unknown, path: Path): unknown {
  let inside = value;
  for (const step of path)
    inside = typeof inside === 'object' && inside !== null ? own(inside as Fields, String(step)) : undefined;
  return inside;
}

/** A list whose items have names of their own, as agents have: an item is the same wherever it stands. */
function isNamedList(value: unknown): value is ({ readonly id: string } & Fields)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => isFields(item) && typeof item.id === 'string') &&
    new Set(value.map(({ id }) => id)).size === value.length
  );
}
