export const HIDDEN = '••••';
/** The length from which a text is looked for in others; a shorter one is too often a part of other words. */
const SHORTEST = 8;
/** Messages cut what they quote: after so many characters. */
const CUTS = [19, 77];

/**
 * Texts of one home that may not be shown, to be taken out of every text about it. A home may hold many, and many
 * findings quote none of them.
 */
export class KnownTexts {
  /** by how they begin: the texts, and their lengths, the longest first */
  readonly #byStart = new Map<string, { texts: Set<string>; lengths: number[] }>();

  add(text: string): void {
    if (text.length < SHORTEST) return;
    this.#put(text);
    for (const length of CUTS) if (text.length > length) this.#put(text.slice(0, length));
  }

  /** Only whole words are taken out: what is one part of a longer name stays. */
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

/** Whether no word goes on over an offset. */
const isEdge = (text: string, at: number): boolean => !WORD.test(text[at - 1] ?? '') || !WORD.test(text[at] ?? '');
const WORD = /\w/;
