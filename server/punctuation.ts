import type { Parsed } from '../src/parse/parsed.ts';
import type { Place } from '../src/place.ts';
import type { ArrayNode, ObjectNode } from '../src/tree.ts';
import { hasTrailingCommas } from './habits.ts';

/** The commas that a new entry needs: behind it, and where one is missing before it. */
export interface Commas {
  readonly after: '' | ',';
  /** offset at which one is to be put in */
  readonly before: number | undefined;
}

/** @param place where the entry is put, or what it replaces */
export function between(owner: ObjectNode | ArrayNode, place: Place): Commas {
  const { file: { text }, offset, length } = place;
  const ends = owner.kind === 'object' ? owner.entries.map(({ key, value }) => ({ start: key.offset, end: value.kind === 'missing' ? undefined : value.offset + value.length })) : owner.items.map((item) => ({ start: item.offset, end: item.kind === 'missing' ? undefined : item.offset + item.length }));
  const previous = ends.findLast(({ start }) => start < offset)?.end;
  const next = uncommented(text.slice(offset + length, offset + length + 2000)).trimStart()[0];
  const closes = next === undefined || next === '}' || next === ']';
  return {
    after: next === ',' || (closes && !hasTrailingCommas(place)) ? '' : ',',
    before: previous === undefined || previous > offset || uncommented(text.slice(previous, offset)).includes(',') ? undefined : previous,
  };
}

/**
 * What somebody has typed of a word. All of it, unless its closing quote is missing and it has run into what follows:
 * then what stands before the cursor.
 */
export function typedOf(word: Place, offset: number, { errors }: Parsed): Place {
  const behind = word.file.text.slice(offset, word.offset + word.length);
  return errors.length > 0 && offset > word.offset && /[\s,\]}]/.test(behind) ? { ...word, length: offset - word.offset } : word;
}

/** A stretch without its comments. */
export const uncommented = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
