import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { memory, overlay } from '../src/files.ts';
import { discreet, onlyMessages } from './protocol/discreet.ts';
import { serve } from './server.ts';

declare const VERSION: string;

/** The server in a web worker, which has no disk: the client sends a home's files as `clawlint/files`. */
const texts = new Map<string, string>();
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const writer = discreet(new BrowserMessageWriter(scope));

serve(createConnection(new BrowserMessageReader(scope), writer, onlyMessages), {
  version: VERSION,
  files: overlay(texts, memory({})),
  now: Date.now,
  put(path, text) {
    if (text === undefined) texts.delete(path);
    else texts.set(path, text);
  },
});
