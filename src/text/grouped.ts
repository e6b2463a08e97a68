/** Adds to the list under a key. */
export function put<K, T>(into: Map<K, T[]>, key: K, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

/** What belongs together, in the order in which it came. */
export function grouped<T, K>(all: Iterable<T>, by: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) put(groups, by(each), each);
  return groups;
}
