import { readSync } from 'node:fs';

/** Reads what there is; waits where whoever started clawlint has set standard input not to wait. */
export function readSome(descriptor: number, into: Buffer, from = 0): number {
  for (;;) {
    try {
      return readSync(descriptor, into, from, into.length - from, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0; // Windows
      if (code !== 'EAGAIN' || descriptor !== 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
