import { NEWEST } from '../release/releases.ts';
import type { JsonStart } from '../report/json.ts';
import { Mask } from '../report/mask.ts';
import { printable } from '../report/printable.ts';
import type { Diagnostic } from '../rules/rule.ts';
import type { Plan } from './plan.ts';

/** The report for people. Contains no secrets. */
export function toUpgradeText(
  { before, after, breaks, doubts, warns, changes, unsafe, mended: { isCut }, left, leftUnsafe }: Plan,
  display: (path: string) => string = (path) => path,
): string {
  const mask = new Mask(after);
  const safe = (text: string) => printable(mask.text(text));
  const shown = (path: string) => printable(display(path));
  const { release, asked, newerThanModelled } = after.routing.target;
  const to = (newerThanModelled && asked) || release!;
  const from = before.routing.target.release;
  const parts = [
    `${shown(after.routing.home.path)}: ${from ? `from OpenClaw ${from}` : 'from a release it does not name'} to OpenClaw ${to}`,
  ];
  parts.push(
    breaks.length === 0
      ? newerThanModelled
        ? `nothing known forbids OpenClaw ${to} to start with it; ${NEWEST} is the newest release known here`
        : doubts.length === 0
          ? `OpenClaw ${to} starts with it`
          : `nothing in these files forbids OpenClaw ${to} to start with it`
      : `it will not work with OpenClaw ${to}: ${plural(breaks.length, 'error')}\n${breaks.map((each) => line(each)).join('\n')}`,
  );
  if (doubts.length > 0)
    parts.push(
      `what is outside of these files decides whether it starts\n${doubts.map((each) => line(each)).join('\n')}`,
    );
  if (changes.length > 0)
    parts.push(
      `will work otherwise than before\n${changes.map(({ at, message }) => row(at ? `${where(at)} ` : '', safe(message))).join('\n')}`,
    );
  if (warns.length > 0) parts.push(`new warnings\n${warns.map((each) => line(each)).join('\n')}`);
  if (breaks.length > 0) parts.push(advice());
  return `${parts.join('\n\n')}\n`;

  function line({ at, rule, message, help, fix }: Diagnostic): string {
    const mended =
      fix && !fix.unsafe
        ? `\n      can be mended: ${safe(fix.title)}`
        : help
          ? `\n      ${fix?.unsafe ? 'with --unsafe' : 'by hand'}: ${safe(help)}`
          : '';
    return `${row(`${where(at)} `, `${safe(message)} (${rule})`)}${mended}`;
  }

  function where({ file, offset }: Diagnostic['at']): string {
    const { line: number, column } = file.position(offset);
    return `${file.path === after.routing.home.path ? '' : `${shown(file.path)}:`}${number}:${column}`;
  }

  function advice(): string {
    const can = (count: number) => (count === breaks.length ? 'all of it' : `${count} of ${breaks.length}`);
    const mended = breaks.length - left;
    const more = left - leftUnsafe;
    const safe =
      mended <= 0
        ? 'nothing of it can be mended safely'
        : `${can(mended)} can be mended${unsafe ? '' : ' safely'}: --diff shows how, --write does it`;
    const again = isCut ? '; more than can be mended at once: run it again after --write' : '';
    return `${safe}${again}${!unsafe && more > 0 ? `; ${more} more with --unsafe, which takes away or moves what you may want to look at first` : ''}`;
  }
}

const row = (head: string, text: string): string => `  ${head}${text}`;
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

interface JsonUpgradeFinding extends JsonStart {
  rule: string;
  message: string;
  help?: string;
  /** how it can be mended, if it can */
  fix?: 'safe' | 'unsafe';
}

/** The output of `upgrade --format json`. `version` changes only if something is removed or changes its meaning. */
export interface JsonUpgrade {
  version: 1;
  config: string;
  /** null where the home does not say what it is written for */
  from: string | null;
  to: string;
  /** nothing in the files keeps the release to go to from starting with the home as it is; see `doubts` */
  starts: boolean;
  errors: JsonUpgradeFinding[];
  /** warnings: refused unless something outside of the files is there */
  doubts: JsonUpgradeFinding[];
  /** what keeps working, but differently */
  changes: (Partial<JsonStart> & { message: string })[];
  /** new ones */
  warnings: JsonUpgradeFinding[];
  /** how many errors remain after the safe fixes, and after the unsafe ones too */
  errorsLeft: number;
  errorsLeftUnsafe: number;
}

/** The report for programs. Contains no secrets. */
export function toUpgradeJson(
  { before, after, breaks, doubts, warns, changes, left, leftUnsafe }: Plan,
  display: (path: string) => string = (path) => path,
): JsonUpgrade {
  const mask = new Mask(after);
  const place = ({ file, offset }: Diagnostic['at']) => ({ file: display(file.path), ...file.position(offset) });
  const finding = ({ rule, at, message, help, fix }: Diagnostic): JsonUpgradeFinding => ({
    rule,
    ...place(at),
    message: mask.text(message),
    ...(help && { help: mask.text(help) }),
    ...(fix && { fix: fix.unsafe ? 'unsafe' : 'safe' }),
  });
  return {
    version: 1,
    config: display(after.routing.home.path),
    from: before.routing.target.release ?? null,
    to: after.routing.target.release!,
    starts: breaks.length === 0,
    errors: breaks.map(finding),
    doubts: doubts.map(finding),
    changes: changes.map(({ at, message }) => ({ ...(at && place(at)), message: mask.text(message) })),
    warnings: warns.map(finding),
    errorsLeft: left,
    errorsLeftUnsafe: leftUnsafe,
  };
}
