const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const NUMBER =
  /^([+-]?)(0[xX][0-9a-fA-F]+|(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|Infinity|NaN)$/;

/** A number or literal of JSON5 as json5 2.2.3 reads it; undefined for other text. */
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

/** What a literal of Python, YAML or JavaScript means, or undefined: `True` → true. */
export function readForeign(text: string): boolean | null | undefined {
  return Object.hasOwn(ELSEWHERE, text) ? ELSEWHERE[text] : undefined;
}
