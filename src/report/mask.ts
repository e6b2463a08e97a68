import type { Result } from '../check.ts';
import type { Dotenv } from '../parse/dotenv.ts';
import type { Parsed } from '../parse/parsed.ts';
import type { Entry, Key, Node, ScalarNode } from '../parse/tree.ts';
import type { File, Place } from '../text/file.ts';
import { once } from '../text/memo.ts';
import { HIDDEN, KnownTexts } from './known-texts.ts';
import { readable } from './readable.ts';
import { ShownTexts, type Stretch } from './shown-texts.ts';
import { type Unit, type Units, units } from './units.ts';

/** A word that people write as a value and that is not a secret. */
const PLAIN_WORD = /^[A-Za-z]+$/;
const NONE: readonly Stretch[] = [];
const WHOLE: readonly Stretch[] = [{ start: 0, end: Number.POSITIVE_INFINITY }];

/**
 * Decides what may be shown of one home in all output: what is known not to be secret; dots replace everything else.
 * Nothing is worked out but for what is asked: most runs show a few lines.
 */
export class Mask {
  readonly #shown: ShownTexts;
  readonly #texts = new KnownTexts();
  readonly #units = new Map<File, Units>();

  constructor({ routing }: Result) {
    const { home } = routing;
    this.#shown = new ShownTexts(routing);
    for (const source of [home.config, ...home.included]) if (source) this.#addTree(source.file, source.parsed, true);
    for (const source of [home.schedules, home.project]) if (source) this.#addTree(source.file, source.parsed);
    for (const { file, parsed, state } of [...home.stores, ...(home.inventory ?? [])]) {
      this.#addTree(file, parsed);
      if (state?.root) this.#addTree(state.root.file, state);
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

  /** @param isConfig keys there say what is an address or a file */
  #addTree(file: File, { root, comments }: Pick<Parsed, 'root' | 'comments'>, isConfig = false): void {
    const found: Unit[] = comments.map(({ offset, length }) => ({ offset, length, shown: () => NONE }));
    const visit = (node: Node, key?: string): void => {
      if (node.kind === 'array') for (const item of node.items) visit(item, key);
      else if (node.kind === 'object')
        for (const entry of node.entries) {
          found.push(this.#keyUnit(entry));
          visit(entry.value, isConfig ? entry.key.value : undefined);
        }
      else if (node.kind === 'scalar') found.push(this.#valueUnit(node, key));
    };
    if (root) visit(root);
    this.#units.set(file, units(file, found));
  }

  #keyUnit({ key, value }: Entry): Unit {
    const isShown = () => this.key(key, value);
    if (!PLAIN_WORD.test(key.value)) this.#texts.add(key.value, () => !isShown());
    return { offset: key.offset, length: key.length, shown: () => (isShown() ? WHOLE : NONE) };
  }

  #valueUnit(node: ScalarNode, key: string | undefined): Unit {
    const { offset, length, value } = node;
    const text = String(value);
    const shown = once(() => (isCut(node) ? NONE : this.#shown.value(node, key)));
    const isWhole = () => shown()[0]?.start === 0 && shown()[0]!.end === text.length;
    this.#texts.add(text, () => !isWhole() && (!PLAIN_WORD.test(text) || this.#shown.isSecret(node)));
    const quotes = /["'`]/.test(node.file.text[offset] ?? '') ? 1 : 0;
    // escapes make it impossible to locate a part of the value in the text
    const isPlain = length === text.length + 2 * quotes;
    return { offset, length, shown: () => (isWhole() ? WHOLE : isPlain ? shown() : NONE) };
  }

  #addDotenv({ file, variables, ignored }: Dotenv): void {
    const hidden = ({ offset, length }: Pick<Place, 'offset' | 'length'>): Unit => ({
      offset,
      length,
      shown: () => NONE,
    });
    const found = ignored.map(hidden);
    for (const { name, value, cut } of variables) {
      const { offset, length } = name;
      found.push({ offset, length, shown: () => (this.#shown.key(name, true) ? WHOLE : NONE) });
      const text = file.text.slice(value.offset, value.offset + value.length);
      if (value.length > 0) found.push(hidden(value));
      if (cut) found.push(hidden(cut));
      if (!PLAIN_WORD.test(text)) this.#texts.add(text, () => !this.#shown.isKnown(text));
    }
    this.#units.set(file, units(file, found));
  }
}

/** Whether a quoted text lacks its closing quote. */
const isCut = ({ file: { text }, offset, length }: Place): boolean =>
  /["'`]/.test(text[offset] ?? '') && (length < 2 || text[offset + length - 1] !== text[offset]);
