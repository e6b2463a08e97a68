import type { Routing } from '../../src/routing/routing.ts';
import { type NameUse, symbolsOf } from '../../src/symbols.ts';
import type { File } from '../../src/text/file.ts';
import { touches } from '../protocol/positions.ts';

/** The name under a cursor; the shortest if names are nested. */
export function nameAt(routing: Routing, file: File, offset: number): NameUse | undefined {
  let found: NameUse | undefined;
  for (const use of symbolsOf(routing))
    if (use.at.file === file && touches(use.at, offset) && (!found || use.at.length < found.at.length)) found = use;
  return found;
}

/** Every place of a name in the files of its home. Models are compared ignoring case. */
export function usesOf(routing: Routing, { kind, name }: Pick<NameUse, 'kind' | 'name'>): readonly NameUse[] {
  const fold = (text: string): string => (kind === 'model' ? text.toLowerCase() : text);
  const wanted = fold(name);
  return symbolsOf(routing).filter((use) => use.kind === kind && fold(use.name) === wanted);
}
