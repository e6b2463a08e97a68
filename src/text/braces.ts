/** `a.{b,c}.d` → `a.b.d`, `a.c.d`. Braces do not nest. */
export function alternatives(pattern: string): readonly string[] {
  const from = pattern.indexOf('{');
  const to = pattern.indexOf('}', from);
  if (from < 0 || to < 0) return [pattern];
  const [head, rest] = [pattern.slice(0, from), pattern.slice(to + 1)];
  return pattern
    .slice(from + 1, to)
    .split(',')
    .flatMap((each) => alternatives(`${head}${each}${rest}`));
}
