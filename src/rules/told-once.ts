import type { Finding, Suggestion } from './rule.ts';

/** What would be said of several places in the same words is one finding at the first, which mends them all. */
export function toldOnce(findings: Iterable<Finding>): Finding[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const { message, help, severity, fix } = finding;
    const key = JSON.stringify([message, help, severity, fix !== undefined]);
    const same = groups.get(key);
    if (same) same.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(([first, ...others]) => {
    if (others.length === 0) return first;
    const { fix, suggestions } = first;
    const everywhere = <S extends Suggestion>(suggestion: S): S[] => {
      const all = [first, ...others].map((each) =>
        (each.fix ? [each.fix] : (each.suggestions ?? [])).find(({ title }) => title === suggestion.title),
      );
      const edits = all.flatMap((each) => each?.edits ?? []);
      return all.every((each) => each) ? [{ ...suggestion, edits }] : [];
    };
    return {
      ...first,
      related: [...(first.related ?? []), ...others.map(({ at }) => ({ at, message: 'used here as well' }))],
      ...(fix && { fix: everywhere(fix)[0]! }),
      ...(suggestions && { suggestions: suggestions.flatMap(everywhere) }),
    };
  });
}
