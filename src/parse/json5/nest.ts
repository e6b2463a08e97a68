import type { Place } from '../../text/file.ts';
import type { Duplicate } from '../parsed.ts';
import {
  ArrayNode,
  areDistinct,
  type Entry,
  isPrototype,
  type Key,
  MissingNode,
  type Node,
  ObjectNode,
} from '../tree.ts';
import type { Tokens } from './tokens.ts';

const DEEPEST = 1000;

interface Frame {
  readonly offset: number;
  readonly key: Key | undefined;
  readonly entries: Entry[] | undefined;
  readonly items: Node[] | undefined;
  readonly extra: boolean;
}

/** The objects and arrays open at a point in the text, and the tree being built. */
export class Nest {
  root: Node | undefined;
  tooDeep: Place | undefined;
  readonly duplicates: Duplicate[] = [];
  /** per open bracket its token × 2, plus one for an array: all that is kept for levels below DEEPEST */
  readonly #brackets: number[] = [];
  readonly #frames: Frame[] = [];
  #deepKey: Key | undefined;

  constructor(readonly tokens: Tokens) {}

  get depth(): number {
    return this.#brackets.length;
  }

  /** @param back 0 is the innermost bracket, 1 its parent */
  token(back = 0): number {
    return this.#brackets[this.#brackets.length - 1 - back]! >> 1;
  }

  isArray(back = 0): boolean {
    return (this.#brackets[this.#brackets.length - 1 - back]! & 1) === 1;
  }

  /**
   * @param key the key in the parent; undefined in arrays, or to leave the value out of the tree
   * @param extra a bracket too many: what it holds belongs to its parent
   */
  open(token: number, array: boolean, key: Key | undefined, extra = false): void {
    const offset = this.tokens.start[token]!;
    if (this.depth < DEEPEST) {
      const entries = array ? undefined : extra ? this.#frames.at(-1)?.entries : undefined;
      this.#frames.push({
        offset,
        key,
        entries: array ? undefined : (entries ?? []),
        items: array ? [] : undefined,
        extra: entries !== undefined,
      });
    } else if (this.depth === DEEPEST) {
      this.tooDeep ??= { file: this.tokens.file, offset, length: 1 };
      this.#deepKey = key;
    }
    this.#brackets.push(token * 2 + (array ? 1 : 0));
  }

  /** @param end the offset after the closing bracket, or where it should be */
  close(end: number, open: boolean): void {
    const token = this.#brackets.pop()! >> 1;
    const { file } = this.tokens;
    if (this.depth >= DEEPEST) {
      const offset = this.tokens.start[token]!;
      if (this.depth === DEEPEST) this.attach(this.#deepKey, new MissingNode(file, offset, end - offset));
      return;
    }
    const { offset, key, entries, items, extra } = this.#frames.pop()!;
    if (extra) return;
    const node = entries
      ? new ObjectNode(file, offset, end - offset, entries, open, this.#distinct(entries) && !entries.some(isPrototype))
      : new ArrayNode(file, offset, end - offset, items!, open);
    this.attach(key, node);
  }

  attach(key: Key | undefined, value: Node): void {
    if (this.depth > DEEPEST) return;
    const frame = this.#frames.at(-1);
    if (!frame) this.root ??= value;
    else if (frame.items) frame.items.push(value);
    else if (key) frame.entries!.push({ key, value });
  }

  /** Whether all keys differ; records duplicates. */
  #distinct(entries: readonly Entry[]): boolean {
    if (areDistinct(entries)) return true;
    const seen = new Map<string, { first: Key; last: Key }>();
    for (const { key } of entries) {
      const pair = seen.get(key.value);
      if (pair) pair.last = key;
      else seen.set(key.value, { first: key, last: key });
    }
    for (const pair of seen.values()) if (pair.first !== pair.last) this.duplicates.push(pair);
    return false;
  }
}
