import type { File } from '../text/file.ts';
import { type Dialect, json5 } from './json5/dialect.ts';
import { notText } from './json5/garbage.ts';
import { Scan } from './json5/scan.ts';
import { Structure } from './json5/structure.ts';
import { inOrder, type Parsed } from './parsed.ts';
import { MissingNode } from './tree.ts';

/** As parseJson5, without the fast path for well-formed files. */
export function parseAnyJson5(file: File): Parsed {
  return result(file, new Scan(file), json5);
}

/** Picks the better of two readings, with its problems. */
export function result(
  file: File,
  scan: Pick<Scan, 'tokens' | 'problems' | 'comments' | 'cut'>,
  dialect: Dialect,
): Parsed {
  const plain = new Structure(scan.tokens, dialect, false, scan.cut);
  const blank = scan.tokens.count === 1 && scan.problems.count === 0;
  const broken = blank || scan.problems.count + plain.problems.count > 0;
  const odd = broken ? notText(file, blank, scan.comments.length > 0) : undefined;
  if (odd) return { root: undefined, errors: [odd], structureCertain: false, duplicates: [], comments: [] };
  let best = plain;
  if (!plain.matched) {
    const second = new Structure(scan.tokens, dialect, true, scan.cut);
    if (second.problems.count <= plain.problems.count) best = second;
  }
  const { root, duplicates, tooDeep } = best.nest;
  return {
    root: root ?? (scan.tokens.count > 1 ? new MissingNode(file, 0, file.text.length) : undefined),
    errors: inOrder(scan.problems.list, best.problems.list),
    structureCertain: scan.problems.structureCertain && best.problems.structureCertain,
    duplicates,
    comments: scan.comments,
    ...(tooDeep && { tooDeep }),
  };
}
