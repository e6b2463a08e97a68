import { behaviour } from '../release/behaviour.ts';
import { toAgent } from '../report/formats/lines.ts';
import { toJson } from '../report/json.ts';
import { printable } from '../report/printable.ts';
import { basename } from '../text/path.ts';
import { byItself } from './by-itself.ts';
import type { Candidate } from './candidates.ts';
import type { Kind } from './leavings.ts';
import { fullest, goneFor, lostAgainst, type Merge, newestFirst, putAside, referencesOf } from './merge.ts';
import { countIn, marksIn } from './settings.ts';
import { shownPath, shownText } from './shown.ts';

/** What each file is; `at` is its time. */
const WHAT: Readonly<Record<Kind, (at: string) => string>> = {
  config: (at) => `the config${at && `, since ${at}`}`,
  backup: (at) => `the config${at && ` until ${at}`}`,
  'last-good': (at) => `the last a gateway started with${at && `, of ${at}`}`,
  'pre-update': (at) => `the config before an update${at && `, of ${at}`}`,
  clobbered: (at) => `put aside by OpenClaw${at && `, ${at}`}`,
  rejected: (at) => `not written by OpenClaw${at && `, ${at}`}`,
  refused: (at) => `put aside by clawlint guard${at && `, ${at}`}`,
  kept: (at) => `put aside by clawlint rescue${at && `, ${at}`}`,
  copy: (at) => `a copy${at && `, of ${at}`}`,
};

/** Findings of one file, and settings of one list, that are told one by one. */
const TOLD = 5;

/** What is there, what stops the running config, and what it has lost. */
export function toStatus(candidates: readonly Candidate[], config: string, display: (path: string) => string): string {
  const { release } = candidates[0]!.result.routing.target;
  const parts = [`${printable(display(config))}${release === undefined ? '' : `, for OpenClaw ${release}`}\n`];
  parts.push(table(candidates));
  const running = candidates.find(({ kind }) => kind === 'config');
  if (!running) parts.push(`${printable(basename(config))} is gone.\n`);
  for (const each of newestFirst(candidates)) parts.push(whyRefused(each, config, display));
  parts.push(ownWay(candidates));
  const full = fullest(candidates);
  if (running) for (const each of referencesOf(candidates)) parts.push(losses(each, running, each === full));
  return parts.filter(Boolean).join('\n');
}

function table(candidates: readonly Candidate[]): string {
  const rows = candidates.map((each) => [
    printable(basename(each.path)),
    WHAT[each.kind](shownTime(each.time)),
    stateOf(each),
    each.value === undefined ? '' : `${each.count} settings`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

const shownTime = (time: number | undefined): string =>
  time === undefined ? '' : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function stateOf({ refusals, value, isCut, gatewayMode }: Candidate): string {
  const marks = marksIn(value).length;
  if (value === undefined) return 'cannot be read';
  if (isCut) return 'breaks off';
  if (refusals.length > 0)
    return `refused for ${refusals.length === 1 ? 'one mistake' : `${refusals.length} mistakes`}`;
  if (!gatewayMode) return 'no gateway.mode';
  return marks > 0 ? `starts, ${marks === 1 ? 'one secret' : `${marks} secrets`} overwritten` : 'starts';
}

/** Which key is in the way. */
function whyRefused({ path, result, refusals }: Candidate, config: string, display: (path: string) => string): string {
  if (refusals.length === 0) return '';
  const named = (each: string) => display(each === config ? path : each);
  const lines = toAgent(toJson([{ ...result, diagnostics: refusals.slice(0, TOLD) }], named))
    .split('\n')
    .slice(0, -2);
  const more = refusals.length - TOLD;
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].map((line) => `${line}\n`).join('');
}

function ownWay(candidates: readonly Candidate[]): string {
  const { routing } = candidates[0]!.result;
  if (routing.target.release === undefined) return '';
  const found = byItself(candidates, behaviour(routing.target).restoring);
  const aside = putAside(candidates);
  const told =
    aside?.kind === 'clobbered'
      ? `OpenClaw has put ${basename(aside.path)} aside and an older text in its place.\n`
      : '';
  if (!found) return told;
  const when = {
    read: 'may put it in the place of the config when it reads that the next time',
    start: 'puts it in the place of the config when the gateway starts',
    doctor: 'puts it in the place of the config with `openclaw doctor --fix`',
  }[found.when];
  return `${told}${basename(found.copy.path)}: OpenClaw ${when}, as ${found.why}.\n`;
}

function losses(other: Candidate, running: Candidate, isFullest: boolean): string {
  const lost = lostAgainst(other, running);
  if (lost.length === 0) return '';
  const result = other.ready()?.result ?? other.result;
  const what = isFullest ? 'the fullest' : 'the last that starts';
  const lines = lost.map(({ path, value }) => `  ${shownPath(result, path)}${manyIn(value)}\n`);
  return `What ${basename(other.path)}, ${what}, has and the config does not:\n${lines.join('')}`;
}

function manyIn(value: unknown): string {
  const count = countIn(value);
  return count > 1 ? ` (${count} settings)` : '';
}

const HAD = {
  prose: 'without what stands around it',
  cut: 'closed where it breaks off',
};

/** What the merge is made of. */
export function toOffer(merge: Merge): string {
  const { base, ready, put, left, result } = merge;
  const parts = [`Offered: the text of ${basename(base.path)}`];
  if (ready.had) parts.push(HAD[ready.had]);
  if (ready.mended > 0) parts.push(`with ${ready.mended === 1 ? 'one mistake' : `${ready.mended} mistakes`} mended`);
  const lines = put.map(({ path, value, from, instead }) => {
    const what = { nothing: 'put back', older: 'newer value', mark: 'put back for a mark' }[instead];
    return `  + ${shownPath(result, path)}${manyIn(value)}: ${what}, from ${basename(from.path)}\n`;
  });
  const gone = goneFor(merge).map(({ path, why }) => `  - ${shownPath(base.result, path)}: taken out, ${why.rule}\n`);
  const not = left.map(
    ({ path, from, why }) =>
      `  ! ${shownPath(from.result, path)} of ${basename(from.path)}: left out, ${shownText(from.result, why)}\n`,
  );
  return `${parts.join(', ')}\n${[...lines, ...gone, ...not].join('')}`;
}
