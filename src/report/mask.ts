import type { Result } from '../check.ts';
import type { Dotenv } from '../parse/dotenv.ts';
import type { Node } from '../parse/tree.ts';
import { partitionPoint } from '../text/binary-search.ts';
import type { File, Place } from '../text/file.ts';
import { HIDDEN, KnownTexts } from './known-texts.ts';
import {
  isOpen,
  isTangled,
  KIND,
  LOOKALIKE,
  MEMORY,
  PLAIN_FIELDS,
  REFERENCE,
  SECRET_NAME,
  SECRET_OBJECT,
  SECRET_SHAPE,
} from './secret-words.ts';

/** How far outside an excerpt, in characters, a key or comment that reaches into it may begin or end. */
const AROUND = 1000;

/** Masks what looks like a key in a text that belongs to no home, such as a command-line argument. */
export const hideKeys = (text: string): string => text.replace(SECRET_SHAPE, HIDDEN);

/** Masks the secrets of one home in everything printed about it. */
export class Mask {
  #places = new Map<File, Place[]>();
  /** file → for each secret place, the furthest end among it and those before it */
  #reach = new Map<File, number[]>();
  #texts = new KnownTexts();

  constructor({ routing }: Result) {
    const { home, secrets } = routing;
    for (const { node } of secrets) this.#hideAll(node);
    for (const source of [home.config, ...home.included, home.schedules, home.project]) {
      if (source?.parsed.root) this.#search(source.parsed.root, false);
      for (const { at } of source?.parsed.errors ?? []) if (isTangled(wordAt(at))) this.#hide(at, true);
    }
    for (const { at } of home.project?.problems ?? []) if (isTangled(wordAt(at))) this.#hide(at, true);
    for (const store of [...home.stores, ...(home.inventory ?? [])])
      if (store.parsed.root) this.#searchStore(store.parsed.root);
    for (const { dotenv } of home.environment.layers) if (dotenv) this.#searchDotenv(dotenv);
    for (const [file, places] of this.#places) {
      places.sort((a, b) => a.offset - b.offset);
      let end = 0;
      this.#reach.set(
        file,
        places.map(({ offset, length }) => (end = Math.max(end, offset + length))),
      );
    }
  }

  /** A message of ours, with any secret it quotes masked. */
  text(text: string): string {
    return hideKeys(this.#texts.hideIn(text));
  }

  /** A range of a file with secrets masked, and where two offsets have moved to in it. */
  excerpt(file: File, start: number, end: number, marks: readonly number[]): { text: string; marks: number[] } {
    const plain = this.#plain(file, start, end);
    const moved = [...marks];
    let text = '';
    let at = start;
    const places = this.#places.get(file) ?? [];
    const reach = this.#reach.get(file) ?? [];
    const first = partitionPoint(reach.length, (i) => reach[i]! <= start);
    for (let i = first; i < places.length && places[i]!.offset < end; i++) {
      const place = places[i]!;
      const from = Math.max(place.offset, at);
      const to = Math.min(place.offset + place.length, end);
      if (to <= from) continue;
      text += plain.slice(at - start, from - start) + HIDDEN;
      const shift = to - from - HIDDEN.length;
      marks.forEach((mark, i) => {
        if (mark >= to) moved[i] = moved[i]! - shift;
        else if (mark > from) moved[i] = moved[i]! - Math.max(0, mark - from - HIDDEN.length);
      });
      at = to;
    }
    return { text: text + plain.slice(at - start), marks: moved.map((mark) => mark - start) };
  }

  /**
   * A range of one line with everything that looks like a key masked. Searches beyond both ends, as half a key is not
   * recognizable.
   */
  #plain(file: File, start: number, end: number): string {
    const before = file.text
      .slice(Math.max(0, start - AROUND), start)
      .split('\n')
      .at(-1)!;
    const after = file.text.slice(end, end + AROUND).split('\n', 1)[0]!;
    const shown = this.#commentless(before + file.text.slice(start, end) + after).replace(SECRET_SHAPE, dots);
    return shown.slice(before.length, before.length + end - start);
  }

  /** Long mixed words in a comment may be keys parked there. */
  #commentless(text: string): string {
    return text.replace(/(?:^|\s)(?:\/\/|#|\/\*).*$/, (comment) =>
      comment.replace(/[\w+=-]{16,}/g, (word) => (isTangled(word) ? dots(word) : word)),
    );
  }

  #search(node: Node, hide: boolean): void {
    const stack: [Node, boolean][] = [[node, hide]];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const [at, secret] = next;
      if (at.kind === 'array') for (const item of at.items) stack.push([item, secret]);
      if (at.kind === 'object')
        for (const { key, value } of at.entries)
          stack.push([
            value,
            (secret && value.kind !== 'object' && !isOpen(key.value, value)) ||
              SECRET_NAME.test(key.value) ||
              SECRET_OBJECT.test(key.value),
          ]);
      if (secret && at.kind === 'scalar') this.#hideAll(at);
    }
  }

  #searchStore(root: Node): void {
    const stack: Node[] = [root];
    for (let at = stack.pop(); at; at = stack.pop()) {
      if (at.kind === 'array') stack.push(...at.items);
      if (at.kind !== 'object') continue;
      for (const { key, value } of at.entries) {
        if (at === root && MEMORY.has(key.value)) continue;
        if (value.kind === 'scalar' && !PLAIN_FIELDS.has(key.value)) this.#hideAll(value);
        else stack.push(value);
      }
    }
  }

  #searchDotenv({ variables, ignored }: Dotenv): void {
    for (const { name, value, cut } of variables) {
      this.#hide(value, SECRET_NAME.test(name.value) || value.length >= 16);
      if (cut) this.#hide(cut, false);
    }
    for (const line of ignored) this.#hide(line, false);
  }

  #hideAll(node: Node): void {
    if (node.kind === 'array') for (const item of node.items) this.#hideAll(item);
    if (
      node.kind !== 'scalar' ||
      typeof node.value !== 'string' ||
      REFERENCE.test(node.value) ||
      KIND.test(node.value) ||
      LOOKALIKE.test(node.value)
    )
      return;
    const quoted = /^["']/.test(node.file.text[node.offset] ?? '') ? 1 : 0;
    this.#hide({ file: node.file, offset: node.offset + quoted, length: Math.max(0, node.length - 2 * quoted) }, true);
    this.#texts.add(node.value);
  }

  #hide(place: Place, inTexts: boolean): void {
    if (place.length === 0) return;
    const places = this.#places.get(place.file);
    if (places) places.push(place);
    else this.#places.set(place.file, [place]);
    if (inTexts) this.#texts.add(place.file.text.slice(place.offset, place.offset + place.length));
  }
}

const dots = (secret: string): string => '•'.repeat(secret.length);

const wordAt = ({ file, offset, length }: Place): string => file.text.slice(offset, offset + length);
