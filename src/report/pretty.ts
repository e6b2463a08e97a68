import type { Result } from '../check.ts';
import type { Target } from '../release/releases.ts';
import { refusals } from '../rules/refusals.ts';
import type { Diagnostic, Severity } from '../rules/rule.ts';
import type { Place } from '../text/file.ts';
import { FirstThing, type PrettyFinding } from './first-thing.ts';
import { Mask } from './mask.ts';
import { printable } from './printable.ts';

export interface PrettyOptions {
  /** called only if there is something to colour */
  readonly color?: () => boolean;
  /** how to display a path, such as relative to the current folder */
  readonly display?: (path: string) => string;
}

/** The most that is shown of a line; longer ones are cut to the part around the finding. */
const WIDTH = 100;
const PAINT = { error: '31', warning: '33', info: '36', dim: '2', bold: '1' };

/** What is said of one home, as data that can be handed from process to process. */
export interface PrettyPart {
  readonly path: string;
  readonly target: Target;
  /** one for each finding, in the same order */
  readonly blocks: readonly string[];
  readonly findings: readonly PrettyFinding[];
}

/** Output for people: each finding with its source line, then a summary line. Contains no secrets. */
export function toPretty(results: Iterable<Result>, options: PrettyOptions = {}): string {
  const summary = new Summary();
  const blocks: string[] = [];
  for (const result of results) {
    const part = prettyPart(result, options);
    for (const block of part.blocks) blocks.push(block);
    summary.add(part);
  }
  return `${[...blocks, ''].join('\n\n')}${summary.text(options)}`;
}

/** The sums of many homes. */
export class Summary {
  readonly #count = { error: 0, warning: 0, info: 0 };
  readonly #fixes = { safe: 0, unsafe: 0 };
  readonly #homes: { count: number; first: string } = { count: 0, first: '' };
  readonly #targets = new Map<string | undefined, Target>();
  readonly #first = new FirstThing();

  add({ path, target, findings }: Omit<PrettyPart, 'blocks'>): void {
    if (this.#homes.count++ === 0) this.#homes.first = path;
    this.#first.add(findings);
    if (!this.#targets.get(target.release)?.newerThanModelled) this.#targets.set(target.release, target);
    for (const { severity, fix } of findings) {
      this.#count[severity]++;
      if (fix) this.#fixes[fix]++;
    }
  }

  /** The last lines of a report. */
  text({ color = () => false, display = (path) => path }: PrettyOptions): string {
    const paint = painter(color);
    const found = (Object.keys(this.#count) as Severity[])
      .filter((severity) => this.#count[severity])
      .map((severity) => paint(severity, plural(this.#count[severity], severity)));
    const note = `(${answeredFor([...this.#targets.values()])})`;
    const { count, first } = this.#homes;
    const which = count === 1 ? printable(display(first)) : plural(count, 'home');
    const said = `${which}: ${found.join(', ') || 'no problems'} ${found.length > 0 ? paint('dim', note) : note}`;
    return `${said}\n${waysOut(this.#fixes)}${this.#first.text()}`;
  }
}

type Paint = (style: keyof typeof PAINT, text: string) => string;

const painter =
  (color: () => boolean): Paint =>
  (style, text) =>
    text && color() ? `\u001b[${PAINT[style]}m${text}\u001b[0m` : text;

export function prettyPart(
  result: Result,
  { color = () => false, display = (path) => path }: PrettyOptions = {},
): PrettyPart {
  const paint = painter(color);
  const { home, target } = result.routing;
  const { diagnostics } = result;
  const mask = diagnostics.length > 0 ? new Mask(result) : undefined;
  const stopping = new Set(refusals(diagnostics, home));
  return {
    path: home.config?.file.shownPath ?? home.path,
    target,
    blocks: diagnostics.map((each) => block(each, mask!)),
    findings: diagnostics.map((each) => ({
      rule: each.rule,
      severity: each.severity,
      where: where(each.at),
      ...(stopping.has(each) && { stops: true }),
      ...(each.fix && { fix: each.fix.unsafe ? ('unsafe' as const) : ('safe' as const) }),
    })),
  };

  function block(diagnostic: Diagnostic, mask: Mask): string {
    const { at, rule, severity, message, help, fix, related = [] } = diagnostic;
    const safe = (text: string) => printable(mask.text(text));
    const lines = [
      `${paint('bold', where(at))} ${paint(severity, severity)} ${rule}${fix ? ` ${paint('dim', fix.unsafe ? '[unsafe fix]' : '[fix]')}` : ''}`,
      `  ${safe(message)}`,
      ...frame(at, mask, severity),
    ];
    for (const each of related) lines.push(`  ${paint('dim', `${where(each.at)}:`)} ${safe(each.message)}`);
    if (help) lines.push(`  help: ${safe(help)}`);
    return lines.join('\n');
  }

  function where({ file, offset }: Place): string {
    const { line, column } = file.shownPosition(offset);
    return `${printable(display(file.shownPath))}:${line}:${column}`;
  }

  function frame(at: Place, mask: Mask, severity: Severity): string[] {
    const { line, column } = at.file.position(at.offset);
    const { text, offset } = at.file.line(line);
    const number = at.file.shownPosition(at.offset).line;
    if (text.trim() === '') return [];
    const start = text.length <= WIDTH || column < WIDTH * 0.7 ? 0 : column - 1 - WIDTH / 2;
    const end = Math.min(text.length, start + WIDTH);
    const stop = Math.min(at.offset + at.length, offset + end);
    const shown = mask.excerpt(at.file, offset + start, offset + end, [at.offset, stop]);
    const [from = 0, to = 0] = shown.marks;
    const before = start > 0 ? '…' : '';
    const clean = printable(shown.text);
    const gutter = ' '.repeat(String(number).length);
    const indent = printable(shown.text.slice(0, from)).replace(/[^\t]/gu, (char) => ' '.repeat(wide(char) ? 2 : 1));
    const marked = [...printable(shown.text.slice(from, to))].reduce((sum, char) => sum + (wide(char) ? 2 : 1), 0);
    return [
      `  ${paint('dim', `${number} |`)} ${before}${clean}${end < text.length ? '…' : ''}`,
      `  ${paint('dim', `${gutter} |`)} ${before && ' '}${indent}${paint(severity, '^'.repeat(Math.max(1, marked)))}`,
    ];
  }
}

/** How many findings can be mended, and with which options. */
function waysOut({ safe, unsafe }: { safe: number; unsafe: number }): string {
  const can = (count: number) => `${count} can be mended`;
  if (safe === 0) return unsafe === 0 ? '' : `${can(unsafe)} with --fix --unsafe\n`;
  return `${can(safe)} with --fix${unsafe === 0 ? '' : `, ${unsafe} more with --fix --unsafe`}\n`;
}

/** Which release was checked for, and who named it. */
function answeredFor(targets: readonly Target[]): string {
  const releases = [...new Set(targets.map((target) => target.release))];
  if (releases.length > 1) return `OpenClaw ${releases.map((release) => release ?? 'any release').join(', ')}`;
  const target = targets[0];
  if (!target?.release) return 'any known release of OpenClaw; --release names yours';
  if (targets.every((each) => each.isInstalled)) return `OpenClaw ${target.release}, as in the snapshot`;
  const newer = targets.find((each) => each.newerThanModelled && !each.isInstalled);
  return newer
    ? `OpenClaw ${target.release}, the newest known here; yours is ${newer.asked}`
    : `OpenClaw ${target.release}`;
}

const plural = (count: number, word: string): string =>
  word === 'info' ? `${count} info` : `${count} ${word}${count === 1 ? '' : 's'}`;

const wide = (char: string): boolean =>
  char >= '\u1100' &&
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    char,
  );
