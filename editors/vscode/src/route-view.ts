import { type Disposable, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { onHomeChange } from './home.ts';
import { OPEN_LINE, routePage } from './route-page.ts';

/** Which route is shown: what a code lens hands over. */
interface Asked {
  readonly uri: string;
  readonly config?: string;
  readonly agent?: string;
  readonly model?: string;
}

/** The attempt ladder as a page beside the config, drawn anew when something about the home changes. */
export class RouteView implements Disposable {
  #panel: WebviewPanel | undefined;
  #asked: Asked | undefined;
  readonly #watch: Disposable;

  constructor(readonly client: LanguageClient) {
    this.#watch = onHomeChange(() => this.#draw());
  }

  async show(asked: unknown): Promise<void> {
    const uri = window.activeTextEditor?.document.uri;
    if (isAsked(asked)) this.#asked = asked;
    else if (uri) this.#asked = { uri: this.client.code2ProtocolConverter.asUri(uri) };
    if (!this.#asked) return void window.showInformationMessage('Open a file of an OpenClaw home to see its route.');
    if (!this.#panel) {
      this.#panel = window.createWebviewPanel(
        'clawlint.route',
        'OpenClaw Route',
        { viewColumn: ViewColumn.Beside, preserveFocus: true },
        { enableScripts: false, enableCommandUris: [OPEN_LINE], localResourceRoots: [] },
      );
      this.#panel.onDidDispose(() => (this.#panel = undefined));
    }
    this.#panel.reveal(undefined, true);
    await this.#draw();
  }

  dispose(): void {
    this.#watch.dispose();
    this.#panel?.dispose();
  }

  async #draw(): Promise<void> {
    const asked = this.#asked;
    if (!this.#panel || !asked || !this.client.isRunning()) return;
    const drawn = await this.client
      .sendRequest<string | null>('clawlint/route', { ...asked, format: 'html' })
      .catch(() => null);
    if (!this.#panel || asked !== this.#asked) return;
    this.#panel.title = asked.agent === undefined ? 'OpenClaw Route' : `Route of ${asked.agent}`;
    const html = routePage(drawn ?? 'This document is not part of an OpenClaw home.');
    if (this.#panel.webview.html !== html) this.#panel.webview.html = html;
  }
}

const isAsked = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string';
