import { releases } from '../src/release/releases.ts';
import { type PackedPlace, withPlaces } from '../src/schema/packed.ts';
import { type Child, inOf, type Place } from './places.ts';
import { stretches } from './text.ts';

/**
 * All releases as one text that is read a line at a time: src/schema/packed.ts. First a line of JSON with the sets of
 * releases and how many sets of keywords there are; then the keywords; then the places, each after those that are inside
 * it, the whole config last. What is said twice is written once.
 * @param names of the releases that the bits stand for
 */
export function pack(root: Place, all: bigint, names = releases()): string {
  const masks = new Map<bigint, number>();
  const words = new Map<string, number>();
  const places = new Map([['[]', 0]]); // 0 is no place
  const index = <K>(of: Map<K, number>, key: K): number => {
    let at = of.get(key);
    if (at === undefined) of.set(key, (at = of.size));
    return at;
  };
  const known = new WeakMap<Place, Map<bigint, number>>();
  placed(root, all);
  const sets = [...masks.keys()].map((mask) =>
    stretches(mask)
      .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
      .join(),
  );
  const head = JSON.stringify({ releases: names, sets, words: words.size });
  return `${[head, ...words.keys(), ...[...places.keys()].map(counted)].join('\n')}\n`;

  function placed(place: Place, own: bigint): number {
    const before = known.get(place)?.get(own);
    if (before !== undefined) return before;
    const alternatives = [...place.alternatives].map(([sign, alternative]) => {
      const { words: of, keys, items, rest } = alternative;
      const mask = inOf(alternative);
      const said =
        of.size === 1 && mask === own
          ? index(words, [...of.keys()][0]!)
          : [...of].map(([text, when]) => [index(words, text), index(masks, when)]);
      const children = Object.fromEntries([...keys].map(([name, child]) => [name, childOf(child, mask)]));
      const parts = [sign, said, children, rest ? childOf(rest, mask) : 0, items ? childOf(items, mask) : 0];
      while (parts.length > 2 && (parts.at(-1) === 0 || JSON.stringify(parts.at(-1)) === '{}')) parts.pop();
      return parts;
    });
    const at = index(places, JSON.stringify(alternatives));
    if (!known.has(place)) known.set(place, new Map());
    known.get(place)!.set(own, at);
    return at;
  }

  function childOf({ place, in: own, required }: Child, around: bigint): unknown {
    const at = placed(place, own);
    const there = own === around ? -1 : index(masks, own);
    if (required === 0n) return there === -1 ? at : [at, there];
    return [at, there, required === own ? -1 : index(masks, required)];
  }
}

/**
 * What `pack` writes, as it is kept in one file: a place that only one other names stands in it instead of a number, the
 * names of keys apart from their places, a line a place, and `\`` for `"`. Each of the two texts is packed better by itself.
 */
export function apart(text: string): { text: string; names: string } {
  const lines = text.trimEnd().split('\n');
  const first = 1 + (JSON.parse(lines[0]!) as { words: number }).words;
  const places = inside(lines.slice(first)).map((line) => {
    const names = line.match(/(?<=")[^" \\]+(?=":)/g) ?? [];
    const left = line.replaceAll(/"[^" \\]+":/g, ':');
    if (left.split(':').length !== names.length + 1) throw new Error(`not to be taken apart: ${line}`);
    return { left, names: names.join(' ') };
  });
  return {
    text: `${[...lines.slice(0, first), ...places.map(({ left }) => left)].join('\n')}\n`.replaceAll('"', '`'),
    names: places.map(({ names }) => names).join('\n'),
  };
}

/** A longer place keeps a line of its own, which is read only if it is asked for. */
const SHORT = 120;

/** Lines of places, of which those that only one other names stand inside that one. */
function inside(lines: readonly string[]): string[] {
  const places = lines.map((line, at) =>
    numbered(JSON.parse(line) as PackedPlace, (place) => (place < 0 ? at + place : place)),
  );
  const uses = new Map<number, number>();
  for (const place of places)
    numbered(place, (at) => {
      uses.set(at, (uses.get(at) ?? 0) + 1);
      return at;
    });
  const kept = places.flatMap((_, at) => (at > 0 && uses.get(at) === 1 && lines[at]!.length <= SHORT ? [] : [at]));
  const lineOf = new Map(kept.map((at, line) => [at, line]));
  return kept.map((at, line) => JSON.stringify(written(at, line)));

  function written(at: number, line: number): PackedPlace {
    return numbered(places[at]!, (place) => {
      const own = lineOf.get(place);
      return own === undefined ? written(place, line) : own > 0 && line - own <= NEAR ? own - line : own;
    });
  }
}

const numbered = (place: PackedPlace, number: (place: number) => number | PackedPlace): PackedPlace =>
  place.map((each) => withPlaces(each, (at) => (typeof at === 'number' ? number(at) : at)));

/** So near, a place is counted back from the line that names it: alike lines are packed better. */
const NEAR = 6;

function counted(line: string, at: number): string {
  const number = (place: number) => (place > 0 && at - place <= NEAR ? place - at : place);
  return JSON.stringify(numbered(JSON.parse(line) as PackedPlace, number));
}
