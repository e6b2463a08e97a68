import type { Result } from '../src/check.ts';
import { described } from '../src/described.ts';
import { document } from '../src/document.ts';
import type { Schema } from '../src/schema.ts';
import { STORE } from '../src/symbols.ts';
import type { Node, Path } from '../src/tree.ts';
import { schemaAlong } from './schema-at.ts';
import type { Source } from './sources.ts';
import { wordsAlong } from './words.ts';

/** The tree that paths in a source lead through: of the config with its includes spliced in, of a store its own. */
export const treeOf = (source: Source, { routing }: Result): Node | undefined => (source.kind === 'config' ? routing.home.root : source.kind === 'dotenv' ? undefined : source.parsed.root);

const hasSchema = ({ kind }: Source): boolean => kind === 'config' || kind === 'store';

/** The schema that a source follows. */
export const documentOf = (source: Source): Schema => (source.kind === 'store' ? STORE : document());

/** What may stand at a path; undefined where that is free. */
export function schemaFor(source: Source, path: Path, result: Result): Schema | undefined {
  return !hasSchema(source) ? undefined : schemaAlong(path, treeOf(source, result), documentOf(source));
}

/** What the schema says about a path, in a sentence. */
export function wordsFor(source: Source, path: Path, result: Result): string | undefined {
  return !hasSchema(source) ? undefined : wordsAlong(path, treeOf(source, result), source.kind === 'config' ? described() : STORE);
}
