import { readFileSync } from 'node:fs';
import { lazy } from '../lazy.ts';

/** Stands in for src/history/parts.ts in the bundle of the command line: most of it is never needed, so it is a file beside it. */
const parts = lazy((): ReadonlyMap<string, string> => {
  const texts = readFileSync(`${__dirname}/history.txt`, 'latin1').split('# ');
  return new Map(texts.map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n'))]));
});

export const partOf = (name: string): string | undefined => parts().get(name);

export const partNames = (): string[] => [...parts().keys()];
