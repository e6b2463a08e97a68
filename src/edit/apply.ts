import { partitionPoint } from '../text/binary-search.ts';
import type { File } from '../text/file.ts';
import type { Edit } from './edit.ts';
import { closingEmptied } from './emptied.ts';
import type { Fix } from './suggestion.ts';

/**
 * Applies fixes and returns the new texts by file. Each fix is all or nothing: if it overlaps an earlier one it waits
 * for the next round. Bytes outside the edits never change.
 */
export function applyFixes(fixes: readonly Fix[]): Map<File, string> {
  const taken = new Map<File, Edit[]>();
  for (const { edits } of fixes) {
    if (edits.some((edit) => meetsOne(edit, taken.get(edit.at.file) ?? []))) continue;
    for (const edit of edits) {
      let list = taken.get(edit.at.file);
      if (!list) taken.set(edit.at.file, (list = []));
      list.splice(placeIn(list, edit), 0, edit);
    }
  }
  return new Map([...taken].map(([file, edits]) => [file, applyEdits(file.text, closingEmptied(edits))]));
}

/** Applies edits to a text; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let kept = 0;
  for (const { at, text: put } of [...edits].sort(inOrder)) {
    parts.push(text.slice(kept, at.offset), put);
    kept = at.offset + at.length;
  }
  return parts.join('') + text.slice(kept);
}

const inOrder = ({ at: a }: Edit, { at: b }: Edit): number => a.offset - b.offset || a.length - b.length;

const placeIn = (sorted: readonly Edit[], edit: Edit): number =>
  partitionPoint(sorted.length, (i) => inOrder(sorted[i]!, edit) < 0);

/** Whether an edit touches one of those that do not touch one another: only its neighbours can. */
function meetsOne(edit: Edit, sorted: readonly Edit[]): boolean {
  const place = placeIn(sorted, edit);
  return (
    sorted.slice(Math.max(0, place - 2), place + 2).some((other) => overlap(edit, other)) ||
    reaches(edit, sorted, place)
  );
}

/** Whether an edit reaches over the beginning of a later one. */
const reaches = ({ at }: Edit, sorted: readonly Edit[], place: number): boolean =>
  sorted[place] !== undefined && sorted[place].at.offset < at.offset + at.length;

function overlap({ at: a }: Edit, { at: b }: Edit): boolean {
  if (a.length === 0 && b.length === 0) return a.offset === b.offset;
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
