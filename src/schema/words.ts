import type { Scalar, Words } from './schema.ts';

/** What keywords ask for that a value is not. */
export type Complaint =
  | { kind: 'enum'; allowed: readonly Scalar[] }
  | { kind: 'range'; limit: string }
  | { kind: 'pattern'; pattern: string };

/** What is wrong with a value by one set of keywords; undefined where nothing is. */
export function complaint(value: Scalar, words: Words): Complaint | undefined {
  if (words.also?.includes(value)) return undefined;
  if (words.anyOf) {
    const all = words.anyOf.map((each) => complaint(value, each));
    return all.every(Boolean) ? all[0] : undefined;
  }
  if (words.enum && !words.enum.includes(value))
    return { kind: 'enum', allowed: [...words.enum, ...(words.also ?? [])] };
  if (typeof value === 'number') return ranged(numberLimit(value, words));
  if (typeof value !== 'string') return undefined;
  const limit = lengthLimit(value, words);
  if (limit) return ranged(limit);
  if (words.pattern !== undefined && !regExp(words.pattern).test(value))
    return { kind: 'pattern', pattern: words.pattern };
  if (words.format === 'uri' && !isUri(value)) return ranged('an address such as `https://example.com/`');
  if (words.not?.pattern !== undefined && regExp(words.not.pattern).test(value))
    return { kind: 'pattern', pattern: `not ${words.not.pattern}` };
  return undefined;
}

const ranged = (limit: string | undefined): Complaint | undefined =>
  limit === undefined ? undefined : { kind: 'range', limit };

export function numberLimit(value: number, words: Words): string | undefined {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = words;
  if (minimum !== undefined && value < minimum) return `at least ${minimum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `more than ${exclusiveMinimum}`;
  if (maximum !== undefined && value > maximum) return `at most ${maximum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `less than ${exclusiveMaximum}`;
  return undefined;
}

function lengthLimit(value: string, { minLength, maxLength }: Words): string | undefined {
  if (minLength !== undefined && value.length < minLength)
    return minLength === 1 ? 'a text that is not empty' : `at least ${minLength} characters`;
  return maxLength !== undefined && value.length > maxLength ? `at most ${maxLength} characters` : undefined;
}

export function sizeLimit(size: number, words: Words, of: 'items' | 'keys'): string | undefined {
  const least = of === 'items' ? words.minItems : words.minProperties;
  const most = of === 'items' ? words.maxItems : words.maxProperties;
  if (least !== undefined && size < least) return `at least ${least} ${least === 1 ? of.slice(0, -1) : of}`;
  return most !== undefined && size > most ? `at most ${most} ${most === 1 ? of.slice(0, -1) : of}` : undefined;
}

function isUri(value: string): boolean {
  try {
    return Boolean(new URL(value));
  } catch {
    return false;
  }
}

const patterns = new Map<string, RegExp>();
export function regExp(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = new RegExp(pattern, 'u')));
  return compiled;
}
