import { readName } from './escape.ts';
import { readForeign, readScalar } from './scalar.ts';

/** What differs between JSON and JSON5 after tokenizing. */
export interface Dialect {
  readonly language: string;
  readonly trailingComma: boolean;
  /** an unquoted key's text, or undefined if it needs quotes */
  name(raw: string): string | undefined;
  /** a number or literal, or undefined */
  scalar(raw: string): number | boolean | null | undefined;
  /** the meaning of another language's literal, or undefined */
  foreign(raw: string): number | boolean | null | undefined;
}

export const json5: Dialect = {
  language: 'JSON5',
  trailingComma: true,
  name: readName,
  scalar: readScalar,
  foreign: readForeign,
};
