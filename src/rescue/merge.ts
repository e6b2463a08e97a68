import { check, type Options, type Result } from '../check.ts';
import { applyFixes } from '../edit/apply.ts';
import { putAt } from '../edit/put.ts';
import { type Files, overlay } from '../files.ts';
import { readHome } from '../home/home.ts';
import { type Path, toValue, writePath } from '../parse/tree.ts';
import { refusals } from '../rules/refusals.ts';
import type { Candidate } from './candidates.ts';
import type { Ready, Refused } from './ready.ts';
import { different, isMark, marksIn, missing, type Setting, valueAt, withoutMarks } from './settings.ts';

/** A setting that is put back. */
export interface PutBack extends Setting {
  readonly from: Candidate;
  /** what is in its place: nothing, an older value, or the mark of a hidden secret */
  readonly instead: 'nothing' | 'older' | 'mark';
}

/** A text that starts, with what other texts have put back into it. */
export interface Merge {
  /** whose text it is that the others' settings are put into */
  readonly base: Candidate;
  readonly ready: Ready;
  readonly put: readonly PutBack[];
  /** what could not be put back, because OpenClaw refuses it or it has no place */
  readonly left: readonly (Setting & { readonly from: Candidate; readonly why: string })[];
  /** path → text: the config, and what it includes where that changes */
  readonly texts: ReadonlyMap<string, string>;
  readonly result: Result;
}

/** The settings that are put back are tried one by one; a config has not as many that went as a whole. */
const MOST = 200;

/** In milliseconds: OpenClaw writes the restored text right after it has put the other aside. */
const AT_ONCE = 10_000;

/**
 * The text that starts and has most of what was there, the running one if it can be, with the lost settings put back:
 * those of the fullest text, and what newer texts say that were put aside. Undefined where no text can be made to start.
 *
 * @param isWanted whether a setting is put back
 */
export function merge(
  candidates: readonly Candidate[],
  config: string,
  files: Files,
  options: Options,
  isWanted: (path: Path) => boolean = () => true,
): Merge | undefined {
  const full = fullest(candidates);
  const order = newestFirst(candidates);
  const running = candidates.find(({ kind }) => kind === 'config');
  const able = [running, ...order]
    .filter((each) => each !== undefined)
    .filter(({ count }) => count * 2 >= (full?.count ?? 0));
  // one of them has the present layout of agents, so all are compared in it
  const moves = candidates.some(({ value }) => valueAt(value, ['agents', 'entries']) !== undefined);
  const base = able.find((each) => !each.isCut && each.ready(moves)) ?? able.find((each) => each.ready(moves));
  const ready = base?.ready(moves);
  if (!base || !ready) return undefined;
  const release = ready.result.routing.target.release;
  const asOne: Options = { ...options, heed: 'nothing', ...(release !== undefined && { release }) };
  const newer = order.slice(0, order.indexOf(base)).filter(({ kind }) => kind !== 'rejected');
  const put: PutBack[] = [];
  const left: (Setting & { from: Candidate; why: string })[] = [];
  const decided = new Set<string>();
  let { texts, result } = ready;
  for (const from of newer) take(from, !from.isCut);
  const gaps = [...ready.without.map(({ path }) => path), ...marksIn(base.value)];
  for (const path of gaps) for (const from of order) if (from !== base) replace(path, from);
  for (const from of referencesOf(candidates)) if (from !== base && !newer.includes(from)) take(from, false);
  for (const from of candidates) if (from.kind === 'rejected' && isAfter(from, base)) take(from, false);
  return { base, ready, put, left, texts, result };

  /** @param changes also what differs, not only what is not there */
  function take(from: Candidate, changes: boolean): void {
    const source = from.ready(moves)?.result.routing.home.root;
    const other = withoutMarks(source ? toValue(source) : from.value);
    if (other === undefined) return;
    for (let count = 0; count < MOST; count++) {
      const { root } = result.routing.home;
      const now = root ? toValue(root) : {};
      const next = wanted(now, other, changes);
      if (!next) return;
      decided.add(writePath(next.path));
      const before = valueAt(now, next.path);
      const why = tried(next);
      if (why !== undefined) left.push({ ...next, from, why });
      else put.push({ ...next, from, instead: before === undefined ? 'nothing' : isMark(before) ? 'mark' : 'older' });
    }
  }

  /** Puts an older value in the place of one that had to go. */
  function replace(path: Path, from: Candidate): void {
    if (path.some((step) => typeof step === 'number')) return; // another item may stand there
    const { root } = result.routing.home;
    const source = from.ready(moves)?.result.routing.home.root;
    const value = valueAt(withoutMarks(source ? toValue(source) : from.value), path);
    const before = root && valueAt(toValue(root), path);
    if (value === undefined || !root || (before !== undefined && !isMark(before)) || !isWanted(path)) return;
    if (tried({ path, value }) === undefined)
      put.push({ path, value, from, instead: before === undefined ? 'nothing' : 'mark' });
  }

  function wanted(now: unknown, other: unknown, changes: boolean): Setting | undefined {
    const isNew = ({ path }: Setting) => !decided.has(writePath(path)) && isWanted(path);
    for (const each of missing(now, other)) if (isNew(each)) return each;
    for (const each of different(now, other))
      if ((changes || isMark(valueAt(now, each.path))) && isNew(each)) return each;
    return undefined;
  }

  /** Puts a setting in, unless OpenClaw refuses it. Returns why not. */
  function tried({ path, value }: Setting): string | undefined {
    const { root } = readHome(overlay(texts, files), config, asOne);
    const edits = root ? putAt(root, path, value) : { obstacle: 'has no place' };
    if (!Array.isArray(edits)) return edits.obstacle;
    const changed = [...applyFixes([{ title: '', edits }])].map(([file, text]) => [file.path, text] as const);
    const next = new Map([...texts, ...changed]);
    const after = check(overlay(next, files), asOne);
    const [refused] = refusals(after.diagnostics, after.routing.home);
    if (refused) return refused.message;
    [texts, result] = [next, after];
    return undefined;
  }
}

/** Of those with most settings, the newest. */
export const fullest = (candidates: readonly Candidate[]): Candidate | undefined =>
  newestFirst(candidates)
    .filter(({ kind, value }) => kind !== 'rejected' && value !== undefined)
    .reduce<Candidate | undefined>((most, each) => (most && most.count >= each.count ? most : each), undefined);

/**
 * What the config is held against: the text with most settings and, while the config cannot be used, the newest that
 * can.
 */
export function referencesOf(candidates: readonly Candidate[]): Candidate[] {
  const running = candidates.find(({ kind }) => kind === 'config');
  const full = fullest(candidates);
  const good = running && isGood(running, candidates) ? undefined : lastGood(candidates);
  return [...new Set([good, full])].filter((each) => each !== undefined && each !== running) as Candidate[];
}

/** The newest copy that the gateway starts with. */
export const lastGood = (candidates: readonly Candidate[]): Candidate | undefined =>
  newestFirst(candidates).find(
    (each) => each.kind !== 'config' && each.kind !== 'rejected' && isGood(each, candidates),
  );

/** Whether the gateway starts with it, as far as is known: without `gateway.mode` it does not (facts 1.4). */
export const isGood = ({ refusals, value, gatewayMode }: Candidate, all: readonly Candidate[]): boolean =>
  refusals.length === 0 && value !== undefined && (gatewayMode || !all.some((each) => each.gatewayMode));

/** What another text has and this one does not, once it is made to start. */
export function lostAgainst(other: Candidate, { ready, value }: Candidate): Setting[] {
  const root = ready()?.result.routing.home.root;
  return [...missing((root ? toValue(root) : value) ?? {}, other.value)];
}

/**
 * The candidates by when somebody last meant them. The config comes first, unless OpenClaw itself has put an older text
 * there: then what it put aside is newer.
 */
export function newestFirst(candidates: readonly Candidate[]): Candidate[] {
  const rank = (each: Candidate) => (each.kind === 'config' ? Number.POSITIVE_INFINITY : (each.time ?? 0));
  const sorted = [...candidates].sort((a, b) => rank(b) - rank(a));
  const aside = putAside(candidates);
  return aside ? [aside, ...sorted.filter((each) => each !== aside)] : sorted;
}

/** The text that was replaced by the present one without anybody asking. */
export function putAside(candidates: readonly Candidate[]): Candidate | undefined {
  const now = candidates.find(({ kind }) => kind === 'config')?.time;
  const aside = candidates
    .filter(({ kind, time }) => (kind === 'clobbered' || kind === 'refused') && time !== undefined)
    .sort((a, b) => b.time! - a.time!)[0];
  return now !== undefined && aside && Math.abs(now - aside.time!) < AT_ONCE ? aside : undefined;
}

const isAfter = (one: Candidate, other: Candidate): boolean => (one.time ?? 0) > (other.time ?? 0);

/** What had to go and was not replaced by an older value. */
export const goneFor = ({ ready, result }: Merge): Refused[] => {
  const { root } = result.routing.home;
  const now = root ? toValue(root) : {};
  return ready.without.filter(({ path }) => valueAt(now, path) === undefined);
};
