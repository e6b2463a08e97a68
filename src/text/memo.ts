/** Computes a value on first use, so that a run that does not need a table does not build it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Memoizes a pure function of a string (up to 1,000 entries). */
export function memoize<T>(make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>();
  return (word) => {
    if (made.size >= 1000 && !made.has(word)) made.clear();
    return lookUp(made, word, make);
  };
}

/**
 * Memoizes a pure function of an object for the object's lifetime. The result is kept on the object itself: WeakMap
 * entries survive minor garbage collections, and keep whole homes alive at every keystroke.
 */
export function perObject<O extends object, T>(make: (of: O) => T): (of: O) => T {
  const made = Symbol();
  return (of: O & { [made]?: { readonly value: T } }) => {
    if (!of[made]) Object.defineProperty(of, made, { value: { value: make(of) } });
    return of[made]!.value;
  };
}

/** Memoizes a pure function of an object and a key, for as long as the object lives. */
export function perKey<O extends object, K, T>(make: (of: O, key: K) => T): (of: O, key: K) => T {
  const made = perObject((_: O) => new Map<K, T>());
  return (of, key) => lookUp(made(of), key, () => make(of, key));
}

function lookUp<K, T>(made: Map<K, T>, key: K, make: (key: K) => T): T {
  let value = made.get(key);
  if (value === undefined && !made.has(key)) made.set(key, (value = make(key)));
  return value as T;
}

/** Words of one text with white space between them; `name=value` gives a name a value, else it is its own. */
export const wordMap = (...texts: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    texts
      .flatMap((text) => text.trim().split(/\s+/))
      .map((word) => {
        const at = word.indexOf('=');
        return at < 0 ? ([word, word] as const) : ([word.slice(0, at), word.slice(at + 1)] as const);
      }),
  );
