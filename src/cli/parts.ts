import { readFileSync } from 'node:fs';

/** Stands in for src/schema/parts.ts in the bundle of the command line: a text beside it costs nothing until it is read. */
export const packedText = (): string => readFileSync(`${__dirname}/openclaw.txt`, 'latin1');
