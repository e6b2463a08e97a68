import { writeSync } from 'node:fs';
import { readSome } from './read-some.ts';

/** Asks on the terminal and waits for a line. Returns its first letter, in lower case; `n` where there is no answer. */
export function readAnswer(question: string): string {
  writeSync(1, question);
  const bytes = Buffer.alloc(256);
  let line = '';
  while (!line.includes('\n')) {
    const count = readSome(0, bytes);
    if (count === 0) break;
    line += bytes.toString('utf8', 0, count);
  }
  return line.trim().slice(0, 1).toLowerCase() || 'n';
}
