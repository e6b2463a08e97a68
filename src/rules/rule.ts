import type { Fix, Suggestion } from '../edit/suggestion.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';

export type { Edit } from '../edit/edit.ts';
export type { Fix, Suggestion } from '../edit/suggestion.ts';

export type Severity = 'error' | 'warning' | 'info';

export interface Related {
  readonly at: Place;
  readonly message: string;
}

/** One mistake: where, what is wrong, what to do. Data, never an exception. */
export interface Finding {
  readonly at: Place;
  readonly message: string;
  /** what to do, in the imperative */
  readonly help?: string;
  /** the other end, often in another file */
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  /** what the help says, as changes; never beside a fix */
  readonly suggestions?: readonly Suggestion[];
  /** where this one finding is surer or less sure than its rule */
  readonly severity?: Severity;
}

export interface Diagnostic extends Finding {
  readonly rule: string;
  readonly severity: Severity;
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** one sentence for tables, hovers, SARIF */
  readonly summary: string;
  /** what OpenClaw does about it at run time, and since when */
  readonly why: string;
  /** has something to say even when the brackets of the config do not match, so that little of it is certain */
  readonly onBrokenSyntax?: boolean;
  /** its errors keep OpenClaw from starting */
  readonly refusesStart?: boolean;
  /** `upgrade` makes its fixes though OpenClaw would start: what they move is gone from the newer layout */
  readonly movesOnUpgrade?: boolean;
  /** how editors draw what it finds: faded, since it counts for nothing, or struck through, since OpenClaw gave it up */
  readonly tag?: 'unnecessary' | 'deprecated';
  check(routing: Routing): Iterable<Finding>;
}

/** Where the page of a rule is, with its examples. */
export const pageOf = (rule: string): string => `https://github.com/clawlint/clawlint/tree/main/fixtures/${rule}`;
