import type { Node } from '../parse/tree.ts';
import type { Shape } from './schema.ts';

/** Keys of an object that are told one by one. */
const MOST = 12;

/** What is known of the object that belongs in the place of another value: its keys, and which of them takes the value. */
export function objectFor(at: Node, { alternatives }: Shape): { inside?: string; keys?: readonly string[] } {
  const [of, other] = alternatives;
  if (of?.type !== 'object' || other || of.names().length === 0) return {};
  const names = of.names();
  const value = at.kind === 'scalar' ? at.value : undefined;
  const takes = (name: string) => typeof value === 'string' && of.key(name)?.enum?.includes(value) === true;
  const inside = takes('mode') ? ['mode'] : names.filter(takes);
  if (inside.length === 1) return { inside: inside[0]! };
  if (typeof value === 'boolean' && names.includes('enabled')) return { inside: 'enabled' };
  return names.length <= MOST ? { keys: names } : {};
}
