import type { Severity } from '../rules/rule.ts';

/** What the last lines of a report know of a finding. */
export interface PrettyFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** its place as it is shown */
  readonly where: string;
  /** OpenClaw does not start with it */
  readonly stops?: boolean;
  readonly fix?: 'safe' | 'unsafe';
}

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

  /** Notes the findings of a home; it keeps nothing of them but numbers and three places. */
  add(findings: readonly PrettyFinding[]): void {
    this.#homes++;
    const refused = findings.filter(({ stops }) => stops);
    if (refused.length > 0) this.#stopped++;
    this.#refusals.count += refused.length;
    const byHand = refused.filter(({ fix }) => fix !== 'safe');
    this.#refusals.mendable += refused.length - byHand.length;
    // of a text that cannot be read, little else is certain
    this.#refusals.first ??= named(byHand.find(({ rule }) => rule === 'json5-syntax') ?? byHand[0]);
    const errors = findings.filter(({ severity }) => severity === 'error');
    this.#errors.count += errors.length;
    this.#errors.first ??= named(errors[0]);
    this.#exposed ??= named(findings.find(({ rule }) => rule === 'secret-file-exposed'));
    for (const { rule, fix } of findings) {
      this.#findings++;
      if (fix === 'safe') this.#mendable++;
      this.#rules.set(rule, (this.#rules.get(rule) ?? 0) + 1);
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
}

const named = (finding: PrettyFinding | undefined): string | undefined => finding && `${finding.where} ${finding.rule}`;
