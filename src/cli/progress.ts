import { fstatSync, writeSync } from 'node:fs';

/** In milliseconds: shorter runs need no word. */
const SOON = 1000;
const BETWEEN = 100;

/** Tells on a terminal how far a long run has come, in a line of standard error that is gone at the end. */
export class Progress {
  #done = 0;
  #next: number;
  #told = false;

  /** @param clock in milliseconds */
  constructor(
    readonly count: number,
    private readonly clock: () => number = Date.now,
    private readonly say: (text: string) => void = toTerminal,
  ) {
    this.#next = clock() + SOON;
  }

  step(): void {
    this.#done++;
    const now = this.clock();
    if (now < this.#next) return;
    this.#next = now + BETWEEN;
    this.#told = true;
    this.say(`\rchecking home ${this.#done} of ${this.count}`);
  }

  end(): void {
    if (this.#told) this.say('\r\u001b[K');
  }
}

function toTerminal(text: string): void {
  if (fstatSync(2).isCharacterDevice() && process.env.TERM !== 'dumb' && !process.env.CI) writeSync(2, text);
}
