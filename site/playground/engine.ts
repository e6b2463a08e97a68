import type { Transport } from '@codemirror/lsp-client';

declare global {
  /** The language server in a web worker, which engine.js starts as soon as it is there. */
  var ENGINE: Worker | undefined;
}

/**
 * The language server. Made from a text of this page and not from an address, its worker is under the page's own policy
 * and can connect to nothing either.
 * @param failed called where it cannot run
 */
export function startEngine(failed: (why: string) => void): Transport {
  const handlers = new Set<(message: string) => void>();
  const started = workerOf(document.querySelector<HTMLScriptElement>('script[src="engine.js"]')!);
  started.then(
    (worker) => {
      worker.onerror = ({ message }) => failed(message);
      worker.onmessage = ({ data }) => {
        const message = JSON.stringify(data);
        for (const handle of handlers) handle(message);
      };
    },
    ({ message }: Error) => failed(message),
  );
  return {
    send: (message) => void started.then((worker) => worker.postMessage(JSON.parse(message))).catch(() => {}),
    subscribe: (handle) => void handlers.add(handle),
    unsubscribe: (handle) => void handlers.delete(handle),
  };
}

/** The page may be ready before its engine is. */
async function workerOf(script: HTMLScriptElement): Promise<Worker> {
  if (!globalThis.ENGINE)
    await new Promise((loaded, lost) => {
      script.onload = loaded;
      script.onerror = () => lost(new Error('engine.js could not be loaded'));
    });
  if (!globalThis.ENGINE) throw new Error('engine.js did not run');
  return globalThis.ENGINE;
}
