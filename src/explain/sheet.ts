import { printable } from '../report/printable.ts';
import type { Billing } from '../routing/credentials/billing.ts';
import type { Place } from '../text/file.ts';

/** A line of a file, as shown and as opened. */
export interface Reference {
  readonly text: string;
  readonly at: Place;
}

/** How the mark before a row looks: by what is paid, or that it fails. */
export type Mark = Billing | 'bad';

/** One row of a card: a credential that is tried. */
export interface Row {
  /** its number */
  readonly n?: number;
  readonly mark: Mark;
  readonly name: string;
  readonly text: string;
  readonly outcome?: string;
  readonly reference?: Reference;
}

/** One model, or one sender. */
export interface Card {
  readonly heading: string;
  readonly text: string;
  readonly reference?: Reference;
  /** why nothing is tried */
  readonly trouble?: string;
  readonly rows: readonly Row[];
  /** what else there is to say */
  readonly more: readonly string[];
}

/** What a picture or page shows, in order. All texts are safe to show. */
export interface Sheet {
  readonly title: string;
  readonly text: string;
  /** one card is tried after the other */
  readonly chained: boolean;
  readonly cards: readonly Card[];
  readonly notes: readonly string[];
}

/** Addresses of references: a path as it is shown, and the line. */
export const hrefsBy =
  (display: (path: string) => string) =>
  ({ at }: Reference): string =>
    `${encodeURI(printable(display(at.file.path)))}#L${at.file.position(at.offset).line}`;
