import type { Key, Path, ScalarNode } from '../../parse/tree.ts';
import type { Complaint } from './refinement.ts';

/** A name that nothing carries. */
export const unknown = (
  at: ScalarNode | Key,
  path: Path,
  what: (Complaint & { kind: 'unknown-name' })['what'],
  known: readonly string[],
): Complaint => ({ kind: 'unknown-name', at, path, what, known });
