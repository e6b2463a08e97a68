import type { Result } from '../check.ts';
import type { Dotenv } from '../parse/dotenv.ts';
import type { Key, Node, ScalarNode } from '../parse/tree.ts';
import type { File, Place } from '../text/file.ts';
import { HIDDEN, KnownTexts } from './known-texts.ts';
import { readable } from './readable.ts';
import { ShownTexts, type Stretch } from './shown-texts.ts';
import { type Units, units } from './units.ts';

/** A word that people write as a value and that is not a secret. */
const PLAIN_WORD = /^[A-Za-z]+$/;
const WHOLE: readonly Stretch[] = [{ start: 0, end: Number.POSITIVE_INFINITY }];

/**
 * Decides what may be shown of one home in all output: what is known not to be secret; dots replace everything else.
 */
export class Mask {
  readonly #shown: ShownTexts;
  readonly #texts = new KnownTexts();
  readonly #units = new Map<File, Units>();

  constructor({ routing }: Result) {
    const { home } = routing;
    this.#shown = new ShownTexts(routing);
    const trees = [home.config, ...home.included, home.schedules, home.project].flatMap((source) => source ?? []);
    for (const { file, parsed } of trees) this.#addTree(file, parsed.root, parsed.comments);
    for (const { file, parsed, state } of [...home.stores, ...(home.inventory ?? [])]) {
      this.#addTree(file, parsed.root, parsed.comments);
      if (state?.root) this.#addTree(state.root.file, state.root, state.comments);
    }
    for (const { dotenv } of home.environment.layers) if (dotenv) this.#addDotenv(dotenv);
  }

  /** A message of ours, with quotations that may not be shown masked. */
  text(text: string): string {
    return readable(this.#texts.hideIn(text));
  }

  /** Whether a text can be shown unchanged. */
  allows(text: string): boolean {
    return this.text(text) === text;
  }

  /** Whether a key may be shown; one without a value or closing quote may not be a key, or only half of one. */
  key(key: Key, value: Node): boolean {
    return this.#shown.key(key, value.kind !== 'missing' && !isCut(key));
  }

  /** A range of a file, masked, and the new positions of the given offsets. */
  excerpt(file: File, start: number, end: number, marks: readonly number[]): { text: string; marks: number[] } {
    const moved = marks.map((mark) => mark - start);
    let text = '';
    let at = start;
    for (const [from, to] of (this.#units.get(file) ?? units(file, [])).hidden(start, end)) {
      text += file.text.slice(at, from) + HIDDEN;
      const shift = to - from - HIDDEN.length;
      marks.forEach((mark, i) => {
        if (mark >= to) moved[i] = moved[i]! - shift;
        else if (mark > from) moved[i] = moved[i]! - Math.max(0, mark - from - HIDDEN.length);
      });
      at = to;
    }
    return { text: text + file.text.slice(at, end), marks: moved };
  }

  #addTree(file: File, root: Node | undefined, comments: readonly Place[]): void {
    const found = comments.map(({ offset, length }) => ({ offset, length, shown: [] as readonly Stretch[] }));
    const stack: Node[] = root ? [root] : [];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.kind === 'array') for (const item of node.items) stack.push(item);
      else if (node.kind === 'object')
        for (const { key, value } of node.entries) {
          const isShown = this.key(key, value);
          if (!isShown && !PLAIN_WORD.test(key.value)) this.#texts.add(key.value);
          found.push({ offset: key.offset, length: key.length, shown: isShown ? WHOLE : [] });
          stack.push(value);
        }
      else if (node.kind === 'scalar') found.push(this.#valueUnit(node));
    }
    this.#units.set(file, units(file, found));
  }

  #valueUnit(node: ScalarNode): Place & { shown: readonly Stretch[] } {
    const { file, offset, length, value } = node;
    const shown = isCut(node) ? [] : this.#shown.value(node);
    const text = String(value);
    const [first] = shown;
    if (first?.start === 0 && first.end === text.length) return { file, offset, length, shown: WHOLE };
    if (!PLAIN_WORD.test(text) || this.#shown.isSecret(node)) this.#texts.add(text);
    const quotes = /["'`]/.test(file.text[offset] ?? '') ? 1 : 0;
    // escapes make it impossible to locate a part of the value in the text
    return { file, offset, length, shown: length === text.length + 2 * quotes ? shown : [] };
  }

  #addDotenv({ file, variables, ignored }: Dotenv): void {
    const found = ignored.map(({ offset, length }) => ({ offset, length, shown: [] as readonly Stretch[] }));
    for (const { name, value, cut } of variables) {
      found.push({ ...name, shown: this.#shown.key(name, true) ? WHOLE : [] });
      const text = file.text.slice(value.offset, value.offset + value.length);
      if (value.length > 0) found.push({ ...value, shown: [] });
      if (cut) found.push({ ...cut, shown: [] });
      if (!PLAIN_WORD.test(text) && !this.#shown.isKnown(text)) this.#texts.add(text);
    }
    this.#units.set(file, units(file, found));
  }
}

/** Whether a quoted text lacks its closing quote. */
const isCut = ({ file: { text }, offset, length }: Place): boolean =>
  /["'`]/.test(text[offset] ?? '') && (length < 2 || text[offset + length - 1] !== text[offset]);
