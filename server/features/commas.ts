import type { Parsed } from '../../src/parse/parsed.ts';
import type { ArrayNode, ObjectNode } from '../../src/parse/tree.ts';
import type { Place } from '../../src/text/file.ts';
import { touches } from '../protocol/positions.ts';
import { hasTrailingCommas } from './style.ts';

/** The commas that a new entry needs: behind it, and where one is missing before it. */
export interface Commas {
  readonly after: '' | ',';
  /** offset at which one is to be put in */
  readonly before: number | undefined;
}

/** @param place where the entry is put, or what it replaces */
export function between(owner: ObjectNode | ArrayNode, place: Place): Commas {
  const {
    file: { text },
    offset,
    length,
  } = place;
  const ends =
    owner.kind === 'object'
      ? owner.entries.map(({ key, value }) => ({
          start: key.offset,
          end: value.kind === 'missing' ? undefined : value.offset + value.length,
        }))
      : owner.items.map((item) => ({
          start: item.offset,
          end: item.kind === 'missing' ? undefined : item.offset + item.length,
        }));
  const previous = ends.findLast(({ start }) => start < offset)?.end;
  const next = uncommented(text.slice(offset + length, offset + length + 2000)).trimStart()[0];
  const closes = next === undefined || next === '}' || next === ']';
  return {
    after: next === ',' || (closes && !hasTrailingCommas(place)) ? '' : ',',
    before:
      previous === undefined || previous > offset || uncommented(text.slice(previous, offset)).includes(',')
        ? undefined
        : previous,
  };
}

/**
 * What somebody has typed of a word: all of it, unless it has run into what follows; then what stands before the
 * cursor.
 */
export const typedOf = (word: Place, offset: number, parsed: Parsed): Place =>
  runsOn(word, offset, parsed) ? { ...word, length: offset - word.offset } : word;

/** Whether a string in which somebody types still lacks its closing quote. */
export function isUnclosed(string: Place, offset: number, parsed: Parsed): boolean {
  const {
    file: { text },
    offset: start,
    length,
  } = string;
  return (
    runsOn(string, offset, parsed) ||
    (isBroken(string, parsed) && (length < 2 || text[start] !== text[start + length - 1]))
  );
}

/** What ought to be one word holds what only stands between words, since a quote is missing. */
const runsOn = (word: Place, offset: number, parsed: Parsed): boolean =>
  offset > word.offset &&
  isBroken(word, parsed) &&
  /[\s,\]}]/.test(word.file.text.slice(offset, word.offset + word.length));

const isBroken = (word: Place, { errors }: Parsed): boolean => errors.some(({ at }) => touches(word, at.offset));

/** A stretch without its comments. */
export const uncommented = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
