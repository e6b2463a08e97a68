/** Makes a value when it is first asked for, and keeps it: a run that needs no table does not build it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Of a pure function of an object and a key: the same, with what it made kept for as long as the object lives. */
export function perKey<O extends object, K, T>(make: (of: O, key: K) => T): (of: O, key: K) => T {
  const made = new WeakMap<O, Map<K, T>>();
  return (of, key) => {
    let values = made.get(of);
    if (!values) made.set(of, (values = new Map()));
    let value = values.get(key);
    if (value === undefined && !values.has(key)) values.set(key, (value = make(of, key)));
    return value as T;
  };
}

/** Of a pure function of a word: the same, asked once for each word; a thousand answers are kept. */
export function remembered<T>(make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>();
  return (word) => {
    let value = made.get(word);
    if (value === undefined && !made.has(word)) {
      if (made.size >= 1000) made.clear();
      made.set(word, (value = make(word)));
    }
    return value as T;
  };
}

/** Words of one text with white space between them; `name=value` gives a name a value, else it is its own. */
export const wordMap = (...texts: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    texts
      .flatMap((text) => text.trim().split(/\s+/))
      .map((word) => {
        const [name = '', value = name] = word.split('=');
        return [name, value] as const;
      }),
  );
