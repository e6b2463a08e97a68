import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Result } from '../../src/check.ts';
import type { Question } from '../protocol/requests.ts';
import type { Session } from './session.ts';

/** In milliseconds after the last change, so as not to ask at every keystroke. */
const SOON = 200;
/** What depends on the whole home, but is re-requested only when its own document is edited. */
const KINDS = ['codeLens', 'inlayHint', 'semanticTokens'] as const;

/** Makes the client refresh lenses, hints and tokens of unchanged documents whose home has changed. */
export class Refresher {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #methods: readonly string[];
  /** path → the version for which something was shown, and the state of its home at that time */
  #shown = new Map<string, { version: number; result: Result }>();

  constructor(
    readonly connection: Connection,
    readonly session: Session,
    { workspace }: ClientCapabilities,
  ) {
    this.#methods = KINDS.filter((kind) => workspace?.[kind]?.refreshSupport).map(
      (kind) => `workspace/${kind}/refresh`,
    );
  }

  /** Records a request whose answer depends on the whole home. */
  show({
    source: {
      file: { path },
    },
    home: { result },
  }: Question): void {
    const version = this.session.documents.get(path)?.version;
    if (this.#methods.length > 0 && version !== undefined) this.#shown.set(path, { version, result });
  }

  changed(): void {
    clearTimeout(this.#timer);
    if (this.#shown.size > 0) this.#timer = setTimeout(() => this.#refresh(), SOON);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #refresh(): void {
    let isOutdated = false;
    for (const [path, { version, result }] of this.#shown) {
      const document = this.session.documents.get(path);
      const now = document && this.session.homesOf(path)[0]?.result;
      if (now === result && document?.version === version) continue;
      this.#shown.delete(path);
      // the editor itself asks again about an edited document
      isOutdated ||= document?.version === version;
    }
    if (isOutdated) for (const method of this.#methods) this.connection.sendRequest(method).catch(() => {});
  }
}
