export const HIDDEN = '••••';
/** The minimum length of a secret to search for in texts; shorter ones are too often part of other words. */
const SHORTEST = 8;

/** The secrets of one home, to be removed from every text about it. There may be many, and most findings quote none. */
export class KnownTexts {
  /** by their first characters */
  readonly #byStart = new Map<string, Set<string>>();

  add(secret: string): void {
    if (secret.length < SHORTEST) return;
    const start = secret.slice(0, SHORTEST);
    const same = this.#byStart.get(start);
    if (same) same.add(secret);
    else this.#byStart.set(start, new Set([secret]));
  }

  hideIn(text: string): string {
    let shown = '';
    let kept = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      const same = this.#byStart.get(text.slice(at, at + SHORTEST));
      const found = same && [...same].filter((secret) => text.startsWith(secret, at));
      if (!found?.length) continue;
      shown += text.slice(kept, at) + HIDDEN;
      kept = at + Math.max(...found.map(({ length }) => length));
      at = kept - 1;
    }
    return shown + text.slice(kept);
  }
}
