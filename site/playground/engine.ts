import type { Transport } from '@codemirror/lsp-client';

/** The text of dist/worker.js; engine.js sets it. */
declare const ENGINE: string;

/**
 * The language server in a web worker. Made from a text of this page and not from an address, the worker is under the
 * page's own policy and can connect to nothing either.
 * @param failed called where it cannot run
 */
export function startEngine(failed: (why: string) => void): Transport {
  const worker = new Worker(URL.createObjectURL(new Blob([ENGINE], { type: 'text/javascript' })));
  worker.onerror = ({ message }) => failed(message);
  const handlers = new Set<(message: string) => void>();
  worker.onmessage = ({ data }) => {
    const message = JSON.stringify(data);
    for (const handle of handlers) handle(message);
  };
  return {
    send: (message) => worker.postMessage(JSON.parse(message)),
    subscribe: (handle) => void handlers.add(handle),
    unsubscribe: (handle) => void handlers.delete(handle),
  };
}
