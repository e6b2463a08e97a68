import { RAL } from 'vscode-languageserver';

type Call = (...args: unknown[]) => void;

/**
 * All that the library asks of where it runs, as long as reader and writer are our own; its module for Node loads ten
 * times as much.
 */
export function installTimers(): void {
  const timer = {
    setTimeout(call: Call, wait: number) {
      const timeout = setTimeout(call, wait);
      return { dispose: () => clearTimeout(timeout) };
    },
    setImmediate(call: Call) {
      const immediate = setImmediate(call);
      return { dispose: () => clearImmediate(immediate) };
    },
  };
  RAL.install({ console, timer } as unknown as RAL);
}
