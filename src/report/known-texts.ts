export const HIDDEN = '••••';
/** The minimum length of a text to search for in others; shorter ones are too often part of other words. */
const SHORTEST = 8;
/** Messages cut quotations after this many characters. */
const CUTS = [19, 77];

/** Whether a text may not be shown at one of its places. */
type IsHidden = () => boolean;

/**
 * The texts of one home that may not be shown, to be removed from every text about it. There may be many, and most
 * findings quote none: whether one is to be hidden is asked when it is found.
 */
export class KnownTexts {
  /** by their first characters: the texts with their places or the answer, and their lengths, longest first */
  readonly #byStart = new Map<string, { texts: Map<string, IsHidden[] | boolean>; lengths: number[] }>();

  add(text: string, isHidden: IsHidden = () => true): void {
    if (text.length < SHORTEST) return;
    this.#put(text, isHidden);
    for (const length of CUTS) if (text.length > length) this.#put(text.slice(0, length), isHidden);
  }

  /** Removes only whole words: part of a longer name stays. */
  hideIn(text: string): string {
    let shown = '';
    let kept = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      const same = this.#byStart.get(text.slice(at, at + SHORTEST));
      if (!same || !isEdge(text, at)) continue;
      const length = same.lengths.find(
        (each) => isEdge(text, at + each) && isHidden(same.texts, text.slice(at, at + each)),
      );
      if (length === undefined) continue;
      shown += text.slice(kept, at) + HIDDEN;
      kept = at + length;
      at = kept - 1;
    }
    return shown + text.slice(kept);
  }

  #put(text: string, isHidden: IsHidden): void {
    const start = text.slice(0, SHORTEST);
    let same = this.#byStart.get(start);
    if (!same) this.#byStart.set(start, (same = { texts: new Map(), lengths: [] }));
    const places = same.texts.get(text);
    if (typeof places === 'object') places.push(isHidden);
    else same.texts.set(text, [isHidden]);
    if (same.lengths.includes(text.length)) return;
    same.lengths.push(text.length);
    same.lengths.sort((a, b) => b - a);
  }
}

function isHidden(texts: Map<string, IsHidden[] | boolean>, text: string): boolean {
  const known = texts.get(text) ?? false;
  if (typeof known === 'boolean') return known;
  const answer = known.some((each) => each());
  texts.set(text, answer);
  return answer;
}

/** Whether an offset is at a word boundary. */
const isEdge = (text: string, at: number): boolean => !WORD.test(text[at - 1] ?? '') || !WORD.test(text[at] ?? '');
const WORD = /\w/;
