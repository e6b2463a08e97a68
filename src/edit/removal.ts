import type { ArrayNode, Entry, Node, ObjectNode } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';
import { perObject } from '../text/memo.ts';
import type { Edit } from './edit.ts';
import { closingEmptied } from './emptied.ts';
import { blanksBefore, commaAfter, ownLine } from './gaps.ts';

/** What stands between two commas. */
interface Part {
  readonly start: number;
  readonly end: number;
}

const partOf = perObject(({ key, value }: Entry): Part => ({ start: key.offset, end: value.offset + value.length }));
const partsOf = perObject(({ entries }: ObjectNode) => entries.map(partOf));
const itemPart = perObject(({ offset, length }: Node): Part => ({ start: offset, end: offset + length }));
const itemsOf = perObject(({ items }: ArrayNode) => items.map(itemPart));
const placesOf = perObject((parts: readonly Part[]) => new Map(parts.map((part, i) => [part, i])));

/**
 * Removes entries from an object with their commas, and with their lines if nothing else is on them. Comments stay.
 * @param gone in the order in which they stand
 */
export const removal = (owner: ObjectNode, ...gone: readonly Entry[]): Edit[] =>
  without(owner, partsOf(owner), gone.map(partOf));

/** The same for items of a list. */
export const removalOfItems = (owner: ArrayNode, ...gone: readonly Node[]): Edit[] =>
  without(owner, itemsOf(owner), gone.map(itemPart));

function without(owner: ObjectNode | ArrayNode, parts: readonly Part[], gone: readonly Part[]): Edit[] {
  const { file, offset, length } = owner;
  const from = owner.open ? {} : { from: owner };
  const { text } = file;
  const places = placesOf(parts);
  const limit = offset + length;
  // of those removed, the ones after which nothing stays
  let run = gone.length;
  while (run > 0 && places.get(gone[run - 1]!) === parts.length - 1 - (gone.length - run)) run--;
  const last = gone.at(-1)!;
  const needsNone = run === gone.length || commaAfter(text, last.end, limit) !== undefined;
  const before = parts[(places.get(gone[run] ?? last) ?? 0) - 1];
  const stray = needsNone || !before ? undefined : commaAfter(text, before.end, gone[run]!.start);
  const edits: Edit[] = stray === undefined ? [] : [{ at: { file, offset: stray, length: 1 }, text: '', ...from }];
  gone.forEach(({ start, end }, i) => {
    const comma = commaAfter(text, end, limit);
    if (comma !== undefined && text.slice(end, comma).trim() !== '') {
      // a comment stands between the two
      const blanks = /^[ \t]*/.exec(text.slice(end))![0].length;
      edits.push({ at: { file, offset: start, length: end + blanks - start }, text: '', ...from });
      edits.push({ at: { file, offset: comma, length: 1 }, text: '', ...from });
      return;
    }
    const ends = { before: i === run ? stray : undefined, after: stray === undefined || i < gone.length - 1 };
    edits.push({
      at: { file, ...stretch(text, start, comma === undefined ? end : comma + 1, ends) },
      text: '',
      ...from,
    });
  });
  return gone.length === parts.length ? closingEmptied(edits) : edits;
}

/**
 * The range to delete: the whole line if it would become blank, otherwise including the blanks on one side.
 * @param before the comma that goes too; @param after whether the blanks behind it do
 */
function stretch(
  text: string,
  start: number,
  end: number,
  { before, after }: { before: number | undefined; after: boolean },
): { offset: number; length: number } {
  const head = ownLine(text, start);
  const [tail = ''] = /^[ \t]*(?:\r?\n)?/.exec(text.slice(end)) ?? [];
  if (head !== undefined && tail.endsWith('\n')) {
    const line = start - head.length;
    return { offset: line, length: end + tail.length + blankLineAfter(text, line, end + tail.length) - line };
  }
  const offset = before === undefined ? start : blanksBefore(text, start, before + 1);
  return { offset, length: end + (after && !tail.endsWith('\n') ? tail.length : 0) - offset };
}

/** The length of the blank line behind lines that go, if one before them stays: two in a row stood for nothing. */
function blankLineAfter(text: string, start: number, end: number): number {
  const isBetween = /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, start - 200), start));
  return isBetween ? (/^[ \t]*\r?\n/.exec(text.slice(end, end + 200))?.[0].length ?? 0) : 0;
}

/** A place, or its whole line if nothing else is on it, or with the blanks before it if it ends its line. */
export function wholeLine({ file, offset, length }: Place): Place {
  const isLast = /^[ \t]*(?:\r?\n|$)/.test(file.text.slice(offset + length));
  return { file, ...stretch(file.text, offset, offset + length, { before: isLast ? -1 : undefined, after: true }) };
}
