import type { Place } from '../text/file.ts';
import { suggest } from '../text/nearest.ts';
import { type Edit, rewrite } from './edit.ts';

/** A change that may be what was meant: offered to whoever sees the finding, made by nobody unasked. */
export interface Suggestion {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A change that certainly keeps what the user meant; unless it is marked as unsafe. */
export interface Fix extends Suggestion {
  /** it takes away what somebody may want to keep, or changes who pays: made only when asked for by name */
  readonly unsafe?: true;
}

/** What to do about a mistake, in words and as changes. Both are made here, so that they cannot differ. */
export interface Advice {
  readonly help: string;
  readonly suggestions?: readonly Suggestion[];
}

export const code = (text: string): string => `\`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\``;

/** To have another text stand somewhere. */
export const writing = (text: string, ...edits: readonly Edit[]): Suggestion => ({
  title: `write ${code(text)}`,
  edits,
});

/** The same where all of what stands there is replaced. */
export const writingAt = (at: Place, text: string): Suggestion => writing(text, rewrite(at, text));

/** Help, and those of the changes it speaks of that can be made. */
export function advice(help: string, ...all: readonly Suggestion[]): Advice {
  const suggestions = all.filter(({ edits }) => edits.length > 0);
  return suggestions.length > 0 ? { help, suggestions } : { help };
}

/** `did you mean …?`, and the edits that answer yes. */
export const meant = (near: string, edits: readonly Edit[], more = ''): Advice =>
  advice(`did you mean ${code(near)}?${more}`, writing(near, ...edits));

/** The same where a candidate is near. */
export function didYouMean(
  word: string,
  candidates: ReadonlySet<string> | readonly string[],
  edit: (near: string) => Edit,
): Advice | undefined {
  const near = suggest(word, candidates);
  return near === undefined ? undefined : meant(near, [edit(near)]);
}
