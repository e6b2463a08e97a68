/**
 * C1, the controls of the direction of writing, the separators of lines and paragraphs. JSON lets them stand as they
 * are.
 */
export const OTHER = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
/** The same and all C0 but the tab. */
const CONTROL = new RegExp(`[\\u0000-\\u0008\\u000a-\\u001f]|${OTHER.source}`, 'g');

const escaped = (char: string): string =>
  char === '\n' ? '\\n' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text as it may stand in a line: no character that a terminal obeys, or that begins a line, reaches it. */
export const printable = (text: string): string => text.replace(CONTROL, escaped);

/** JSON that may be shown on a terminal; it says the same. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(OTHER, escaped);

/**
 * Output in which no line is a command to a CI runner: GitHub takes one that begins with `::`, and `##[` anywhere,
 * Azure `##vso[`. Inside JSON this is an escape like any other. Source: actions/runner, ActionCommand.
 */
export const inert = (output: string): string =>
  output.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a').replace(/##(?=(?:vso)?\[)/g, '#\\u0023');
