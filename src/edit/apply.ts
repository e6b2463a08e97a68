import type { File } from '../text/file.ts';
import type { Edit } from './edit.ts';
import type { Fix } from './suggestion.ts';

/**
 * Applies fixes and returns the new texts by file. Each fix is all or nothing: if it overlaps an earlier one it waits
 * for the next round. Bytes outside the edits never change.
 */
export function applyFixes(fixes: readonly Fix[]): Map<File, string> {
  const taken = new Map<File, Edit[]>();
  for (const { edits } of fixes) {
    if (edits.some((edit) => taken.get(edit.at.file)?.some((other) => overlap(edit, other)))) continue;
    for (const edit of edits) taken.set(edit.at.file, [...(taken.get(edit.at.file) ?? []), edit]);
  }
  return new Map([...taken].map(([file, edits]) => [file, applyEdits(file.text, edits)]));
}

/** Applies edits to a text; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let changed = text;
  for (const { at, text: put } of [...edits].sort((a, b) => b.at.offset - a.at.offset || b.at.length - a.at.length))
    changed = changed.slice(0, at.offset) + put + changed.slice(at.offset + at.length);
  return changed;
}

function overlap({ at: a }: Edit, { at: b }: Edit): boolean {
  if (a.length === 0 && b.length === 0) return a.offset === b.offset;
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
