/** Makes a value when it is first asked for, and keeps it: a run that needs no table does not build it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Memoizes a pure function of a string (1,000 entries). */
export function memoize<T>(make: (word: string) => T): (word: string) => T {
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

/**
 * A set of words, given in one text with white space between them. It is searched as it is: building sets costs a start
 * more.
 */
export interface Words {
  has(word: string): boolean;
}

export const words = (text: string): Words => ({ has: (word) => lookUp(text, word) !== undefined });

/**
 * Of words of the form `name` or `name=value`: the value of a name, the name itself where it has none, undefined
 * without it.
 */
export function lookUp(text: string, name: string): string | undefined {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (at > 0 && text.charCodeAt(at - 1) > 32) continue;
    if (name === '' || /[\s=]/.test(name)) return undefined;
    const end = at + name.length;
    const next = text.charCodeAt(end);
    if (!(next > 32)) return name;
    if (next === 61) return /^\S*/.exec(text.slice(end + 1))![0];
  }
  return undefined;
}
