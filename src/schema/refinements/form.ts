import { entriesOf, type Scalar } from '../../parse/tree.ts';
import { type Refinement, saidIn } from './refinement.ts';
import { FIRST } from './together.ts';

/** One place whose value has to be of a form. @param takes completes `… takes` */
export const form = (
  at: string,
  takes: string,
  fits: (value: Scalar) => boolean,
  since = FIRST,
  until?: string,
): Refinement => ({
  at,
  since,
  ...(until && { until }),
  *finds({ node }) {
    if (node.kind === 'scalar' && (typeof node.value !== 'string' || saidIn(node) !== undefined) && !fits(node.value))
      yield { kind: 'form', at: node, takes };
  },
});

/** Of other types the schema speaks. */
export const text =
  (fits: (text: string) => boolean) =>
  (value: Scalar): boolean =>
    typeof value !== 'string' || fits(value);

/** Map whose keys have to be of a form. */
export const keys = (at: string, takes: string, fits: (name: string) => boolean, since = FIRST): Refinement => ({
  at,
  since,
  *finds({ node, path }) {
    for (const { key } of entriesOf(node))
      if (!fits(key.value)) yield { kind: 'form', at: key, takes, path: [...path, key.value] };
  },
});
