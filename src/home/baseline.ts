import { removal } from '../edit/removal.ts';
import type { Advice } from '../edit/suggestion.ts';
import { parseJson5 } from '../parse/json5.ts';
import type { Parsed } from '../parse/parsed.ts';
import { type Entry, type Node, type ObjectNode, scalarOf } from '../parse/tree.ts';
import type { File, Place } from '../text/file.ts';

export const BASELINE_FILE = 'clawlint.baseline.json';

/** How many findings of a rule in a file were there when the baseline was written. */
export interface Permitted {
  /** relative to the folder of the config */
  readonly file: string;
  readonly rule: string;
  readonly count: number;
  readonly entry: Entry;
  readonly owner: ObjectNode;
}

/** What was wrong when somebody began to use clawlint: `{ "findings": { "openclaw.json": { "RULE": 2 } } }`. */
export interface Baseline {
  readonly file: File;
  readonly parsed: Parsed;
  readonly permitted: readonly Permitted[];
  readonly problems: readonly (Partial<Advice> & { readonly at: Place; readonly message: string })[];
}

/** Never throws: what it cannot understand permits nothing, and is reported in `problems`. */
export function readBaseline(file: File): Baseline {
  const parsed = parseJson5(file);
  const problems: Baseline['problems'][number][] = parsed.errors
    .slice(0, 1)
    .map(({ at, message, help }) => ({ at, message, ...(help !== undefined && { help }) }));
  const findings = entriesIn(parsed.root, 'the file').find(({ key }) => key.value === 'findings')?.value;
  const permitted = entriesIn(findings, '`findings`').flatMap(({ key, value }) =>
    entriesIn(value, 'each file').flatMap((entry): Permitted[] => {
      const count = scalarOf(entry.value);
      if (typeof count === 'number' && Number.isInteger(count) && count > 0)
        return [{ file: key.value, rule: entry.key.value, count, entry, owner: value as ObjectNode }];
      problems.push({
        at: entry.value,
        message: 'a baseline counts findings, and this is no whole number above 0; it permits nothing',
        help: 'write how many there are',
      });
      return [];
    }),
  );
  return { file, parsed, permitted, problems };

  function entriesIn(node: Node | undefined, what: string): readonly Entry[] {
    if (node?.kind === 'object') return node.effective();
    if (node && node.kind !== 'missing')
      problems.push({ at: node, message: `in a baseline ${what} takes an object; this permits nothing`, help: SHAPE });
    return [];
  }
}

const SHAPE = 'write it with `clawlint baseline`: `{ "findings": { "openclaw.json": { "RULE": 2 } } }`';

/** The text of a baseline for findings counted by file and rule, both in order. */
export function writeBaseline(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const findings = Object.fromEntries(sorted(counts).map(([file, rules]) => [file, Object.fromEntries(sorted(rules))]));
  return `${JSON.stringify({ findings }, null, 2)}\n`;
}

/** Edits that make an entry permit this many. */
export const permitting = ({ entry, owner }: Permitted, count: number) =>
  count === 0 ? removal(owner, entry) : [{ at: entry.value, text: String(count) }];
