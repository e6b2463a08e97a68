import type { Result } from '../check.ts';
import { refusals } from '../rules/refusals.ts';
import type { Diagnostic } from '../rules/rule.ts';

/** Of fewer findings everybody sees where to begin. */
const MANY = 5;
/** From here on nobody mends all of it at once. */
const TOO_MANY = 25;

/** What a person does first where much is wrong: which finding, why, and with which command. */
export class FirstThing {
  #findings = 0;
  #homes = 0;
  #stopped = 0;
  #mendable = 0;
  readonly #refusals = { count: 0, mendable: 0, first: undefined as string | undefined };
  readonly #errors = { count: 0, first: undefined as string | undefined };
  #exposed: string | undefined;
  readonly #rules = new Map<string, number>();

  /** @param where how a place is shown */
  constructor(private readonly where: (at: Diagnostic['at']) => string) {}

  /** Notes a home; it keeps nothing of it but numbers and two places. */
  add({ diagnostics, routing: { home } }: Result): void {
    this.#homes++;
    const refused = refusals(diagnostics, home);
    if (refused.length > 0) this.#stopped++;
    this.#refusals.count += refused.length;
    const byHand = refused.filter((each) => !isMendable(each));
    this.#refusals.mendable += refused.length - byHand.length;
    // of a text that cannot be read, little else is certain
    this.#refusals.first ??= this.#named(byHand.find(({ rule }) => rule === 'json5-syntax') ?? byHand[0]);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    this.#errors.count += errors.length;
    this.#errors.first ??= this.#named(errors[0]);
    this.#exposed ??= this.#named(diagnostics.find(({ rule }) => rule === 'secret-file-exposed'));
    for (const each of diagnostics) {
      this.#findings++;
      if (isMendable(each)) this.#mendable++;
      this.#rules.set(each.rule, (this.#rules.get(each.rule) ?? 0) + 1);
    }
  }

  /** A line, or nothing. */
  text(): string {
    if (this.#findings < MANY) return '';
    const first = this.#first();
    return first === undefined ? '' : `start with ${first}\n`;
  }

  #first(): string | undefined {
    const { count, mendable, first } = this.#refusals;
    if (count > 0) {
      const homes = this.#homes > 1 ? `; ${this.#stopped} of ${this.#homes} homes do not start` : '';
      const all = count === 1 ? 'the error that keeps' : `the ${count} errors that keep`;
      if (mendable === count) return `--fix: it mends ${all} OpenClaw from starting${homes}`;
      if (mendable > 0) return `--fix: it mends ${mendable} of ${all} OpenClaw from starting; then ${first}${homes}`;
      return `${first}: ${count === 1 ? 'it keeps' : `the first of ${count} errors that keep`} OpenClaw from starting${homes}`;
    }
    const { count: errors, first: error } = this.#errors;
    if (errors > 0) return `${error}: ${errors === 1 ? 'the only error' : `the first of ${errors} errors`}`;
    if (this.#exposed !== undefined) return `${this.#exposed}: others may read these keys`;
    const later =
      this.#findings < TOO_MANY
        ? ''
        : '; `clawlint baseline` permits what is left, so that only what is new is reported';
    if (this.#mendable > 0) return `--fix: it mends ${this.#mendable} of ${this.#findings}${later}`;
    const [[rule, often] = ['', 0]] = [...this.#rules].sort(([, a], [, b]) => b - a);
    return often * 2 >= this.#findings
      ? `${rule}, ${often} of ${this.#findings}: \`clawlint explain ${rule}\`${later}`
      : undefined;
  }

  #named(finding: Diagnostic | undefined): string | undefined {
    return finding && `${this.where(finding.at)} ${finding.rule}`;
  }
}

const isMendable = ({ fix }: Diagnostic): boolean => fix !== undefined && !fix.unsafe;
