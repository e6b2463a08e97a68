import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host } from '../server/homes/host.ts';
import { discreet, onlyMessages } from '../server/protocol/discreet.ts';
import { serve } from '../server/server.ts';
import { type Files, memory, overlay } from '../src/files.ts';
import { File } from '../src/text/file.ts';
import { inTime } from './fixtures.ts';

/**
 * An editor that speaks to a server in the same process, as messages on two streams. Keeps all that the server says.
 */
export class Editor {
  readonly said: string[] = [];
  /** the diagnostics last pushed, by URI */
  readonly pushed = new Map<string, { version?: number; diagnostics: Diagnostic[] }>();
  readonly asked: { method: string; params: unknown }[] = [];
  readonly client: MessageConnection;
  settings: unknown = null;
  #versions = new Map<string, number>();
  #waiting: { readonly isSo: () => boolean; readonly done: () => void }[] = [];

  constructor(files: Files, host: Partial<Host> = {}) {
    const [up, down] = [new PassThrough(), new PassThrough()];
    down.on('data', (chunk: Buffer) => this.said.push(chunk.toString()));
    const writer = discreet(new StreamMessageWriter(down));
    serve(createConnection(new StreamMessageReader(up), writer, onlyMessages), {
      version: '0',
      files,
      now: () => 0,
      ...host,
    });
    this.client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.client.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string; version?: number; diagnostics: Diagnostic[] }) => {
        this.pushed.set(params.uri, params);
        this.#heard();
      },
    );
    this.client.onRequest((method: string, params: unknown) => {
      this.asked.push({ method, params });
      this.#heard();
      return method === 'workspace/configuration' ? [this.settings] : null;
    });
    this.client.listen();
  }

  async start(capabilities: object = EVERYTHING, rest: object = {}): Promise<{ [name: string]: unknown }> {
    const { capabilities: offered } = await this.client.sendRequest<{ capabilities: { [name: string]: unknown } }>(
      'initialize',
      { processId: null, rootUri: null, capabilities, ...rest },
    );
    await this.client.sendNotification('initialized', {});
    return offered;
  }

  async open(path: string, text: string, languageId = 'json5'): Promise<string> {
    const uri = uriOf(path);
    this.#versions.set(uri, 1);
    await this.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  async type(path: string, text: string): Promise<void> {
    const uri = uriOf(path);
    const version = this.#versions.get(uri)! + 1;
    this.#versions.set(uri, version);
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** Waits until the server has read all that was sent so far. */
  async settle(): Promise<void> {
    await this.client.sendRequest('clawlint/home', {});
  }

  /** Waits for what the server says by itself: looked at after each of its messages. */
  async until(isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    await inTime(new Promise<void>((done) => this.#waiting.push({ isSo, done })), String(isSo));
  }

  #heard(): void {
    const heard = this.#waiting.filter(({ isSo }) => isSo());
    this.#waiting = this.#waiting.filter((each) => !heard.includes(each));
    for (const { done } of heard) done();
  }

  ask<T>(method: string, path: string, params: object = {}): Promise<T> {
    return this.client.sendRequest<T>(method, { textDocument: { uri: uriOf(path) }, ...params });
  }

  /** Asks at the place of a `|` in the text that is open. */
  at<T>(method: string, path: string, marked: string, params: object = {}): Promise<T> {
    return this.ask<T>(method, path, { position: positionOf(marked), ...params });
  }
}

export interface Diagnostic {
  code: string;
  message: string;
  severity: number;
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
  tags?: number[];
  codeDescription?: { href: string };
  relatedInformation?: { location: { uri: string }; message: string }[];
}

export const uriOf = (path: string): string => (path.includes(':') ? path : `file://${path}`);

export function positionOf(marked: string, at = marked.indexOf('|')): { line: number; character: number } {
  const { line, column } = new File('', marked).position(at);
  return { line: line - 1, character: column - 1 };
}

export const EVERYTHING = {
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
      versionSupport: true,
    },
    completion: { completionItem: { snippetSupport: true } },
  },
};
export const PULLING = {
  ...EVERYTHING,
  textDocument: { ...EVERYTHING.textDocument, diagnostic: { relatedDocumentSupport: true } },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** Files that a test can change. */
export function changing(texts: { [path: string]: string }): { files: Files; disk: Map<string, string> } {
  const disk = new Map(Object.entries(texts));
  return { disk, files: overlay(disk, memory({})) };
}
