import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { EVERYTHING } from './editor.ts';
import { inTime, ROOT } from './fixtures.ts';

type Message = {
  id?: number;
  method?: string;
  params?: { uri: string; diagnostics: { code: string }[] };
  result?: unknown;
};

/** The worker as the bundler of a page puts it together. */
const WORKER = buildSync({
  entryPoints: [join(ROOT, 'dist/worker.cjs')],
  bundle: true,
  write: false,
  platform: 'browser',
  format: 'iife',
}).outputFiles[0]!.text;

/** The built worker where nothing is but what a web worker has: neither process nor require. */
class Worker {
  readonly messages: Message[] = [];
  #heard: () => void = () => {};
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor() {
    const scope: { [name: string]: unknown } = {
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      console,
      TextEncoder,
      TextDecoder,
      URL,
      queueMicrotask,
    };
    scope.self = scope;
    scope.addEventListener = () => {};
    scope.postMessage = (message: Message) => {
      this.messages.push(structuredClone(message));
      this.#heard();
    };
    Object.defineProperty(scope, 'onmessage', { set: (listen) => (this.onmessage = listen) });
    runInContext(WORKER, createContext(scope));
  }

  async say(message: object, until: (said: Message) => boolean): Promise<Message> {
    const from = this.messages.length;
    this.onmessage!({ data: { jsonrpc: '2.0', ...message } });
    for (;;) {
      const found = this.messages.slice(from).find(until);
      if (found) return found;
      await inTime(new Promise<void>((heard) => (this.#heard = heard)), 'an answer');
    }
  }
}

test('in a web worker the same server checks what it is sent', async () => {
  const worker = new Worker();
  const about = (uri: string) => (said: Message) =>
    said.method === 'textDocument/publishDiagnostics' && said.params!.uri === uri;
  await worker.say(
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: EVERYTHING } },
    ({ id }) => id === 1,
  );
  const uri = 'vscode-vfs://github/somebody/home/openclaw.json';
  const text =
    '{ models: { providers: { p: { baseUrl: "https://p.example.com", apiKey: "${P_API_KEY}", models: [] } } }, auth: { order: { anthropic: ["anthropic:gone"] } } }';
  const first = await worker.say(
    { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'openclaw', version: 1, text } } },
    about(uri),
  );
  assert.deepEqual(
    first.params!.diagnostics.map(({ code }) => code),
    ['implicit-default-model', 'missing-env-var', 'auth-order-unknown-profile'],
  );
  const second = await worker.say(
    {
      method: 'clawlint/files',
      params: { files: [{ uri: 'vscode-vfs://github/somebody/home/.env', text: 'P_API_KEY=x' }] },
    },
    about(uri),
  );
  assert.deepEqual(
    second.params!.diagnostics.map(({ code }) => code),
    ['implicit-default-model', 'auth-order-unknown-profile'],
  );
  const hover = await worker.say(
    {
      id: 2,
      method: 'textDocument/hover',
      params: { textDocument: { uri }, position: { line: 0, character: text.indexOf('P_API_KEY') } },
    },
    ({ id }) => id === 2,
  );
  assert.match(JSON.stringify(hover.result), /is set in \.env:1/);
});
