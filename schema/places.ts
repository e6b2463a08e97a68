/** Keywords that say something about a value itself, not about what is inside it. */
export type Words = Record<string, unknown>;

/** One place of the config over all releases: what may stand there, by the type of the value. */
export interface Place {
  /** `string`, `array`, `object`, `object source=env` … → what it then has to be */
  readonly alternatives: Map<string, Alternative>;
}

export interface Alternative {
  /** keywords as JSON → the releases that have just these, as bits */
  readonly words: Map<string, bigint>;
  readonly keys: Map<string, Child>;
  readonly items?: Child;
  /** keys that have no place of their own */
  readonly rest?: Child;
}

export interface Child {
  readonly place: Place;
  /** the releases in which the alternative around it has it, as bits */
  readonly in: bigint;
  /** those in which it may not be left out */
  readonly required: bigint;
}

/** Keywords of one release. */
export const once = (words: Words, at: bigint): Map<string, bigint> => new Map([[wordsText(words), at]]);

/** Releases may print the same keywords in another order: here the order is always the same. */
export const wordsText = (words: Words): string => JSON.stringify(words, (_, value) => sorted(value));

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Two sets of releases, of the same tree, as one. */
export function merged(a: Place, b: Place): Place {
  const alternatives = new Map(a.alternatives);
  for (const [sign, other] of b.alternatives) {
    const own = alternatives.get(sign);
    alternatives.set(sign, own ? both(own, other) : other);
  }
  return { alternatives };
}

function both(a: Alternative, b: Alternative): Alternative {
  const words = new Map(a.words);
  for (const [text, mask] of b.words) words.set(text, (words.get(text) ?? 0n) | mask);
  const keys = new Map(a.keys);
  for (const [name, child] of b.keys) keys.set(name, one(keys.get(name), child)!);
  const [items, rest] = [one(a.items, b.items), one(a.rest, b.rest)];
  return { words, keys, ...(items && { items }), ...(rest && { rest }) };
}

function one(a: Child | undefined, b: Child | undefined): Child | undefined {
  if (!a || !b) return a ?? b;
  return { place: merged(a.place, b.place), in: a.in | b.in, required: a.required | b.required };
}

/** What is left when one release is forgotten. */
export function without(place: Place, release: bigint): Place {
  const alternatives = new Map<string, Alternative>();
  for (const [sign, { words, keys, items, rest }] of place.alternatives) {
    const left = new Map([...words].map(([text, mask]) => [text, mask & ~release] as const).filter(([, mask]) => mask));
    if (left.size === 0) continue;
    const [item, other] = [items && less(items, release), rest && less(rest, release)];
    const kept = [...keys].flatMap(([name, child]) => {
      const each = less(child, release);
      return each ? [[name, each] as const] : [];
    });
    alternatives.set(sign, {
      words: left,
      keys: new Map(kept),
      ...(item && { items: item }),
      ...(other && { rest: other }),
    });
  }
  return { alternatives };
}

function less(child: Child, release: bigint): Child | undefined {
  const own = child.in & ~release;
  return own === 0n
    ? undefined
    : { place: without(child.place, release), in: own, required: child.required & ~release };
}

/** The releases in which an alternative is there. */
export const inOf = ({ words }: Alternative): bigint => [...words.values()].reduce((all, mask) => all | mask, 0n);
