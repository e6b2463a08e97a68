import { releases } from '../src/release/releases.ts';
import { type Alternative, type Child, inOf, type Place } from './places.ts';

/**
 * The text of schema/openclaw/*.txt. One line a place, in the order of their paths:
 *
 *     path  releases  alternative  alternative …
 *
 * set apart by tabs. `releases` is empty where the place is there whenever what is around it is; ` required` follows
 * where it may not be left out, with releases of its own where that is not always so. An alternative is a type, in a
 * union of objects with the key and word that tell them apart, and then keywords of JSON Schema; releases stand before
 * it where it does not hold in all of the place's. `= path` says that the place is the same as another, with all that
 * is below it. In a path `*` stands for any other key of a map, `[]` for an item, `<source=env>` for one object of a
 * union.
 */
export function writePlaces(root: Place, all = EVERY): string[] {
  const lines: string[] = [];
  const written = new Map<string, string>();
  visit({ place: root, in: all, required: 0n }, '', all);
  return lines;

  function visit({ place, in: own, required }: Child, path: string, around: bigint): void {
    const need = required === 0n ? '' : required === own ? ' required' : ` required ${runs(required)}`;
    const head = `${path}\t${own === around ? '' : runs(own)}${need}`;
    const same = hasInside(place) ? signOf(place, own) : undefined;
    const other = same && written.get(same);
    if (other !== undefined) {
      lines.push(`${head}\t= ${other}`);
      return;
    }
    if (same) written.set(same, path);
    const cells = [...place.alternatives].flatMap(([sign, { words }]) =>
      [...words].map(
        ([text, mask]) => `${mask === own ? '' : `${runs(mask)} `}${sign}${text === '{}' ? '' : ` ${text}`}`,
      ),
    );
    lines.push([head, ...cells].join('\t'));
    for (const [sign, alternative] of place.alternatives) {
      const here = path + (sign.includes('=') ? `<${sign.slice(sign.indexOf(' ') + 1)}>` : '');
      const mask = inOf(alternative);
      for (const [name, child] of [...alternative.keys].sort(([a], [b]) => (a < b ? -1 : 1)))
        visit(child, here ? `${here}.${name}` : name, mask);
      if (alternative.rest) visit(alternative.rest, `${here}.*`, mask);
      if (alternative.items) visit(alternative.items, `${here}[]`, mask);
    }
  }

  function runs(mask: bigint): string {
    return stretches(mask)
      .map(([from, to]) => `${releases()[from]}..${to === releases().length - 1 ? '' : releases()[to]}`)
      .join(',');
  }
}

/** All releases, as bits. */
export const EVERY = (1n << BigInt(releases().length)) - 1n;

/** What is smaller is said again where it stands. */
const WORTH = 3;

const hasInside = (place: Place): boolean => sizeOf(place) >= WORTH;

const sizes = new WeakMap<Place, number>();

/** How many places are below a place. */
function sizeOf(place: Place): number {
  let size = sizes.get(place);
  if (size === undefined) {
    const below = [...place.alternatives.values()].flatMap(({ keys, items, rest }) => [
      ...keys.values(),
      ...(items ? [items] : []),
      ...(rest ? [rest] : []),
    ]);
    sizes.set(place, (size = below.reduce((sum, child) => sum + 1 + sizeOf(child.place), 0)));
  }
  return size;
}

const signs = new WeakMap<Place, Map<bigint, string>>();

/** Equal for places that say the same of the same releases, seen from their own. */
function signOf(place: Place, own: bigint): string {
  let known = signs.get(place);
  if (!known) signs.set(place, (known = new Map()));
  let sign = known.get(own);
  if (sign === undefined) {
    const child = (each: Child | undefined, around: bigint) =>
      each && [
        each.in === around ? '' : String(each.in),
        each.required === each.in ? '!' : String(each.required),
        idOf(signOf(each.place, each.in)),
      ];
    sign = JSON.stringify(
      [...place.alternatives]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, alternative]) => {
          const { words, keys, items, rest } = alternative;
          const mask = inOf(alternative);
          return [
            name,
            [...words].map(([text, of]) => [text, of === own ? '' : String(of)]),
            [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, child(each, mask)]),
            child(items, mask),
            child(rest, mask),
          ];
        }),
    );
    known.set(own, sign);
  }
  return sign;
}

const ids = new Map<string, number>();
function idOf(sign: string): number {
  let id = ids.get(sign);
  if (id === undefined) ids.set(sign, (id = ids.size));
  return id;
}

/** A set of releases as runs: first and last of each, as places in the list of all. */
export function stretches(mask: bigint): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < releases().length; at++) {
    if (!((mask >> BigInt(at)) & 1n)) continue;
    const last = found.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else found.push([at, at]);
  }
  return found;
}

/** What writePlaces wrote. @throws Error on a line that is none of its */
export function readPlaces(lines: readonly string[], all = EVERY): Place {
  const byPath = new Map<string, { head: string; cells: string[] }>();
  const below = new Map<string, string[]>();
  for (const line of lines) {
    const [path = '', head = '', ...cells] = line.split('\t');
    byPath.set(path, { head, cells });
    if (path === '') continue;
    const owner = ownerOf(path);
    below.set(owner, [...(below.get(owner) ?? []), path]);
  }
  return placeAt('', all);

  function placeAt(path: string, own: bigint): Place {
    const { cells } = byPath.get(path) ?? fail(path);
    const [first] = cells;
    if (first?.startsWith('= ')) return placeAt(first.slice(2), own);
    const words = new Map<string, Map<string, bigint>>();
    for (const cell of cells) {
      const [, range, sign, text = '{}'] = /^(?:(\d[\d.,-]*) )?([^{]+?)(?: (\{.*\}))?$/s.exec(cell) ?? fail(path);
      const mask = range ? maskOf(range) & own : own;
      if (mask === 0n) continue;
      const known = words.get(sign!) ?? new Map<string, bigint>();
      words.set(sign!, known.set(text, mask));
    }
    return {
      alternatives: new Map(
        [...words].map(([sign, of]): [string, Alternative] => [
          sign,
          { words: of, ...inside(path, sign, inOf({ words: of, keys: new Map() })) },
        ]),
      ),
    };
  }

  function inside(path: string, sign: string, mask: bigint): Omit<Alternative, 'words'> {
    const here = path + (sign.includes('=') ? `<${sign.slice(sign.indexOf(' ') + 1)}>` : '');
    const keys = new Map<string, Child>();
    let items: Child | undefined;
    let rest: Child | undefined;
    if (sign === 'array') items = byPath.has(`${here}[]`) ? childAt(`${here}[]`, mask) : undefined;
    if (sign.startsWith('object'))
      for (const each of below.get(here) ?? []) {
        if (each.endsWith('[]')) continue;
        const child = childAt(each, mask);
        if (child.in === 0n) continue;
        if (each === `${here}.*`) rest = child;
        else keys.set(each.slice(here.length + (here ? 1 : 0)), child);
      }
    return { keys, ...(items && { items }), ...(rest && { rest }) };
  }

  function childAt(path: string, around: bigint): Child {
    const [, range, , asked, need] = /^(\d\S*)?( ?(required)(?: (\S+))?)?$/.exec(byPath.get(path)!.head) ?? fail(path);
    const own = range ? maskOf(range) & around : around;
    return { place: placeAt(path, own), in: own, required: asked ? (need ? maskOf(need) & own : own) : 0n };
  }

  function fail(path: string): never {
    throw new Error(`schema/openclaw: cannot read the line of ${path || 'the root'}`);
  }
}

const ownerOf = (path: string): string =>
  path.endsWith('[]') ? path.slice(0, -2) : path.replace(/(?:^|\.)[^.<>]*$/, '');

/** `2026.1.29..2026.3.2,2026.4.1..` as bits. */
function maskOf(text: string): bigint {
  let mask = 0n;
  for (const range of text.split(',')) {
    const [since = '', until] = range.split('..');
    const [from, to] = [releases().indexOf(since), until ? releases().indexOf(until) : releases().length - 1];
    if (from < 0 || to < 0) throw new Error(`schema/openclaw names an unknown release in ${range}`);
    for (let at = from; at <= to; at++) mask |= 1n << BigInt(at);
  }
  return mask;
}
