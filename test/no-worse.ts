import type { Result } from '../src/check.ts';
import { storesIn } from '../src/home/home.ts';
import { type Node, toValue, writePath } from '../src/parse/tree.ts';
import { Paths } from '../src/report/paths.ts';
import type { File, Place } from '../src/text/file.ts';
import { dotted, type Placed, placed } from './recorded.ts';

/** A finding beside what it is about. */
interface Told extends Placed {
  /** what stands there, and at the other ends */
  readonly texts: readonly string[];
  /** where its other ends are */
  readonly ends: readonly string[];
  readonly rank: number;
}

/**
 * What makes a mended home worse (docs/living-with-it.md says the same in plain words). Nothing does if its errors are
 * no more than before, and each finding was there before, by its rule and at its place, or about the same text, which a
 * fix may have moved; or is about what a fix wrote or moved, and is no more severe than a finding that is gone: stands
 * there, names it or its provider, or has it as its other end; or, after an unsafe fix, is a remark on a name that what
 * was taken away had explained.
 *
 * @param before for the release of `after`: a fix may be what tells it
 */
export function worsened(before: Result, after: Result, unsafe: boolean): string[] {
  const [was, is] = [told(before), told(after)];
  const errors = (all: readonly Told[]) => all.filter(({ severity }) => severity === 'error').length;
  const more = errors(is) > errors(was) ? [`${errors(is)} errors after ${errors(was)}`] : [];
  const hid = Math.max(-1, ...unmatched(was, is, (a, b) => b.rank >= a.rank).map(({ rank }) => rank));
  const [old, now] = [meanings(before), meanings(after)];
  const written = [...now].filter(([place, { meant }]) => old.get(place)?.meant !== meant);
  const places = new Set(written.map(([place]) => place));
  // not what is only around it
  const exact = new Set(
    written.flatMap(([place, { isValue }]) => (isValue || old.get(place)?.isValue !== isValue ? [place] : [])),
  );
  const meant = after.routing.refs.flatMap(({ at, path, resolved }) =>
    resolved && exact.has(placeOf(at.file, dotted(writePath(path)))) ? [resolved.provider] : [],
  );
  const words = new Set(
    [...meant, ...written.flatMap(([place, { key, names }]) => (old.has(place) ? names : [key, ...names]))].flatMap(
      wordsOf,
    ),
  );
  const taken = unsafe ? [...old].flatMap(([place, { key }]) => (now.has(place) ? [] : [key])) : [];
  const isExplained = ({ severity, message }: Told) =>
    severity === 'info' && taken.some((name) => message.includes(`\`${name}\``));
  const isWritten = ({ rank, ends, file, path, at, message }: Told) =>
    rank <= hid &&
    (places.has(`${file}\n${path}`) ||
      ends.some((end) => exact.has(end)) ||
      (path === '' && !linesOf(before, file).has(lineAt(at))) ||
      (message.match(/`[^`]+`/g) ?? []).some(
        (name) => exact.has(`${file}\n${name.slice(1, -1)}`) || wordsOf(name).some((word) => words.has(word)),
      ));
  return [
    ...more,
    ...unmatched(is, was, (a, b) => a.rank <= Math.max(b.rank, hid))
      .filter((each) => !isWritten(each) && !isExplained(each))
      .map(({ severity, rule, file, path, message }) => `${severity} ${rule} at ${file} ${path}: ${message}`),
  ];
}

/** The parts of names: a provider in the name of its variable, of a profile and of a model. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];

const placeOf = ({ path: file }: File, path: string): string => `${file}\n${path}`;

function told(result: Result): Told[] {
  const paths = new Paths(result, () => true);
  return placed(result).map((each) => ({
    ...each,
    texts: [each, ...(each.related ?? [])].map(({ at }) => textAt(at)),
    ends: (each.related ?? []).map(({ at }) => placeOf(at.file, dotted(paths.of(at)))),
    rank: rankOf(each),
  }));
}

/** A warning that the gateway does not start is as bad as an error. */
function rankOf({ severity, message, refusesStart, mayRefuseStart }: Placed): number {
  if (severity === 'error' || refusesStart || mayRefuseStart || message.includes('does not start')) return 2;
  return severity === 'warning' ? 1 : 0;
}

const textAt = ({ file, offset, length }: Place): string => file.text.slice(offset, offset + length);
const lineAt = ({ file, offset }: Place): string => file.line(file.position(offset).line).text.trim();

function linesOf({ routing: { home } }: Result, path: string): Set<string> {
  const layer = home.environment.layers.find(({ file }) => file?.path === path);
  return new Set(layer?.file?.text.split('\n').map((line) => line.trim()));
}

/** Those of a list that have no like in the other: first by place, then by what they are about. */
function unmatched(list: readonly Told[], other: readonly Told[], fits: (a: Told, b: Told) => boolean): Told[] {
  const free = new Set(other);
  const match = (isLike: (a: Told, b: Told) => boolean) => (a: Told) => {
    for (const b of free)
      if (a.rule === b.rule && a.file === b.file && fits(a, b) && isLike(a, b)) return !free.delete(b);
    return true;
  };
  return list
    .filter(match((a, b) => a.path === b.path && a.message === b.message))
    .filter(match((a, b) => a.path === b.path))
    .filter(match((a, b) => a.texts.some((text) => b.texts.includes(text))));
}

interface Meaning {
  readonly meant: string;
  readonly isValue: boolean;
  readonly key: string;
  /** what it says, if it is one value; in a store also of which profile */
  readonly names: readonly string[];
}

/** Each place of the files that are trees → what it means. */
function meanings({ routing: { home } }: Result): Map<string, Meaning> {
  const found = new Map<string, Meaning>();
  const stores = storesIn(home).map((store) => store.parsed.root);
  for (const root of [home.root, home.schedules?.parsed.root, ...stores]) if (root) visit(root, '', '', '');
  return found;

  function visit(node: Node, path: string, key: string, owner: string): void {
    const meant = JSON.stringify(toValue(node));
    const isValue = node.kind !== 'object' && node.kind !== 'array';
    const names = isValue ? [meant, ...(stores.some((root) => root?.file === node.file) ? [owner] : [])] : [];
    found.set(placeOf(node.file, path), { meant, isValue, key, names });
    const below = (step: string | number) => (path === '' ? String(step) : `${path}.${step}`);
    if (node.kind === 'array') node.items.forEach((item, i) => visit(item, below(i), '', key));
    if (node.kind === 'object')
      for (const entry of node.entries) visit(entry.value, below(entry.key.value), entry.key.value, key);
  }
}
