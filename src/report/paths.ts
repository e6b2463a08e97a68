import type { Result } from '../check.ts';
import { storesIn } from '../home/home.ts';
import { type Key, type Node, type Path, writePath } from '../parse/tree.ts';
import { partitionPoint } from '../text/binary-search.ts';
import type { File, Place } from '../text/file.ts';
import { HIDDEN } from './known-texts.ts';

interface Spot {
  readonly offset: number;
  readonly end: number;
  readonly step: string | number;
  readonly parent: Spot | undefined;
}

/** Place → config path, for all files of a home. Built lazily. */
export class Paths {
  #spots = new Map<File, Spot[]>();

  /** @param isShown whether a key may be named */
  constructor(
    { routing: { home } }: Result,
    readonly isShown: (key: Key, value: Node) => boolean,
  ) {
    const stores = storesIn(home).flatMap((store) => [store.parsed.root, store.state?.root]);
    // splicing removes the `$include` keys; the config as written still has them
    const written = home.includeProblems.length > 0 ? home.config?.parsed.root : undefined;
    for (const root of [home.root, written, home.schedules?.parsed.root, ...stores]) if (root) this.#collect(root);
    for (const spots of this.#spots.values()) spots.sort((a, b) => a.offset - b.offset || b.end - a.end);
  }

  /** The path of the innermost value or key around a place; empty for the root, or if there is none. */
  of(place: Place): string {
    const spots = this.#spots.get(place.file) ?? [];
    let spot = spots[partitionPoint(spots.length, (i) => spots[i]!.offset <= place.offset) - 1];
    while (spot && spot.end < place.offset + place.length) spot = spot.parent;
    const path: (string | number)[] = [];
    for (; spot?.parent; spot = spot.parent) path.unshift(spot.step);
    return writePath(path as Path);
  }

  #collect(root: Node): void {
    const stack: [Node, Spot | undefined, string | number][] = [[root, undefined, '']];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const [node, parent, step] = next;
      const spot = this.#add(node, parent, step);
      if (node.kind === 'array') node.items.forEach((item, i) => stack.push([item, spot, i]));
      if (node.kind === 'object')
        for (const { key, value } of node.entries) {
          const step = this.isShown(key, value) ? key.value : HIDDEN;
          this.#add(key, spot, step);
          stack.push([value, spot, step]);
        }
    }
  }

  #add(place: Place, parent: Spot | undefined, step: string | number): Spot {
    const spot = { offset: place.offset, end: place.offset + place.length, step, parent };
    const spots = this.#spots.get(place.file);
    if (spots) spots.push(spot);
    else this.#spots.set(place.file, [spot]);
    return spot;
  }
}
