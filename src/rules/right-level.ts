import { readConfigPath } from '../edit/config-path.ts';
import { indentOf } from '../edit/gaps.ts';
import { isContinued, merge, move, valueText } from '../edit/move.ts';
import { removal } from '../edit/removal.ts';
import { keyText, styleOf } from '../edit/style.ts';
import { ArrayNode, type Entry, type Node, nodeAt, ObjectNode, type Path, textOf } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import { fitsAt, isInOldest } from '../schema/judge.ts';
import type { Problem } from '../schema/walk.ts';
import { isCertainHome, isOrderAmongProfiles } from './claims/key-homes.ts';
import { code } from './phrases.ts';
import type { Fix } from './rule.ts';

type UnknownKey = Problem & { kind: 'unknown-key' };

/** A value as it is to be written in its new place. */
interface Cargo {
  readonly node: Node;
  /** if it is not the text it has */
  readonly text?: string;
}

/**
 * Moves a key to where it belongs, if what stands there takes it: into an empty place, into an object that has none of
 * its keys, or beside a model that is written as a string.
 * @param home where it belongs, as a config path is written
 */
export function toRightLevel(problem: UnknownKey, home: string, routing: Routing): Fix | undefined {
  const { key, owner, path } = problem;
  const root = routing.home.root!;
  const same = owner.entries.filter((entry) => entry.key.value === key.value);
  if (isOrderAmongProfiles(path)) return wholeOrder(root, routing);
  const place = home.includes('<') ? undefined : readConfigPath(home);
  const [entry] = same;
  if (!place || !entry || same.length > 1 || entry.value.file !== key.file || owner.file !== key.file) return undefined;
  if (isContinued(entry)) return undefined;
  const edits = transport(root, owner, entry, place, routing);
  if (!edits) return undefined;
  // what one agent has would be that of all
  const isOfOne = path[0] === 'agents' && path.length > 2 && path[1] !== 'defaults' && place[1] === 'defaults';
  const isSafe =
    !edits.isMerged &&
    !(isOfOne && routing.agents.length > 1) &&
    isCertainHome(problem, place, routing.target) &&
    (routing.target.release !== undefined || isInOldest(place));
  return { title: `move it to ${code(home)}`, edits: edits.edits, ...(!isSafe && { unsafe: true as const }) };
}

/** What stands where a key belongs, and leaves no room for it. */
export function taken(home: string, { home: { root } }: Routing): Node | undefined {
  const place = home.includes('<') ? undefined : readConfigPath(home);
  if (!place) return undefined;
  const model = nodeAt(root, place.slice(0, -1));
  return nodeAt(root, place) ?? (place.at(-1) === 'primary' && textOf(model) !== undefined ? model : undefined);
}

/** Edits, and whether they put two objects together. */
interface Transport {
  readonly edits: Fix['edits'];
  readonly isMerged?: true;
}

function transport(
  root: Node,
  owner: ObjectNode,
  entry: Entry,
  place: Path,
  { target: { release } }: Routing,
): Transport | undefined {
  const cargo = cargoFor(entry.value, place);
  const there = nodeAt(root, place);
  if (there) {
    const { value } = entry;
    if (value.kind !== 'object' || there.kind !== 'object' || there.file !== value.file || there.open) return undefined;
    if (value.entries.some(({ key }) => there.entry(key.value))) return undefined;
    const both = objectOf(there, [...there.entries, ...value.entries]);
    return fitsAt(both, place, release) ? { edits: merge(there, owner, entry), isMerged: true } : undefined;
  }
  const model = nodeAt(root, place.slice(0, -1));
  if (model && place.at(-1) === 'fallbacks' && textOf(model) !== undefined) {
    const { file } = model;
    const both = objectOf(model, [entryOf('primary', model), entryOf('fallbacks', cargo.node)]);
    if (file !== entry.key.file || !fitsAt(both, place.slice(0, -1), release)) return undefined;
    return { edits: [{ at: model, text: asObject(model, cargo.text ?? valueText(entry)) }, ...removal(owner, entry)] };
  }
  const depth = place.findIndex((_, i) => nodeAt(root, place.slice(0, i + 1)) === undefined);
  const whole = place
    .slice(depth + 1)
    .reduceRight<Node>((inner, step) => objectOf(inner, [entryOf(String(step), inner)]), cargo.node);
  if (!fitsAt(whole, place.slice(0, depth + 1), release)) return undefined;
  const edits = move(root, owner, entry, place, cargo.text);
  return edits && { edits };
}

/** One fallback may be written as a list of one. */
function cargoFor(value: Node, place: Path): Cargo {
  if (place.at(-1) !== 'fallbacks' || textOf(value) === undefined) return { node: value };
  const { file, offset, length } = value;
  return { node: new ArrayNode(file, offset, length, [value]), text: `[${file.text.slice(offset, offset + length)}]` };
}

/** A model of a string, with its fallbacks. */
function asObject(model: Node, fallbacks: string): string {
  const { file, offset, length } = model;
  const style = styleOf(file);
  const primary = file.text.slice(offset, offset + length);
  const [first, second] = [keyText('primary', style), keyText('fallbacks', style)];
  const indented = fallbacks.replaceAll('\n', `\n${indentOf(file, offset)}`);
  return `{${style.gap}${first}:${style.gap}${primary},${style.gap}${second}:${style.gap}${indented}${style.gap}}`;
}

/** `auth.profiles.order` moves as a whole: what is left of it would be a profile. */
function wholeOrder(root: Node, { target: { release } }: Routing): Fix | undefined {
  const profiles = nodeAt(root, ['auth', 'profiles']);
  const entry = profiles?.kind === 'object' ? profiles.entry('order') : undefined;
  const place = ['auth', 'order'];
  if (profiles?.kind !== 'object' || !entry || nodeAt(root, place) || !fitsAt(entry.value, place, release))
    return undefined;
  const edits = move(root, profiles, entry, place);
  return edits && { title: `move ${code('order')} to ${code('auth.order')}`, edits };
}

const objectOf = ({ file, offset, length }: Node, entries: readonly Entry[]): ObjectNode =>
  new ObjectNode(file, offset, length, entries);

const entryOf = (name: string, value: Node): Entry => ({
  key: { file: value.file, offset: value.offset, length: 0, value: name },
  value,
});
