import { closeSync, openSync, readSync } from 'node:fs';

/** Where each part stands in dist/history.txt: `name offset length`, written by build.mjs. */
declare const PARTS: string;

const known = new Map<string, string | undefined>();

/**
 * Stands in for src/history/parts.ts in the bundle of the command line: most of it is never needed, so it is a file
 * beside it.
 */
export function partOf(name: string): string | undefined {
  if (!known.has(name)) known.set(name, read(name));
  return known.get(name);
}

export const partNames = (): string[] => PARTS.split('\n').map((line) => line.slice(0, line.indexOf(' ')));

function read(name: string): string | undefined {
  const at = `\n${PARTS}`.indexOf(`\n${name} `);
  if (at < 0) return undefined;
  const [, offset, length] = PARTS.slice(at, at + name.length + 20)
    .split('\n', 1)[0]!
    .split(' ')
    .map(Number) as [number, number, number];
  const bytes = Buffer.allocUnsafe(length);
  const file = openSync(`${__dirname}/history.txt`, 'r');
  readSync(file, bytes, 0, length, offset);
  closeSync(file);
  return bytes.toString('latin1');
}
