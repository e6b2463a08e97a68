import type { Location, Position, Range } from 'vscode-languageserver-types';
import type { File, Place } from '../../src/text/file.ts';
import { basename } from '../../src/text/path.ts';

/** The URI under which the client knows a path. */
export type UriOf = (path: string) => string;

/** LSP counts lines and columns from 0. */
export function positionAt(file: File, offset: number): Position {
  const { line, column } = file.position(offset);
  return { line: line - 1, character: column - 1 };
}

export const rangeOf = ({ file, offset, length }: Place): Range => ({
  start: positionAt(file, offset),
  end: positionAt(file, offset + length),
});

export const wholeOf = (file: File): Range => ({
  start: { line: 0, character: 0 },
  end: positionAt(file, file.text.length),
});

export const locationOf = (place: Place, uri: UriOf): Location => ({
  uri: uri(place.file.path),
  range: rangeOf(place),
});

export const offsetAt = (file: File, { line, character }: Position): number =>
  file.offset({ line: line + 1, column: character + 1 });

/** A place in a sentence: `openclaw.json:12`. */
export const where = ({ file, offset }: Place): string => `${basename(file.path)}:${file.position(offset).line}`;

/** Whether an offset lies in a place, including its end: a cursor just after a word counts as on it. */
export const touches = ({ offset, length }: Place, at: number): boolean => offset <= at && at <= offset + length;
