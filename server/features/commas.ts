import type { TextEdit } from 'vscode-languageserver-types';
import { hasTrailingCommas, uncommented } from '../../src/edit/style.ts';
import type { Parsed } from '../../src/parse/parsed.ts';
import type { ArrayNode, ObjectNode } from '../../src/parse/tree.ts';
import type { Place } from '../../src/text/file.ts';
import { rangeOf, touches } from '../protocol/positions.ts';

/** The commas a new entry needs: after it, and before it if one is missing. */
export interface Commas {
  readonly after: '' | ',';
  /** offset at which to insert one */
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

/** The edit that puts the comma before a new entry. */
export const commaBefore = (
  { before }: Pick<Commas, 'before'>,
  { file }: Place,
): { additionalTextEdits?: TextEdit[] } =>
  before === undefined
    ? {}
    : { additionalTextEdits: [{ range: rangeOf({ file, offset: before, length: 0 }), newText: ',' }] };

/** The range of the word being typed: all of it, or only the part before the cursor if it has run into what follows. */
export const typedOf = (word: Place, offset: number, parsed: Parsed): Place =>
  runsOn(word, offset, parsed) ? { ...word, length: offset - word.offset } : word;

/** Whether the string being typed still lacks its closing quote. */
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

/** A supposed word contains separators, because a quote is missing. */
const runsOn = (word: Place, offset: number, parsed: Parsed): boolean =>
  offset > word.offset &&
  isBroken(word, parsed) &&
  /[\s,\]}]/.test(word.file.text.slice(offset, word.offset + word.length));

const isBroken = (word: Place, { errors }: Parsed): boolean => errors.some(({ at }) => touches(word, at.offset));
