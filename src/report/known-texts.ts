export const HIDDEN = '••••';
/** The length from which a secret is looked for in texts; a shorter one is too often a part of other words. */
const SHORTEST = 8;

/**
 * Secrets of one home, to be taken out of every text about it. A home may hold many, and many findings quote none of
 * them.
 */
export class KnownTexts {
  /** by how they begin */
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
