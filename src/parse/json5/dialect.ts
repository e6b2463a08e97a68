import { readName } from './escape.ts';
import { readForeign, readScalar } from './scalar.ts';

/** Where JSON and JSON5 differ once the text is cut into tokens. */
export interface Dialect {
  readonly language: string;
  readonly trailingComma: boolean;
  /** an unquoted key's text, or undefined where it needs quotes */
  name(raw: string): string | undefined;
  /** a number or literal, or undefined */
  scalar(raw: string): number | boolean | null | undefined;
  /** what another language's literal means, or undefined */
  foreign(raw: string): number | boolean | null | undefined;
}

export const json5: Dialect = {
  language: 'JSON5',
  trailingComma: true,
  name: readName,
  scalar: readScalar,
  foreign: readForeign,
};
