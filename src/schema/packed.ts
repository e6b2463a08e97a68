import { compare, NEWEST } from '../release/releases.ts';
import type { Words } from './schema.ts';

/** A place as packed: its alternatives. */
export type PackedPlace = readonly PackedAlternative[];
export type PackedAlternative = readonly [
  sign: string,
  /** which keywords, and where they are not always the same, in which releases */
  words: number | readonly (readonly [words: number, set: number])[],
  keys?: Readonly<Record<string, PackedChild>>,
  rest?: PackedChild | 0,
  items?: PackedChild | 0,
];
/**
 * A place by its number, or by how far before it stands (below 0); the set of releases that have it, or ALWAYS; the set
 * of those that ask for it.
 */
export type PackedChild = number | readonly [place: number, set: number, required?: number];

/** A place by its number, or where no other names it, as it is. */
type Inside = number | PackedPlace;

/** In all releases of what is around it. */
export const ALWAYS = -1;

/**
 * The schema of every release, packed by schema/pack.ts. Nothing is read but what somebody asks for: a config has some
 * hundred places, the schema thousands.
 */
export class Packed {
  readonly releases: readonly string[];
  readonly root: number;
  readonly #lines: readonly string[];
  readonly #names: readonly string[];
  readonly #quote: string;
  readonly #sets: readonly string[];
  readonly #words: number;
  /** the number that was given last */
  #last: number;
  readonly #places: (PackedPlace | undefined)[] = [];
  readonly #keywords: (Words | undefined)[] = [];
  readonly #ranges: ((readonly [number, number])[] | undefined)[] = [];

  /**
   * @param quote what stands for `"`, which would be escaped in a text of JSON
   * @param names of keys, where their places leave them out: a line a place, as schema/pack.ts sets them apart
   */
  constructor(text: string, quote = '"', names = '') {
    this.#lines = text.split('\n');
    this.#names = names.split('\n');
    this.#quote = quote;
    const head = this.#read(0) as { releases: string[]; sets: string[]; words: number };
    this.releases = head.releases;
    this.#sets = head.sets;
    this.#words = head.words;
    this.root = this.#lines.length - 3 - head.words;
    this.#last = this.root;
  }

  #read(line: number): unknown {
    return JSON.parse(this.#lines[line]!.replaceAll(this.#quote, '"'));
  }

  /** The JSON of a place with the names of its keys. */
  #written(at: number): string {
    const line = this.#lines[1 + this.#words + at]!.replaceAll(this.#quote, '"');
    const names = this.#names[at]?.split(' ');
    if (!names?.[0]) return line;
    const [first = '', ...others] = line.split(':');
    return others.reduce((text, each, i) => `${text}"${names[i]}":${each}`, first);
  }

  place(at: number): PackedPlace {
    return (this.#places[at] ??= this.#numbered(JSON.parse(this.#written(at)) as PackedPlace, at));
  }

  /** With the numbers of its places, those that stand in it among them: they are numbered after all lines. */
  #numbered(place: PackedPlace, line: number): PackedPlace {
    const number = (child: Inside): Inside => {
      if (typeof child === 'number') return child < 0 ? line + child : child;
      const at = ++this.#last;
      this.#places[at] = this.#numbered(child, line);
      return at;
    };
    return place.map((each) => withPlaces(each, number));
  }

  /** Every key of any place in any release, as JSON without its quotes. */
  keys(): ReadonlySet<string> {
    const places = this.#lines.slice(1 + this.#words, -1);
    return new Set(places.flatMap((_, at) => this.#written(at).match(/(?<=")(?:[^"\\]|\\.)+(?=":)/g) ?? []));
  }

  /** Every set of keywords. */
  *keywords(): Iterable<Words> {
    for (let at = 0; at < this.#words; at++) yield this.words(at);
  }

  words(at: number): Words {
    return (this.#keywords[at] ??= this.#read(1 + at) as Words);
  }

  /** Runs of releases, as numbers in the list of all: first and last. */
  ranges(set: number): readonly (readonly [number, number])[] {
    return (this.#ranges[set] ??= this.#sets[set]!.split(',').map((run) => {
      const [from = '', to = from] = run.split('-');
      return [Number(from), Number(to)] as const;
    }));
  }

  has(set: number, release: number | undefined): boolean {
    return (
      set === ALWAYS || release === undefined || this.ranges(set).some(([from, to]) => from <= release && release <= to)
    );
  }

  /** The number of the newest release that is not newer. */
  numberOf(release: string): number {
    if (release === NEWEST) return this.releases.length - 1;
    let at = this.releases.length - 1;
    while (at > 0 && compare(this.releases[at]!, release) > 0) at--;
    return at;
  }
}

/** When something was there that the release does not have, or of which the newest no longer knows; came it twice, the last time. */
export function datesOf(
  source: Packed,
  set: number,
  release: number | undefined,
): { since?: string; until?: string } | undefined {
  const runs = source.ranges(set);
  if (release === undefined) {
    const last = runs.at(-1)![1];
    return last < source.releases.length - 1 ? { until: source.releases[last]! } : undefined;
  }
  if (source.has(set, release)) return undefined;
  const before = runs.filter(([, to]) => to < release).at(-1);
  return before ? { until: source.releases[before[1]]! } : { since: source.releases[runs.at(-1)![0]]! };
}

/** An alternative with other numbers for the places inside it. */
export function withPlaces(
  [sign, words, keys, rest, items]: PackedAlternative,
  number: (place: Inside) => Inside,
): PackedAlternative {
  const child = (of: PackedChild | PackedPlace): PackedChild =>
    (isInside(of) ? number(of) : [number(of[0]), ...of.slice(1)]) as PackedChild;
  const inside = keys && Object.fromEntries(Object.entries(keys).map(([name, of]) => [name, child(of)]));
  const all = [sign, words, inside, rest && child(rest), items && child(items)] as const;
  return all.slice(0, Math.max(2, 1 + all.findLastIndex(Boolean))) as unknown as PackedAlternative;
}

const isInside = (of: PackedChild | PackedPlace): of is Inside =>
  typeof of === 'number' || typeof (of[0] as PackedAlternative)[0] === 'string';
