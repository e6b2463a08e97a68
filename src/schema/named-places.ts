import { digest } from '../text/digest.ts';
import { isFields } from '../text/record.ts';
import { isKnownPattern } from './config.ts';
import { Packed, type PackedAlternative, type PackedChild } from './packed.ts';
import type { Words } from './schema.ts';

/**
 * The schema of one release as it stands in a file that people compare: name of a place → its alternatives, each place
 * after those inside it, the whole config last. A name is made from what it stands for, so that a change shows in the
 * places around it and nowhere else; a place of one type, about which nothing else is said, has that type as its name.
 * An alternative is what PackedAlternative is, with keywords in place and names in place of numbers; `!` follows the name
 * of what may not be left out.
 */
export type NamedPlaces = Readonly<Record<string, readonly NamedAlternative[]>>;
type NamedAlternative = readonly [
  sign: string,
  words: Words | Common | 0,
  keys?: Readonly<Record<string, string>>,
  rest?: string | 0,
  items?: string | 0,
];
type Common = 'closed';

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'null', 'any']);
const SIGN = /^(?:string|number|integer|boolean|null|any|array|object)(?: [^\n]+)?$/;
const SHORTEST = 3;
const CLOSED = '{"closed":true}';

/** @param text the schema of one release, as schema/pack.ts writes it */
export function named(text: string): NamedPlaces {
  const packed = new Packed(text);
  const names: string[] = ['']; // 0 is no place
  const found = new Map<string, readonly NamedAlternative[]>();
  for (let at = 1; at <= packed.root; at++) {
    const place = packed.place(at).map(alternative);
    const [[sign = '', words] = []] = place;
    if (place.length === 1 && TYPES.has(sign) && words === 0) names.push(sign);
    else {
      const name = nameOf(JSON.stringify(place));
      names.push(name);
      found.set(name, place);
    }
  }
  return Object.fromEntries(found);

  function alternative([sign, words, keys, rest, items]: PackedAlternative): NamedAlternative {
    const said = packed.words(typeof words === 'number' ? words : words[0]![0]);
    const text = JSON.stringify(said);
    const inside = [
      ...(keys ? [Object.fromEntries(Object.entries(keys).map(([key, each]) => [key, child(each)]))] : []),
      ...(rest === undefined ? [] : [rest && child(rest)]),
      ...(items === undefined ? [] : [items && child(items)]),
    ];
    return [sign, text === '{}' ? 0 : text === CLOSED ? 'closed' : said, ...inside] as unknown as NamedAlternative;
  }

  function child(each: PackedChild): string {
    return typeof each === 'number' ? names[each]! : `${names[each[0]]}!`;
  }

  function nameOf(content: string): string {
    const whole = digest(content);
    for (let length = SHORTEST; ; length++) {
      const name = `_${whole.slice(-length)}`;
      if (!found.has(name)) return name;
    }
  }
}

/** What `named` wrote; undefined where it is something else. */
export function packedFrom(places: unknown, release: string): Packed | undefined {
  if (!isFields(places)) return undefined;
  const words = new Map<string, number>();
  const numbers = new Map<string, number>();
  const lines: string[] = ['[]'];
  try {
    for (const [name, alternatives] of Object.entries(places)) define(name, list(alternatives).map(alternative));
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
  if (lines.length === 1) return undefined;
  const head = JSON.stringify({ releases: [release], sets: [], words: words.size });
  return new Packed(`${[head, ...words.keys(), ...lines].join('\n')}\n`);

  function define(name: string, alternatives: readonly unknown[]): void {
    numbers.set(name, lines.length);
    lines.push(JSON.stringify(alternatives));
  }

  function alternative(each: unknown): unknown[] {
    const [sign, said, keys, rest, items] = list(each);
    if (typeof sign !== 'string' || !SIGN.test(sign)) throw new Unreadable();
    const text =
      said === 0 ? '{}' : said === 'closed' ? CLOSED : isFields(said) ? JSON.stringify(said, harmless) : fail();
    const at = words.get(text) ?? words.size;
    words.set(text, at);
    const inside = [keys === undefined ? {} : mapped(keys), rest ? child(rest) : 0, items ? child(items) : 0];
    return [sign, at, ...inside];
  }

  function mapped(keys: unknown): Record<string, unknown> {
    if (!isFields(keys)) throw new Unreadable();
    return Object.fromEntries(Object.entries(keys).map(([key, each]) => [key, child(each)]));
  }

  /** A place that was defined before: so no place is inside itself. */
  function child(each: unknown): PackedChild {
    if (typeof each !== 'string') throw new Unreadable();
    const isRequired = each.endsWith('!');
    const name = isRequired ? each.slice(0, -1) : each;
    if (TYPES.has(name) && !numbers.has(name)) define(name, [alternative([name, 0])]);
    const at = numbers.get(name) ?? fail();
    return isRequired ? [at, -1, -1] : at;
  }
}

/** A pattern that no known release has may be made to run forever; without it its place takes any text. */
const harmless = (key: string, value: unknown): unknown =>
  key === 'pattern' && typeof value === 'string' && !isKnownPattern(value) ? undefined : value;

class Unreadable extends Error {}

function fail(): never {
  throw new Unreadable();
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : fail());
