/** `a.{b,c}.d` → `a.b.d`, `a.c.d`. Braces do not nest. */
export function alternatives(pattern: string): readonly string[] {
  const [, head, list, rest] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  return list === undefined ? [pattern] : list.split(',').flatMap((each) => alternatives(`${head}${each}${rest}`));
}
