export const HIDDEN = '••••';
/** The minimum length of a text to search for in others; shorter ones are too often part of other words. */
const SHORTEST = 8;
/** Messages cut quotations after this many characters. */
const CUTS = [19, 77];

/** One place of a text. */
export interface Occurrence {
  /** whether the text may not be shown there */
  isHidden(): boolean;
}

const ALWAYS: Occurrence = { isHidden: () => true };

/**
 * The texts of one home that may not be shown, to be removed from every text about it. There may be many, and most
 * findings quote none: whether one is to be hidden is asked when it is found.
 */
export class KnownTexts {
  /** where each text stands, or whether it is to be hidden */
  readonly #texts = new Map<string, Occurrence[] | boolean>();
  /** of the texts by their first characters, longest first */
  readonly #lengths = new Map<string, number[]>();

  /** Ids of providers and agents are told in small letters, so a text is looked for in these, too. */
  add(text: string, at: Occurrence = ALWAYS): void {
    if (text.length < SHORTEST) return;
    const small = text.toLowerCase();
    for (const each of small === text ? [text] : [text, small]) {
      this.#put(each, at);
      for (const length of CUTS) if (each.length > length) this.#put(each.slice(0, length), at);
    }
  }

  /** Removes only whole words: part of a longer name stays. */
  hideIn(text: string): string {
    let shown = '';
    let kept = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      const lengths = this.#lengths.get(text.slice(at, at + SHORTEST));
      if (!lengths || !isEdge(text, at)) continue;
      const length = lengths.find((each) => isEdge(text, at + each) && this.#isHidden(text.slice(at, at + each)));
      if (length === undefined) continue;
      shown += text.slice(kept, at) + HIDDEN;
      kept = at + length;
      at = kept - 1;
    }
    return shown + text.slice(kept);
  }

  #put(text: string, at: Occurrence): void {
    const known = this.#texts.get(text);
    if (typeof known === 'object') {
      known.push(at);
      return;
    }
    this.#texts.set(text, [at]);
    const start = text.slice(0, SHORTEST);
    const lengths = this.#lengths.get(start);
    if (!lengths) this.#lengths.set(start, [text.length]);
    else if (!lengths.includes(text.length)) {
      lengths.push(text.length);
      lengths.sort((a, b) => b - a);
    }
  }

  #isHidden(text: string): boolean {
    const known = this.#texts.get(text) ?? false;
    if (typeof known === 'boolean') return known;
    const isHidden = known.some((each) => each.isHidden());
    this.#texts.set(text, isHidden);
    return isHidden;
  }
}

/** Whether an offset is at a word boundary. */
const isEdge = (text: string, at: number): boolean => !WORD.test(text[at - 1] ?? '') || !WORD.test(text[at] ?? '');
const WORD = /\w/;
