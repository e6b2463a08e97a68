import type { Edit } from '../edit/edit.ts';
import { insertAt, insertInto, wrapped } from '../edit/entries.ts';
import { isContinued, merge, move, textWithout, valueText } from '../edit/move.ts';
import { removal } from '../edit/removal.ts';
import { quoted, styleOf } from '../edit/style.ts';
import { type Entry, type Node, nodeAt, type ObjectNode, type Path, textOf } from '../parse/tree.ts';
import { fitsAt, isInOldest, mayBeEntries, refusedAt } from '../schema/judge.ts';
import type { Problem } from '../schema/walk.ts';
import { own } from '../text/own.ts';
import { isConvertedList, toEntries } from './agents-list.ts';
import { problemsOf } from './claims.ts';
import { code, filledIn, firstWithout, ifRead, listed, refusal, release } from './phrases.ts';
import type { Finding, Fix, Rule } from './rule.ts';

type RetiredKey = Problem & { kind: 'retired-key' };

export const retiredConfigKey: Rule = {
  id: 'retired-config-key',
  severity: 'error',
  summary: 'a key that older releases of OpenClaw had and newer ones refuse',
  why: 'After an update `openclaw config validate` and most commands refuse the whole file. A gateway that starts converts some of these keys first (2026.9.6 was seen to start on `auth.cooldowns`, a flat `env` and `agents.list`), as `openclaw doctor --fix` does: each forgets them after some months, and rewrites the file without its comments. On any other the gateway does not start.',
  facts: ['8.1', '8.6'],
  refusesStart: true,
  // a release that is not known may have taken it back, as 2026.8 did with `configWrites` of an account
  doubtfulIfNewer: 'schema',
  convertedOnStart: true,
  movesOnUpgrade: true,
  tag: 'deprecated',
  *check(routing) {
    for (const problem of problemsOf('retired-config-key', routing, 'retired-key')) {
      const { key, path, until, replacedBy } = problem;
      const converted =
        problem.converted &&
        (path.join('.') !== 'agents.list' || isConvertedList(problem.value, problem.owner)) &&
        routing.target.release !== undefined;
      // where a release converts it, it would be lost
      const isLost = converted && replacedBy === undefined && !DROPPED.has(String(key.value));
      const isUnfit =
        (converted || routing.target.release === undefined) && isUnfitThere(problem, routing.target.release);
      // Slack's switch is left out where it is none
      const isRefused = isUnfit && key.value !== 'nativeStreaming';
      const fix = isLost || isUnfit ? undefined : mend(problem, routing.home.root!, routing.target.release);
      const set = replacedBy && whereSet(problem, routing.home.root!);
      const off = replacedBy && toSwitchOn(replacedBy, path, routing.home.root!);
      const finding: Finding = {
        at: key,
        message: converted
          ? `${code(key.value)} ${replacedBy || isLost ? 'moved' : 'was removed'} in OpenClaw ${firstWithout(until, path)}; ${release(routing.target)} ${isRefused ? `puts it into ${code(filledIn(replacedBy!, path))}, and refuses to start with what it says` : `${replacedBy || isLost ? 'still converts it' : 'leaves it out'} each time it reads the file`}`
          : `${code(key.value)} is gone since OpenClaw ${firstWithout(until, path)}${routing.target.release ? `; ${release(routing.target)}` : ', which'} refuses the file as it is`,
        help: `${
          replacedBy === undefined
            ? isLost
              ? `have it converted: ${code('openclaw doctor --fix')}`
              : key.file === problem.value.file
                ? 'remove it; nothing took its place'
                : `take it out with its ${code('$include')}; nothing took its place`
            : set
              ? `remove it: ${code(set)} is set`
              : `${isBeside(replacedBy, path) ? `write ${code(replacedBy.split('.').at(-1)!)} instead` : successor(filledIn(replacedBy, path), key.value)}${replacedBy.endsWith('Ms') && !key.value.endsWith('Ms') ? ', in milliseconds' : ''}${isUnfit ? ', and a value that it takes' : ''}${off ? `, with ${code('"enabled": true')} in ${code(off)}` : ''}`
        }${routing.target.release === undefined && !isSameInOlder(problem) ? '; leave it where an older OpenClaw runs' : ''}`,
        severity: converted && !isRefused ? 'warning' : refusal(routing),
        ...(fix && { fix }),
      };
      yield converted ? finding : ifRead(problem, finding);
    }
  },
};

/** What has no new place where a release converts it: nothing does what they said (facts 8.6). */
const DROPPED = new Set(['relayBindHost', 'streamMode', 'modelsWrite']);

/** Whether it has a new place that does not take what it says. */
const isUnfitThere = ({ value, replacedBy, schema }: RetiredKey, to: string | undefined): boolean =>
  schema.sameValue === true && replacedBy !== undefined && refusedAt(value, replacedBy, to);

/** Whether only the name of a key changed. */
const isBeside = (replacedBy: string, path: Path): boolean => {
  const steps = replacedBy.split('.');
  return (
    steps.length === path.length &&
    path.at(-1) !== 'list' &&
    steps.length > 1 &&
    steps.slice(0, -1).every((step, i) => step === '*' || step === path[i])
  );
};

/** The plugin that took over a setting of the program: OpenClaw switches it on as it converts the key. */
function toSwitchOn(replacedBy: string, path: Path, root: Node): string | undefined {
  const plugin = replacedBy.split('.').slice(0, 3);
  const tookOver = replacedBy.startsWith('plugins.entries.') && path[0] !== 'plugins';
  return tookOver && nodeAt(root, [...plugin, 'enabled']) === undefined ? plugin.join('.') : undefined;
}

function successor(path: string, was: string): string {
  if (!path.includes('.')) return `move it to the top level, as ${code(path)}`;
  return `write ${code(path)} instead${was === 'list' ? ': the same objects, each under its `id`' : ''}`;
}

/** What no release is named for may be read by one that still has the key: there the user decides. */
function mend(problem: RetiredKey, root: Node, to: string | undefined): Fix | undefined {
  const fix = fixFor(problem, root, to);
  return fix && to === undefined && !isSameInOlder(problem) ? { ...fix, unsafe: true } : fix;
}

/** Whether a release that still has the key does the same without it, or with what took its place. */
const isSameInOlder = ({ path, replacedBy }: RetiredKey): boolean =>
  replacedBy === undefined ? isWritten(path) : isInOldest(replacedBy);

/** What OpenClaw notes for itself. */
const isWritten = (path: Path): boolean => path[0] === 'meta' || path[0] === 'wizard';

/** Moves values the new key accepts unchanged; removes what the release does not read any more. */
function fixFor(
  { key, value, owner, path, replacedBy, schema }: RetiredKey,
  root: Node,
  to: string | undefined,
): Fix | undefined {
  const entry = owner.entries.find((each) => each.key === key);
  if (!entry || value.file !== key.file || owner.file !== key.file) return undefined;
  if (value.kind === 'array' && isConvertedList(value, owner) && path.join('.') === 'agents.list')
    return to !== undefined || mayBeEntries(value) ? toEntries(entry) : undefined;
  if (!replacedBy) return dropped(entry, owner, path);
  const word = value.kind === 'scalar' ? own(schema.valueReplacedBy ?? {}, String(value.value)) : undefined;
  const same =
    schema.sameValue ||
    word !== undefined ||
    (value.kind === 'object' && typeof path.at(-2) !== 'number' && fitsAt(value, replacedBy, to));
  const steps = replacedBy.split('.');
  // a name that the path does not tell is for the user to say
  const last = steps.lastIndexOf('*');
  if (!same && value.kind === 'object' && last < 0) return moveWithout(root, owner, entry, steps, to);
  if (!same || !steps.slice(0, last + 1).every((step, i) => step === path[i] || (step === '*' && i in path)))
    return undefined;
  const place = steps.map((step, i) => (step === '*' ? String(path[i]) : step));
  if (whereSet({ path, value, replacedBy }, root))
    return {
      title: `remove it: ${code(place.join('.'))} is set`,
      edits: removal(owner, entry),
      ...(textOf(nodeAt(root, place)) !== (word ?? textOf(value)) && { unsafe: true as const }),
    };
  const text = word === undefined || word === textOf(value) ? undefined : quoted(word, styleOf(value.file).value);
  const edits = toSwitchOn(replacedBy, path, root)
    ? moveToPlugin(root, owner, entry, place)
    : moveOrMerge(root, owner, entry, place, text);
  return edits && { title: `move it to ${code(place.join('.'))}`, edits };
}

/** The new place of a word or number, if one is written there: it counts (facts 8.6). */
function whereSet(
  { path, value, replacedBy }: Pick<RetiredKey, 'path' | 'value' | 'replacedBy'>,
  root: Node,
): string | undefined {
  if (value.kind !== 'scalar' || replacedBy === undefined) return undefined;
  const place = filledIn(replacedBy, path);
  return nodeAt(root, place.split('.'))?.kind === 'scalar' ? place : undefined;
}

/** OpenClaw leaves out what the new place of an object does not take (facts 8.6). */
function moveWithout(
  root: Node,
  owner: ObjectNode,
  entry: Entry,
  place: readonly string[],
  to: string | undefined,
): Fix | undefined {
  const unfit = unfitIn(entry.value, place, to);
  const {
    value,
    value: { file },
  } = entry;
  // nothing would be left of it
  if (value.kind !== 'object' || unfit.get(value)?.length === value.entries.length) return undefined;
  const all = [...unfit].flatMap(([object, entries]) => (object.file === file ? entries : []));
  if (all.some(({ key, value }) => key.file !== file || value.file !== file)) return undefined;
  const edits = move(root, owner, entry, place, textWithout(entry, unfit));
  const names = all.map(({ key }) => key.value);
  return (
    edits && { title: `move it to ${code(place.join('.'))}, without ${listed(names, 'and')}`, edits, unsafe: true }
  );
}

/** The entries that a place does not take, by the objects that have them. */
function unfitIn(of: Node, place: Path, to: string | undefined): Map<ObjectNode, Entry[]> {
  const all = new Map<ObjectNode, Entry[]>();
  if (of.kind !== 'object') return all;
  const whole: Entry[] = [];
  for (const entry of of.entries) {
    const inner = [...place, entry.key.value];
    if (fitsAt(entry.value, inner, to)) continue;
    const within = unfitIn(entry.value, inner, to);
    const isEmptied = entry.value.kind !== 'object' || within.get(entry.value)?.length === entry.value.entries.length;
    if (within.size === 0 || isEmptied) whole.push(entry);
    else for (const each of within) all.set(...each);
  }
  return whole.length > 0 ? all.set(of, whole) : all;
}

function moveOrMerge(root: Node, owner: ObjectNode, entry: Entry, place: Path, text?: string): Edit[] | undefined {
  const there = nodeAt(root, place);
  if (there === undefined) return move(root, owner, entry, place, text);
  const { value } = entry;
  const isFree =
    there.kind === 'object' &&
    value.kind === 'object' &&
    !there.open &&
    there.file === value.file &&
    !value.entries.some((each) => there.entry(each.key.value) || isContinued(each));
  return isFree ? merge(there, owner, entry) : undefined;
}

/** @param place in the `config` of a plugin, whose entry does not say whether it is on */
function moveToPlugin(root: Node, owner: ObjectNode, entry: Entry, place: Path): Edit[] | undefined {
  const plugin = place.slice(0, 3);
  const there = nodeAt(root, plugin);
  const config = wrapped(place.slice(4).map(String), valueText(entry));
  const inserted =
    there === undefined
      ? insertAt(root, plugin, { enabled: 'true', config })
      : there.kind === 'object' && !there.open && !there.entry('config')
        ? { file: there.file, edits: insertInto(there, Object.entries({ enabled: 'true', config })) }
        : undefined;
  return inserted?.file === entry.key.file && !isContinued(entry)
    ? [...removal(owner, entry), ...inserted.edits]
    : undefined;
}

/**
 * Switches, numbers and what OpenClaw wrote itself can be removed; the user may want to see anything else first, and a
 * feature that was switched off might be on without the switch.
 */
function dropped(entry: Entry, owner: ObjectNode, path: Path): Fix {
  const { value } = entry;
  const plain =
    (value.kind === 'scalar' && typeof value.value !== 'string') ||
    (value.kind === 'object' && value.entries.length === 0);
  const safe = (plain && entry.key.value !== 'enabled') || isWritten(path);
  return {
    title: `remove ${code(entry.key.value)}`,
    edits: removal(owner, entry),
    ...(!safe && { unsafe: true as const }),
  };
}
