import { describedSchema } from '#data';
import type { Result } from '../../src/check.ts';
import type { Node, Path } from '../../src/parse/tree.ts';
import { withRest } from '../../src/schema/rest/schema.ts';
import { document } from '../../src/schema/sections.ts';
import type { Schema } from '../../src/schema/walk.ts';
import { JOBS, STORE } from '../../src/symbols.ts';
import type { Source } from '../homes/documents.ts';
import { wordsAlong } from './description-at.ts';
import { projectSchema } from './project-schema.ts';
import { restAlong } from './rest.ts';
import { schemaAlong } from './schema-at.ts';

/** The tree for paths in a source: for the config, the one with its includes spliced in. */
export const treeOf = (source: Source, { routing }: Result): Node | undefined =>
  source.kind === 'config' ? routing.home.root : source.kind === 'dotenv' ? undefined : source.parsed.root;

/** The schema of a source. */
export function documentOf({ kind }: Source): Schema {
  if (kind === 'store') return STORE;
  if (kind === 'jobs') return JOBS;
  return kind === 'project' ? projectSchema() : document();
}

/** The schema at a path; undefined where anything is allowed. */
export function schemaFor(source: Source, path: Path, result: Result): Schema | undefined {
  if (source.kind === 'dotenv') return undefined;
  const ours = schemaAlong(path, treeOf(source, result), documentOf(source));
  const rest = source.kind === 'config' ? restAlong(path, result.routing.target.release) : undefined;
  return ours && rest ? withRest(ours, rest, document().definitions!) : (ours ?? rest);
}

/** The schema's description of a path. */
export function wordsFor(source: Source, path: Path, result: Result): string | undefined {
  return source.kind === 'dotenv'
    ? undefined
    : wordsAlong(path, treeOf(source, result), source.kind === 'config' ? describedSchema() : documentOf(source));
}
