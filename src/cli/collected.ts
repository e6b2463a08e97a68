import type { JsonReport } from '../report/json.ts';
import { Summary } from '../report/pretty.ts';
import type { Severity } from '../rules/rule.ts';
import type { Arguments } from './arguments.ts';
import type { Part } from './jobs.ts';
import { colors, display, print, write } from './output.ts';
import { deliver, inFormat, isForCi, line, outputsOf } from './report.ts';
import { RANK } from './severity.ts';
import type { Asked } from './watch.ts';

/** The reports of many homes, put together from what is said of each: the same as of one process. */
export class Collected {
  readonly #outputs;
  readonly #summary = new Summary();
  readonly #blocks: string[] = [];
  readonly #lines: string[] = [];
  readonly #shown = empty();
  readonly #forCi = empty();
  readonly #said = new Set<string>();
  worst = -1;
  warnings = 0;

  /** @param looked what no report may be written over */
  constructor(
    private readonly options: Arguments,
    private readonly looked: Asked,
  ) {
    this.#outputs = outputsOf(options);
  }

  add({ pretty, shown, forCi, severities, shared }: Part): void {
    const isNew = severities.map((_, i) => shared[i] === undefined || !this.#said.has(shared[i]!));
    for (const key of shared) if (key !== undefined) this.#said.add(key);
    severities.forEach((severity, i) => {
      if (!isNew[i]) return;
      this.worst = Math.max(this.worst, RANK[severity]);
      if (severity === 'warning') this.warnings++;
    });
    const isKept = (i: number): boolean => isNew[i]! && (!this.options.quiet || severities[i] === 'error');
    if (pretty) {
      for (const block of pretty.blocks.filter((_, i) => isKept(i))) this.#show(block);
      this.#summary.add({ ...pretty, findings: pretty.findings.filter((_, i) => isKept(i)) });
    }
    if (shown) {
      const own = reduced(shown, isKept);
      join(this.#shown, own);
      for (const { format, file } of this.#outputs)
        if (format === 'ndjson') file === undefined ? write(line(own)) : this.#lines.push(line(own));
    }
    if (forCi) join(this.#forCi, reduced(forCi, isKept));
  }

  /** Writes what is to be written at the end. @throws UsageError */
  end(): void {
    for (const output of this.#outputs) {
      const { format, file } = output;
      if (format === 'pretty') {
        const color = () => file === undefined && colors(this.options.color);
        deliver(`${this.#blocks.join('')}${this.#summary.text({ color, display })}`, output, this.looked);
      } else if (format === 'ndjson') {
        if (file !== undefined) deliver(this.#lines.join(''), output, this.looked);
      } else deliver(inFormat(isForCi(format) ? this.#forCi : this.#shown, format), output, this.looked);
    }
  }

  /** What is printed is printed at once, so that memory stays flat. */
  #show(block: string): void {
    const isFile = this.#outputs.some(({ format, file }) => format === 'pretty' && file !== undefined);
    if (isFile) this.#blocks.push(`${block}\n\n`);
    else print(`${block}\n\n`);
  }
}

const empty = (): JsonReport => ({ version: 1, findings: [], homes: [], summary: { error: 0, warning: 0, info: 0 } });

function reduced({ findings, homes }: JsonReport, isKept: (i: number) => boolean): JsonReport {
  const kept = findings.filter((_, i) => isKept(i));
  const count = (severity: Severity) => kept.filter((each) => each.severity === severity).length;
  const summary = { error: count('error'), warning: count('warning'), info: count('info') };
  return { version: 1, findings: kept, homes, summary };
}

function join(all: JsonReport, { findings, homes, summary }: JsonReport): void {
  for (const each of findings) all.findings.push(each);
  all.homes.push(...homes);
  for (const severity of ['error', 'warning', 'info'] as const) all.summary[severity] += summary[severity];
}

/** The exit code, after what the number of warnings says. */
export function verdict(worst: number, warnings: number, { maxWarnings, failOn }: Arguments): 0 | 1 {
  if (warnings > maxWarnings)
    print(`clawlint: ${warnings} warning${warnings === 1 ? '' : 's'}; --max-warnings permits ${maxWarnings}\n`, 2);
  return worst >= RANK[failOn] || warnings > maxWarnings ? 1 : 0;
}
