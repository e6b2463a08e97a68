export const HIDDEN = '••••';
/** The minimum length of a text to search for in others; shorter ones are too often part of other words. */
const SHORTEST = 8;
/** Messages cut quotations after this many characters. */
const CUTS = [19, 77];

/**
 * The texts of one home that may not be shown, to be removed from every text about it. There may be many, and most
 * findings quote none.
 */
export class KnownTexts {
  /** by their first characters: the texts, and their lengths, longest first */
  readonly #byStart = new Map<string, { texts: Set<string>; lengths: number[] }>();

  add(text: string): void {
    if (text.length < SHORTEST) return;
    this.#put(text);
    for (const length of CUTS) if (text.length > length) this.#put(text.slice(0, length));
  }

  /** Removes only whole words: part of a longer name stays. */
  hideIn(text: string): string {
    let shown = '';
    let kept = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      const same = this.#byStart.get(text.slice(at, at + SHORTEST));
      const length =
        same && isEdge(text, at) ? same.lengths.find((each) => isThere(same.texts, text, at, each)) : undefined;
      if (length === undefined) continue;
      shown += text.slice(kept, at) + HIDDEN;
      kept = at + length;
      at = kept - 1;
    }
    return shown + text.slice(kept);
  }

  #put(text: string): void {
    const start = text.slice(0, SHORTEST);
    let same = this.#byStart.get(start);
    if (!same) this.#byStart.set(start, (same = { texts: new Set(), lengths: [] }));
    same.texts.add(text);
    if (same.lengths.includes(text.length)) return;
    same.lengths.push(text.length);
    same.lengths.sort((a, b) => b - a);
  }
}

const isThere = (texts: ReadonlySet<string>, text: string, at: number, length: number): boolean =>
  isEdge(text, at + length) && texts.has(text.slice(at, at + length));

/** Whether an offset is at a word boundary. */
const isEdge = (text: string, at: number): boolean => !WORD.test(text[at - 1] ?? '') || !WORD.test(text[at] ?? '');
const WORD = /\w/;
