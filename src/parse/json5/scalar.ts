import { own } from '../../text/own.ts';

const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const NUMBER =
  /^([+-]?)(0[xX][0-9a-fA-F]+|(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|Infinity|NaN)$/;

/** A JSON5 number or literal as json5 2.2.3 reads it; undefined for other text. */
export function readScalar(text: string): number | boolean | null | undefined {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  if (PLAIN.test(text)) return Number(text);
  const match = NUMBER.exec(text);
  return match ? (match[1] === '-' ? -1 : 1) * Number(match[2]) : undefined;
}

const ELSEWHERE: Record<string, boolean | null> = {
  True: true,
  TRUE: true,
  False: false,
  FALSE: false,
  None: null,
  Null: null,
  NULL: null,
  nil: null,
  undefined: null,
};

/** The meaning of a Python, YAML or JavaScript literal, such as `True` → true; undefined for other text. */
export function readForeign(text: string): boolean | null | undefined {
  return own(ELSEWHERE, text);
}
