import { type Node, scalarOf } from '../parse/tree.ts';
import { own } from '../text/own.ts';
import type { Shape, Type } from './schema.ts';

/** Keys of an object that are told one by one. */
const MOST = 12;

/** In which a message lists types: what people write most comes first. */
const ORDER: readonly Type[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/** A value of a type that a place does not take. */
export function wrongType(at: Node, schema: Shape) {
  const expected = ORDER.filter((each) => schema.alternatives.some(({ type }) => type === each));
  const is = typeOf(at);
  const since = is && (schema.typeSince(is) ?? (is === 'integer' ? schema.typeSince('number') : undefined));
  const word = at.kind === 'scalar' ? own(schema.valueReplacedBy ?? {}, String(at.value)) : undefined;
  return {
    ...{ kind: 'type' as const, at, expected, schema, ...(since && { since }) },
    ...objectFor(at, word, schema),
    ...(word !== undefined && { word }),
  };
}

/** What is known of the object that belongs in the place of another value: its keys, and which of them takes the value. */
function objectFor(
  at: Node,
  word: string | undefined,
  { alternatives }: Shape,
): { inside?: string; keys?: readonly string[] } {
  const [of, other] = alternatives;
  if (of?.type !== 'object' || other || of.names().length === 0) return {};
  const names = of.names();
  const value = word ?? scalarOf(at);
  const takes = (name: string) => typeof value === 'string' && of.key(name)?.enum?.includes(value) === true;
  const inside = takes('mode') ? ['mode'] : names.filter(takes);
  if (inside.length === 1) return { inside: inside[0]! };
  if (typeof value === 'boolean' && names.includes('enabled')) return { inside: 'enabled' };
  return names.length <= MOST ? { keys: names } : {};
}

export function typeOf(node: Node): Type | undefined {
  if (node.kind !== 'scalar') return node.kind === 'missing' ? undefined : node.kind;
  const { value } = node;
  if (value === null) return 'null';
  if (typeof value !== 'number') return typeof value as 'string' | 'boolean';
  // JSON5's Infinity and NaN, which OpenClaw does not accept as numbers (facts 1.2)
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) ? 'integer' : 'number';
}
