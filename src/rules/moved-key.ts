import type { Edit } from '../edit/edit.ts';
import { insertAt, insertInto, type Written, wrapped } from '../edit/entries.ts';
import { isContinued, join, merge, move, textAfter, textWithout, valueText } from '../edit/move.ts';
import { plainText } from '../edit/put.ts';
import { removal, removalOfItems } from '../edit/removal.ts';
import { quoted, styleOf } from '../edit/style.ts';
import { type Entry, isValue, type Node, nodeAt, type ObjectNode, type Path, scalarOf, textOf } from '../parse/tree.ts';
import { fitsAt, isPlace, mayBeEntries, noteAt, refusedAt, takesObject } from '../schema/judge.ts';
import type { Problem, Schema } from '../schema/walk.ts';
import { textAt } from '../text/file.ts';
import { own } from '../text/own.ts';
import { isConvertedList, toEntries } from './agents-list.ts';
import { code, filledIn, listed } from './phrases.ts';
import type { Fix } from './rule.ts';

export type RetiredKey = Problem & { kind: 'retired-key' };

type Words = NonNullable<Schema['along']>;

/** The plugin that took over a setting of the program: OpenClaw switches it on as it converts the key. */
export function toSwitchOn(replacedBy: string, path: Path, root: Node): string | undefined {
  const plugin = replacedBy.split('.').slice(0, 3);
  const tookOver = replacedBy.startsWith('plugins.entries.') && path[0] !== 'plugins';
  return tookOver && nodeAt(root, [...plugin, 'enabled']) === undefined ? plugin.join('.') : undefined;
}

/**
 * A former setting of Talk, with its place: OpenClaw takes the provider that is named, else the only one, else
 * ElevenLabs. Source: facts 8.6.
 */
export function ofTalk(problem: RetiredKey, root: Node): RetiredKey {
  const { replacedBy } = problem;
  if (!replacedBy?.startsWith('talk.providers.*.')) return problem;
  const providers = nodeAt(root, ['talk', 'providers']);
  const [only = 'elevenlabs', another] =
    providers?.kind === 'object' ? providers.entries.map(({ key }) => key.value) : [];
  const id = textOf(nodeAt(root, ['talk', 'provider']))?.trim() || (another === undefined ? only : '');
  return /^[\w-]+$/.test(id) ? { ...problem, replacedBy: replacedBy.replace('*', id) } : problem;
}

/** What OpenClaw notes for itself. */
export const isWritten = (path: Path): boolean => path[0] === 'meta' || path[0] === 'wizard';

/** Moves values the new key accepts unchanged; removes what the release does not read any more. */
export function fixFor(problem: RetiredKey, root: Node, to: string | undefined): Fix | undefined {
  const { key, value, owner, path, replacedBy, schema } = problem;
  const entry = owner.entries.find((each) => each.key === key);
  if (!entry || value.file !== key.file || owner.file !== key.file) return undefined;
  const heir = heirMoved(problem, root, entry, to);
  if (heir) return heir;
  if (value.kind === 'array' && isConvertedList(value, owner) && path.join('.') === 'agents.list')
    return to !== undefined || mayBeEntries(value) ? toEntries(entry) : undefined;
  if (!replacedBy) return heirIn(problem) ? undefined : dropped(entry, owner, path);
  const word = value.kind === 'scalar' ? own(schema.valueReplacedBy ?? {}, String(value.value)) : undefined;
  const place = placeOf(replacedBy, path);
  if (!place) return undefined;
  if (schema.sameValue && value.kind === 'scalar' && refusedAt(value, place, to)) return undefined;
  const areRows = schema.along !== undefined && !schema.sameValue;
  if (areRows && value.kind === 'array' && value.items.length === 0)
    return { title: `remove ${code(key.value)}`, edits: removal(owner, entry) };
  const isSame = schema.sameValue || schema.along !== undefined || word !== undefined;
  if (!isSame && (schema.sameValue === false || value.kind !== 'object')) return undefined;
  if (!isSame && !fitsAt(value, place, to)) return moveWithout(problem, root, entry, place, to);
  if (whereSet({ path, value, replacedBy }, root))
    return {
      title: `remove it: ${code(filledIn(replacedBy, path))} is set`,
      edits: removal(owner, entry),
      ...(scalarOf(nodeAt(root, place)) !== (word ?? scalarOf(value)) && { unsafe: true as const }),
    };
  const text = word === undefined || word === scalarOf(value) ? undefined : quoted(word, styleOf(value.file).value);
  const edits = toSwitchOn(replacedBy, path, root)
    ? moveToPlugin(root, owner, entry, place)
    : areRows
      ? moveRows(root, owner, entry, place, schema.along!)
      : schema.along && nodeAt(root, place.slice(0, -1)) === undefined
        ? moveWith(root, owner, entry, place, schema.along)
        : moveOrMerge(root, owner, entry, place, text);
  return edits && { title: `move it to ${code(filledIn(replacedBy, path))}`, edits };
}

/** What lives on elsewhere of an object that went: the first of its keys that something took the place of. */
export function heirIn(
  { value, path }: Pick<RetiredKey, 'value' | 'path'>,
  gone = `${path.join('.')}.`,
): { readonly key: string; readonly now: string } | undefined {
  if (value.kind !== 'object') return undefined;
  for (const { key, value: inner } of value.entries) {
    const at = [...path, key.value];
    const now = noteAt(at)?.replacedBy;
    if (now && !now.startsWith(gone)) return { key: key.value, now };
    const heir = heirIn({ value: inner, path: at }, gone);
    if (heir) return { ...heir, key: `${key.value}.${heir.key}` };
  }
  return undefined;
}

/** Moves the one setting of an object that went, if it lives on as it is, and nothing is written around it. */
function heirMoved({ owner, path }: RetiredKey, root: Node, entry: Entry, to: string | undefined): Fix | undefined {
  const only = entry.value.kind === 'object' ? onlySetting(entry, path) : undefined;
  if (!only) return undefined;
  const { setting, at } = only;
  const { replacedBy, sameValue } = noteAt(at) ?? {};
  const place = sameValue && replacedBy ? placeOf(replacedBy, at) : undefined;
  if (!place || nodeAt(root, place) || !fitsAt(setting.value, place, to)) return undefined;
  const edits = move(root, owner, entry, place, valueText(setting));
  return edits && { title: `move it to ${code(filledIn(replacedBy!, at))}`, edits };
}

/** The one value in objects that have no other key and no comment, and where it stands. */
function onlySetting(entry: Entry, path: Path): { readonly setting: Entry; readonly at: Path } | undefined {
  const { value } = entry;
  if (value.kind !== 'object') return { setting: entry, at: path };
  const [inner, other] = value.entries;
  if (!inner || other || inner.value.file !== value.file || inner.key.file !== value.file) return undefined;
  const text = textAt(value);
  const [start, end] = [inner.key.offset - value.offset, inner.value.offset + inner.value.length - value.offset];
  const around = `${text.slice(1, start)}${text.slice(start + inner.key.length, inner.value.offset - value.offset)}${text.slice(end, -1)}`;
  return /^[\s:,]*$/.test(around) ? onlySetting(inner, [...path, inner.key.value]) : undefined;
}

/** The new place of a word or number, if one is written there: it counts (facts 8.6). */
export function whereSet(
  { path, value, replacedBy }: Pick<RetiredKey, 'path' | 'value' | 'replacedBy'>,
  root: Node,
): string | undefined {
  if (value.kind !== 'scalar' || replacedBy === undefined) return undefined;
  const place = placeOf(replacedBy, path);
  return place && nodeAt(root, place)?.kind === 'scalar' ? filledIn(replacedBy, path) : undefined;
}

/** A path of which the names come from another one; undefined where that does not tell one: it is for the user to say. */
function placeOf(pattern: string, path: Path): string[] | undefined {
  const steps = pattern.split('.');
  const named = steps.slice(0, steps.lastIndexOf('*') + 1);
  return named.every((step, i) => step === path[i] || (step === '*' && i in path))
    ? steps.map((step, i) => (step === '*' ? String(path[i]) : step))
    : undefined;
}

/** OpenClaw leaves out what the new place of an object does not take (facts 8.6). */
function moveWithout(
  { path, owner, replacedBy }: RetiredKey,
  root: Node,
  entry: Entry,
  place: readonly string[],
  to: string | undefined,
): Fix | undefined {
  const unfit = unfitIn(entry.value, path, place, to);
  const now = filledIn(replacedBy!, path);
  const {
    value,
    value: { file },
  } = entry;
  if (unfit === undefined || value.kind !== 'object') return undefined;
  if (unfit.get(value)?.length === value.entries.length)
    return takesObject(place, to)
      ? {
          title: `remove ${code(entry.key.value)}: ${code(now)} takes nothing of it`,
          edits: removal(owner, entry),
          unsafe: true,
        }
      : undefined;
  const all = [...unfit].flatMap(([object, entries]) => (object.file === file ? entries : []));
  if (all.some(({ key, value }) => key.file !== file || value.file !== file)) return undefined;
  const edits = move(root, owner, entry, place, textWithout(entry, unfit));
  const names = all.map(({ key }) => key.value);
  return edits && { title: `move it to ${code(now)}, without ${listed(names, 'and')}`, edits, unsafe: true };
}

/**
 * The entries that a place does not know, by the objects that have them. Undefined where it refuses what another one
 * says, or one has a place of its own: that would be lost.
 * @param was the place where they stand
 */
function unfitIn(of: Node, was: Path, place: Path, to: string | undefined): Map<ObjectNode, Entry[]> | undefined {
  const all = new Map<ObjectNode, Entry[]>();
  if (of.kind !== 'object') return undefined;
  const whole: Entry[] = [];
  for (const entry of of.entries) {
    const inner = [...place, entry.key.value];
    if (fitsAt(entry.value, inner, to)) continue;
    const before = [...was, entry.key.value];
    if (noteAt(before)?.replacedBy !== undefined) return undefined;
    if (!isPlace(inner, to)) {
      whole.push(entry);
      continue;
    }
    const within = unfitIn(entry.value, before, inner, to);
    if (within === undefined) return undefined;
    if (entry.value.kind === 'object' && within.get(entry.value)?.length === entry.value.entries.length)
      whole.push(entry);
    else for (const each of within) all.set(...each);
  }
  return whole.length > 0 ? all.set(of, whole) : all;
}

function moveOrMerge(root: Node, owner: ObjectNode, entry: Entry, place: Path, text?: string): Edit[] | undefined {
  const there = nodeAt(root, place);
  if (there === undefined) return move(root, owner, entry, place, text);
  const { value } = entry;
  if (there.kind === 'array' && value.kind === 'array') {
    const known = new Set(there.items.map(textAt));
    const again = value.items.filter((item) => known.has(textAt(item)));
    return join(
      there,
      owner,
      entry,
      again.length > 0 ? textAfter(entry, removalOfItems(value, ...again)) : valueText(entry),
    );
  }
  const isFree =
    there.kind === 'object' &&
    value.kind === 'object' &&
    !there.open &&
    there.file === value.file &&
    !value.entries.some((each) => there.entry(each.key.value) || isContinued(each));
  return isFree ? merge(there, owner, entry) : undefined;
}

/** With the settings that keep what it did, where the object that it goes to is not there. */
function moveWith(root: Node, owner: ObjectNode, entry: Entry, place: Path, beside: Words): Edit[] | undefined {
  if (owner.entry('accounts')) return undefined; // they had it, too
  const texts = Object.entries(beside).map(([name, word]) => [name, plainText(word, styleOf(entry.key.file))]);
  const whole: Written = { ...Object.fromEntries(texts), [String(place.at(-1))]: valueText(entry) };
  return move(root, owner, entry, place.slice(0, -1), whole);
}

/** The rows of a list go into one that is for more, each with what it is for. */
function moveRows(root: Node, owner: ObjectNode, entry: Entry, place: Path, each: Words): Edit[] | undefined {
  const { value } = entry;
  if (value.kind !== 'array') return undefined;
  const edits: Edit[] = [];
  for (const row of value.items)
    for (const [name, words] of Object.entries(each)) {
      if (row.kind !== 'object' || row.file !== value.file || row.open) return undefined;
      const text = plainText(words, styleOf(row.file));
      const said = row.get(name);
      if (said && !(said.kind === 'array' && said.items.some((item) => isValue(item, [words].flat()[0]!))))
        return undefined;
      edits.push(...(said ? [{ at: said, text }] : insertInto(row, [[name, text]])));
    }
  const text = textAfter(entry, edits);
  const there = nodeAt(root, place);
  return there?.kind === 'array' ? join(there, owner, entry, text) : move(root, owner, entry, place, text);
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

/** Whether it keeps off what stands beside it. */
export const isSwitchedOff = ({ key, value }: Entry, { entries }: ObjectNode): boolean =>
  key.value === 'enabled' && isValue(value, false) && entries.length > 1;

/**
 * Switches, numbers and what OpenClaw wrote itself can be removed; the user may want to see anything else first, and a
 * feature that was switched off might be on without the switch.
 */
function dropped(entry: Entry, owner: ObjectNode, path: Path): Fix | undefined {
  const { value } = entry;
  if (isSwitchedOff(entry, owner)) return undefined;
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
