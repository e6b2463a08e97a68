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
  /** if this finding is more or less certain than its rule */
  readonly severity?: Severity;
  /** a release newer than any known may have what is missing here: said only for releases that are known */
  readonly perhapsNewer?: boolean;
  /** if this differs from its rule */
  readonly refusesStart?: boolean;
  /** a warning, because something outside of the files decides whether OpenClaw refuses to start for it */
  readonly mayRefuseStart?: true;
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
  /** entries of docs/facts.md that it rests on; empty only for a rule about clawlint itself */
  readonly facts: readonly string[];
  /** also runs if the config's brackets do not match, so that little of it is certain */
  readonly onBrokenSyntax?: boolean;
  /** its errors prevent OpenClaw from starting */
  readonly refusesStart?: boolean;
  /** the gateway may convert what it reports before it reads the config (facts 8.6) */
  readonly convertedOnStart?: boolean;
  /**
   * a release newer than any known may accept what it reports: for such a release its errors are warnings; `schema`: a
   * snapshot of the release would tell
   */
  readonly doubtfulIfNewer?: boolean | 'schema';
  /** `upgrade` applies its fixes even if OpenClaw would start, because the newer layout no longer has what they move */
  readonly movesOnUpgrade?: boolean;
  /**
   * how editors render its findings: faded because they have no effect, or struck through because OpenClaw dropped them
   */
  readonly tag?: 'unnecessary' | 'deprecated';
  /** @internal */
  check(routing: Routing): Iterable<Finding>;
}

/** The URL of a rule's page, with its examples. */
export const pageOf = (rule: string): string => `https://github.com/clawlint/clawlint/tree/main/fixtures/${rule}`;
