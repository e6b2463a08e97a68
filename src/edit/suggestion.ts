import type { Place } from '../text/file.ts';
import { suggest } from '../text/nearest.ts';
import { type Edit, rewrite } from './edit.ts';

/** A change that may be what was meant: offered to the user, never applied unasked. */
export interface Suggestion {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A change that certainly preserves what the user meant, unless it is marked unsafe. */
export interface Fix extends Suggestion {
  /** it removes something the user may want, or changes who pays: applied only on explicit request */
  readonly unsafe?: true;
}

/** What to do about a mistake, in words and as edits. Both are built together, so that they cannot disagree. */
export interface Advice {
  readonly help: string;
  readonly suggestions?: readonly Suggestion[];
}

export const code = (text: string): string => `\`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\``;

/** Advice to replace a text. */
export const writing = (text: string, ...edits: readonly Edit[]): Suggestion => ({
  title: `write ${code(text)}`,
  edits,
});

/** As `writing`, replacing the whole value at a place. */
export const writingAt = (at: Place, text: string): Suggestion => writing(text, rewrite(at, text));

/** Help text, plus those of its changes that can be made automatically. */
export function advice(help: string, ...all: readonly Suggestion[]): Advice {
  const suggestions = all.filter(({ edits }) => edits.length > 0);
  return suggestions.length > 0 ? { help, suggestions } : { help };
}

/** `did you mean …?`, and the edits that accept it. */
export const meant = (near: string, edits: readonly Edit[], more = ''): Advice =>
  advice(`did you mean ${code(near)}?${more}`, writing(near, ...edits));

/** As `meant`, for the nearest candidate if one is near enough. */
export function didYouMean(
  word: string,
  candidates: ReadonlySet<string> | readonly string[],
  edit: (near: string) => Edit,
  without?: ReadonlySet<string>,
): Advice | undefined {
  const near = suggest(word, candidates, without);
  return near === undefined ? undefined : meant(near, [edit(near)]);
}

/** The same as a fix, where the word stands for nothing as it is. */
export function misspelt(
  word: string,
  candidates: ReadonlySet<string> | readonly string[],
  edit: (near: string) => Edit,
): { readonly help: string; readonly fix: Fix } | undefined {
  const near = suggest(word, candidates);
  return near === undefined ? undefined : { help: `did you mean ${code(near)}?`, fix: writing(near, edit(near)) };
}
