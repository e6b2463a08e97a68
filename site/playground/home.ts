import { LSPClient } from '@codemirror/lsp-client';
import type { EditorView, KeyBinding } from '@codemirror/view';
import DOMPurify from 'dompurify';
import type { Diagnostic, WorkspaceEdit } from 'vscode-languageserver-types';
import { byId, make } from './dom.ts';
import { editorFor } from './editor.ts';
import { startEngine } from './engine.ts';
import { Files } from './files.ts';
import { CONFIG, nameOf, titleOf, USUAL, uriOf } from './names.ts';
import { offsetOf } from './positions.ts';

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What `clawlint/home` answers, as far as the page needs it. */
export interface Summary {
  readonly files: readonly string[];
  readonly release?: string;
  readonly releaseFrom: string;
}

/** What the rest of the page hears of. */
export interface Listener {
  /** something was typed, opened or chosen: what was computed before is old */
  changed(): void;
  moved(): void;
  failed(why: string): void;
  found(name: string, diagnostics: readonly Diagnostic[]): void;
}

const CAPABILITIES = {
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    rename: { prepareSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

/** The files of one home, their editors and the server behind them. */
export class Home {
  readonly client: LSPClient;
  active = CONFIG;
  #editors = new Map<string, EditorView>();
  /** files that the server has and no tab shows */
  #others = new Map<string, string>();
  #release: string | undefined;

  constructor(
    readonly keys: readonly KeyBinding[],
    readonly listener: Listener,
  ) {
    this.client = new LSPClient({
      rootUri: uriOf(''),
      timeout: 10_000,
      workspace: (client) => new Files(client, (uri) => this.show(nameOf(uri))),
      sanitizeHTML: (html) => DOMPurify.sanitize(html),
      extensions: [
        {
          clientCapabilities: CAPABILITIES,
          notificationHandlers: {
            'textDocument/publishDiagnostics': (_, { uri, diagnostics }) => {
              listener.found(nameOf(uri), diagnostics);
              return true;
            },
          },
        },
      ],
    }).connect(startEngine(listener.failed));
  }

  /** Names of the tabs, in order. */
  get names(): string[] {
    return [...new Set([...USUAL, ...this.#editors.keys()])].filter((name) => this.#editors.has(name));
  }

  editor(name: string): EditorView | undefined {
    return this.#editors.get(name);
  }

  get view(): EditorView {
    return this.#editors.get(this.active)!;
  }

  textOf(name: string): string {
    return this.#editors.get(name)?.state.doc.toString() ?? '';
  }

  /** Replaces the home. Afterwards the tabs are the usual ones and those that belong to it. */
  async open(texts: ReadonlyMap<string, string>): Promise<void> {
    const gone = [...this.#others.keys()].map((name) => ({ uri: uriOf(name) }));
    for (const view of this.#editors.values()) view.destroy();
    this.#editors.clear();
    this.#others = new Map([...texts].filter(([name]) => !USUAL.includes(name)));
    const sent = [...this.#others].map(([name, text]) => ({ uri: uriOf(name), text }));
    if (gone.length + sent.length > 0) this.client.notification('clawlint/files', { files: [...gone, ...sent] });
    // the config last, so that the first look at it finds all that belongs to it
    for (const name of USUAL.toReversed()) this.#add(name, texts.get(name) ?? '');
    this.show(CONFIG, false);
    this.listener.changed();
    if (sent.length === 0) return;
    const { files = [] } = (await this.summary()) ?? {};
    for (const name of files.map(nameOf)) if (!this.#editors.has(name)) this.#add(name, this.#others.get(name) ?? '');
    this.#drawTabs();
  }

  /** Shows a file, at a position if there is one. */
  show(name: string, focus = true, at?: Position): EditorView | undefined {
    if (!this.#editors.has(name)) this.#add(name, this.#others.get(name) ?? '');
    this.active = name;
    this.#drawTabs();
    const { view } = this;
    if (at) {
      const anchor = offsetOf(view.state.doc, at);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
    }
    view.requestMeasure();
    if (focus) view.focus();
    this.listener.moved();
    return view;
  }

  /** Marks a tab with how many findings its file has. */
  mark(counts: ReadonlyMap<string, number>): void {
    for (const name of this.names) {
      const badge = this.#tab(name)?.querySelector('.badge');
      const count = counts.get(name) ?? 0;
      if (badge) badge.textContent = count > 0 ? ` ${count}` : '';
    }
  }

  /** Applies what the server proposes, in all files at once. */
  apply({ changes = {}, documentChanges = [] }: WorkspaceEdit): void {
    const edits = documentChanges.flatMap((each) =>
      'edits' in each ? [[each.textDocument.uri, each.edits] as const] : [],
    );
    for (const [uri, list] of [...Object.entries(changes), ...edits]) {
      const name = nameOf(uri);
      if (!this.#editors.has(name)) this.#add(name, this.#others.get(name) ?? '');
      const view = this.#editors.get(name)!;
      view.dispatch({
        changes: list.flatMap((edit) =>
          'newText' in edit
            ? [
                {
                  from: offsetOf(view.state.doc, edit.range.start),
                  to: offsetOf(view.state.doc, edit.range.end),
                  insert: edit.newText,
                },
              ]
            : [],
        ),
        userEvent: 'input.complete',
      });
    }
    this.#drawTabs();
  }

  ask<T>(method: string, params: object): Promise<T> {
    this.client.sync();
    return this.client.request<object, T>(method, params);
  }

  summary(): Promise<Summary | null> {
    return this.ask<Summary | null>('clawlint/home', { uri: uriOf(CONFIG) });
  }

  get release(): string | undefined {
    return this.#release;
  }

  /** The release to answer for; undefined: what the files say. */
  set release(release: string | undefined) {
    this.#release = release;
    this.client.notification('workspace/didChangeConfiguration', { settings: { clawlint: { release } } });
    this.listener.changed();
  }

  #add(name: string, text: string): void {
    const view = editorFor(name, text, this.client, this.keys, {
      changed: () => this.listener.changed(),
      moved: () => this.listener.moved(),
    });
    this.#editors.set(name, view);
    view.dom.id = `panel-${this.#editors.size}`;
    byId('editors').append(view.dom);
  }

  #tab(name: string): HTMLElement | undefined {
    return [...byId('tabs').children].find((each) => (each as HTMLElement).dataset.name === name) as HTMLElement;
  }

  #drawTabs(): void {
    for (const [name, view] of this.#editors) view.dom.hidden = name !== this.active;
    const tabs = byId('tabs');
    const { names } = this;
    if ([...tabs.children].map((each) => (each as HTMLElement).dataset.name).join() !== names.join())
      tabs.replaceChildren(...names.map((name) => this.#newTab(name)));
    for (const name of names) {
      const tab = this.#tab(name)!;
      const isActive = name === this.active;
      tab.ariaSelected = String(isActive);
      tab.tabIndex = isActive ? 0 : -1;
      tab.classList.toggle('empty', this.textOf(name) === '');
    }
  }

  #newTab(name: string): HTMLButtonElement {
    const tab = make(
      'button',
      { type: 'button', role: 'tab', onclick: () => this.show(name) },
      titleOf(name),
      make('span', { className: 'badge' }),
    );
    tab.dataset.name = name;
    tab.setAttribute('aria-controls', this.#editors.get(name)!.dom.id);
    tab.onkeydown = ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const { names } = this;
      const next = names[(names.indexOf(name) + step + names.length) % names.length]!;
      if (step === 0) return;
      this.show(next, false);
      this.#tab(next)?.focus();
    };
    return tab;
  }
}
