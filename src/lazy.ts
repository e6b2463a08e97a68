/** A value that is made when it is first asked for: a run that needs no table should not pay for building it. */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A set of words, given in one text. */
export interface Words {
  has(word: string): boolean;
}

/** @param text words with white space between them */
export function words(text: string): Words {
  const set = lazy(() => new Set(text.trim().split(/\s+/)));
  return { has: (word) => set().has(word) };
}
