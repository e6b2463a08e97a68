import type { Connection } from 'vscode-languageserver';
import type { Refresher } from './refresher.ts';
import type { Reports } from './reports.ts';
import type { Session } from './session.ts';

/** Documents with fewer characters are checked at each keystroke; larger ones when typing pauses. */
const AT_ONCE = 64 * 1024;
/** In milliseconds: that pause; the delay for other documents; the interval for polling the disk. */
const PAUSE = 60;
const SOON = 150;
const LOOK = 2000;

/**
 * Decides when diagnostics are pushed. Pull clients ask by themselves, and are notified when their results for other
 * files are outdated.
 */
export class Publisher {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  #edited = new Set<string>();

  constructor(
    readonly connection: Connection,
    readonly session: Session,
    readonly reports: Reports,
    readonly pulls: boolean,
    readonly refresher?: Refresher,
  ) {}

  /** @param size of the text that was edited, in characters */
  changed(paths: readonly string[], size: number): void {
    for (const path of paths) this.#edited.add(path);
    this.refresher?.changed();
    if (this.pulls) this.#later(SOON);
    else if (size < AT_ONCE) this.#publish();
    else this.#later(PAUSE);
  }

  /** Polls the disk from now on: not every client watches files, and none watches files outside its folders. */
  watch(): void {
    if (!this.session.host.stamp || this.#looking) return;
    this.#looking = setInterval(() => {
      if (this.session.look()) this.changed([], 0);
    }, LOOK);
    (this.#looking as { unref?: () => void }).unref?.();
  }

  stop(): void {
    this.refresher?.stop();
    clearTimeout(this.#timer);
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#publish(), wait);
  }

  #publish(): void {
    clearTimeout(this.#timer);
    const edited = [...this.#edited];
    this.#edited.clear();
    if (!this.pulls)
      for (const each of this.reports.push(edited))
        this.#send(this.connection.sendNotification('textDocument/publishDiagnostics', each));
    // the editor has already pulled the edited document again
    else if ([...this.session.documents.keys()].some((path) => this.reports.isOutdated(path)))
      this.#send(this.connection.sendRequest('workspace/diagnostic/refresh'));
  }

  /** A client that is gone needs no answer. */
  #send(sent: Promise<unknown>): void {
    sent.catch(() => {});
  }
}
