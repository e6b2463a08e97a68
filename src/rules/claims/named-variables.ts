import type { Layer } from '../../env/environment.ts';
import type { Home } from '../../home/home.ts';
import type { Routing } from '../../routing/routing.ts';
import { perObject } from '../../text/memo.ts';

/**
 * Whether the config or a store has the name of a variable anywhere, besides where it is set: it may be read from
 * there, as by a SecretRef, or handed on to a program.
 */
export const isNamed = (name: string, { source }: Layer, { home }: Routing): boolean =>
  (wordsOf(home).get(name) ?? 0) > (source === 'config-env' ? 1 : 0);

/** word → how often it stands there */
const wordsOf = perObject(({ config, included, stores }: Home): ReadonlyMap<string, number> => {
  const words = new Map<string, number>();
  for (const { file } of [...(config ? [config] : []), ...included, ...stores])
    for (const [word] of file.text.matchAll(/[A-Z_]\w*/g)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
});
