import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Result } from '../../src/check.ts';
import type { Question } from '../protocol/requests.ts';
import type { Session } from './session.ts';

/** In milliseconds: after the last change, so that nobody is asked at each key. */
const SOON = 200;
/** What depends on the whole home but is asked again only when its own document is edited. */
const KINDS = ['codeLens', 'inlayHint', 'semanticTokens'] as const;

/**
 * Has the client ask again for lenses, hints and colours of documents that stayed the same while their home did not.
 */
export class Refresher {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #methods: readonly string[];
  /** path → the version that something was shown of, and the state of its home then */
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

  /** A document was asked about, and the answer depends on its whole home. */
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
      // the editor asks by itself about a document that was edited
      isOutdated ||= document?.version === version;
    }
    if (isOutdated) for (const method of this.#methods) this.connection.sendRequest(method).catch(() => {});
  }
}
