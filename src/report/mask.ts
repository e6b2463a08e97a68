import type { Result } from '../check.ts';
import { lookalikes, substitutions } from '../env/references.ts';
import { storesIn } from '../home/home.ts';
import type { Parsed } from '../parse/parsed.ts';
import type { Key, Node } from '../parse/tree.ts';
import type { File } from '../text/file.ts';
import { once } from '../text/memo.ts';
import { HIDDEN, KnownTexts } from './known-texts.ts';
import { isNameLike } from './name-like.ts';
import { isWholeKey, type Part, partsOfDotenv, partsOfTree } from './parts.ts';
import { printable } from './printable.ts';
import { readable } from './readable.ts';
import { ShownTexts } from './shown-texts.ts';
import { type Units, units } from './units.ts';

/**
 * Decides what may be shown of one home in all output: what is known not to be secret; dots replace everything else.
 * Nothing is worked out but for what is asked: most runs show a few lines.
 */
export class Mask {
  readonly #shown: ShownTexts;
  readonly #parts = new Map<File, () => readonly Part[]>();
  readonly #units = new Map<File, Units>();
  readonly #texts = once(() => this.#index());

  constructor({ routing }: Result) {
    const { home } = routing;
    const shown = new ShownTexts(routing);
    this.#shown = shown;
    const add = (file: File, parsed: Pick<Parsed, 'root' | 'comments'>, isConfig = false) =>
      this.#parts.set(
        file,
        once(() => partsOfTree(parsed, shown, isConfig)),
      );
    for (const source of [home.config, ...home.included]) if (source) add(source.file, source.parsed, true);
    for (const source of [home.schedules, ...(home.project?.texts ?? []), home.baseline])
      if (source) add(source.file, source.parsed);
    for (const { file, parsed, state } of storesIn(home)) {
      add(file, parsed);
      if (state?.root) add(state.root.file, state);
    }
    for (const { dotenv } of home.environment.layers)
      if (dotenv)
        this.#parts.set(
          dotenv.file,
          once(() => partsOfDotenv(dotenv, shown)),
        );
  }

  /** A message of ours, with quotations that may not be shown masked. */
  text(text: string): string {
    return readable(this.#texts().hideIn(text));
  }

  /** The same for one line: nothing in it begins another, or turns the direction of writing. */
  line(text: string): string {
    return printable(this.text(text));
  }

  /** Whether a text can be shown unchanged. */
  allows(text: string): boolean {
    return this.text(text) === text;
  }

  /** Whether a key may be shown. */
  key(key: Key, value: Node): boolean {
    return this.#shown.key(key, isWholeKey(key, value));
  }

  /** A range of a file, masked, and the new positions of the given offsets. */
  excerpt(file: File, start: number, end: number, marks: readonly number[]): { text: string; marks: number[] } {
    const moved = marks.map((mark) => mark - start);
    let text = '';
    let at = start;
    for (const [from, to] of this.#unitsOf(file).hidden(start, end)) {
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

  #unitsOf(file: File): Units {
    let found = this.#units.get(file);
    if (!found) this.#units.set(file, (found = units(file, this.#parts.get(file)?.() ?? [])));
    return found;
  }

  #index(): KnownTexts {
    const texts = new KnownTexts();
    for (const parts of this.#parts.values())
      for (const part of parts()) {
        texts.add(part.text, part);
        for (const name of this.#unlikely(part.text)) texts.add(name);
      }
    return texts;
  }

  /** Messages tell the variables of a text, also those in capitals that were meant: some are pieces of a secret. */
  #unlikely(text: string): string[] {
    return [...substitutions(text), ...lookalikes(text)].flatMap(({ name }) =>
      name === undefined || isNameLike(name) || this.#shown.isKnown(name) ? [] : [name, name.toUpperCase()],
    );
  }
}
