import type { File } from '../text/file.ts';
import type { Edit } from './edit.ts';
import type { Fix } from './suggestion.ts';

/**
 * The texts after some fixes, by file. A fix is taken whole or not at all: one that touches a stretch that an earlier
 * fix has changed is left for the next round. Every byte outside the edits stays as it is.
 */
export function applyFixes(fixes: readonly Fix[]): Map<File, string> {
  const taken = new Map<File, Edit[]>();
  for (const { edits } of fixes) {
    if (edits.some((edit) => taken.get(edit.at.file)?.some((other) => overlap(edit, other)))) continue;
    for (const edit of edits) taken.set(edit.at.file, [...(taken.get(edit.at.file) ?? []), edit]);
  }
  return new Map([...taken].map(([file, edits]) => [file, applyEdits(file.text, edits)]));
}

/** A text with all edits made; they must not overlap. */
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
