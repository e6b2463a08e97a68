import { readSync, writeSync } from 'node:fs';

/** Asks on the terminal and waits for a line. Returns its first letter, in lower case; `n` where there is no answer. */
export function readAnswer(question: string): string {
  writeSync(1, question);
  const bytes = Buffer.alloc(256);
  let line = '';
  while (!line.includes('\n')) {
    const count = readSome(bytes);
    if (count === 0) break;
    line += bytes.toString('utf8', 0, count);
  }
  return line.trim().slice(0, 1).toLowerCase() || 'n';
}

function readSome(into: Buffer): number {
  for (;;) {
    try {
      return readSync(0, into);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0; // Windows
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
