import type { Result } from '../check.ts';
import { HIDDEN } from '../report/known-texts.ts';
import { Mask } from '../report/mask.ts';

/** Whole sections that a new text does not have: who writes a file anew forgets what he did not look for. */
export function sectionsLost(before: Result, after: Result): string[] {
  const [was, is] = [before, after].map(({ routing: { home } }) =>
    home.root?.kind === 'object' ? home.root : undefined,
  );
  const mask = new Mask(before);
  return (was?.effective() ?? [])
    .filter(({ key }) => !is?.entry(key.value))
    .map(({ key, value }) => (mask.key(key, value) ? key.value : HIDDEN));
}
