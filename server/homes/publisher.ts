import type { Connection } from 'vscode-languageserver';
import type { Refresher } from './refresher.ts';
import type { Reports } from './reports.ts';
import type { Session } from './session.ts';

/** Documents below this many characters are checked at each keystroke; larger ones when typing pauses. */
const AT_ONCE = 64 * 1024;
/** In milliseconds: that pause; how long other documents wait for their turn; how often the disk is looked at. */
const PAUSE = 60;
const SOON = 150;
const LOOK = 2000;

/**
 * Says when the client is told. Pull clients ask themselves, and are told when what they know of other files is out of
 * date.
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

  /** Looks at the disk from now on: not every client watches files, and none those outside its folders. */
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
    // by now the edited document itself has been pulled again by its editor
    else if ([...this.session.documents.keys()].some((path) => this.reports.isOutdated(path)))
      this.#send(this.connection.sendRequest('workspace/diagnostic/refresh'));
  }

  /** A client that has gone needs no answer. */
  #send(sent: Promise<unknown>): void {
    sent.catch(() => {});
  }
}
