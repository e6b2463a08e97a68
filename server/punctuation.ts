import type { Place } from '../src/place.ts';
import type { ArrayNode, ObjectNode } from '../src/tree.ts';
import type { Habits } from './habits.ts';

/** The commas that a new entry needs: behind it, and where one is missing before it. */
export interface Commas {
  readonly after: '' | ',';
  /** offset at which one is to be put in */
  readonly before: number | undefined;
}

/** @param place where the entry is put, or what it replaces */
export function between(owner: ObjectNode | ArrayNode, { file: { text }, offset, length }: Place, { trailingComma }: Habits): Commas {
  const ends = owner.kind === 'object' ? owner.entries.map(({ key, value }) => ({ start: key.offset, end: value.kind === 'missing' ? undefined : value.offset + value.length })) : owner.items.map((item) => ({ start: item.offset, end: item.kind === 'missing' ? undefined : item.offset + item.length }));
  const previous = ends.findLast(({ start }) => start < offset)?.end;
  const next = plain(text.slice(offset + length, offset + length + 2000)).trimStart()[0];
  const closes = next === undefined || next === '}' || next === ']';
  return {
    after: next === ',' || (closes && !trailingComma) ? '' : ',',
    before: previous === undefined || previous > offset || plain(text.slice(previous, offset)).includes(',') ? undefined : previous,
  };
}

/** A stretch without its comments. */
const plain = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
