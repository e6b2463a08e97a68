import type { Result } from '../../src/check.ts';
import type { Node, Path } from '../../src/parse/tree.ts';
import { NEWEST } from '../../src/release/releases.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { projectSchema } from '../../src/rules/project-schema.ts';
import { configShape } from '../../src/schema/config.ts';
import { describedNotes } from '../../src/schema/described.ts';
import { plainShape } from '../../src/schema/plain.ts';
import type { Schema, Shape } from '../../src/schema/schema.ts';
import { JOBS, STORE } from '../../src/symbols.ts';
import type { Source } from '../homes/documents.ts';
import { schemaAlong } from './schema-at.ts';

/** The tree for paths in a source: for the config, the one with its includes spliced in. */
export const treeOf = (source: Source, { routing }: Result): Node | undefined =>
  source.kind === 'config' ? routing.home.root : source.kind === 'dotenv' ? undefined : source.parsed.root;

/** The schema that a source follows; of a config that of its release, of the newest where it names none. */
function documentOf({ kind }: Source, { target: { release = NEWEST }, installed }: Routing): Shape {
  if (kind === 'store') return plainShape(STORE);
  if (kind === 'jobs') return plainShape(JOBS);
  return kind === 'project' ? plainShape(projectSchema()) : configShape(release, describedNotes(), installed?.schema);
}

/** The schema at a path; undefined where anything is allowed. */
export function schemaFor(source: Source, path: Path, result: Result): Schema | undefined {
  if (source.kind === 'dotenv') return undefined;
  return schemaAlong(path, treeOf(source, result), documentOf(source, result.routing));
}

/** The same where the release in hand may not know the key: what some release knows about it. */
export function everSchemaFor(source: Source, path: Path, result: Result): Schema | undefined {
  const schema = schemaFor(source, path, result);
  if (schema || source.kind !== 'config') return schema;
  return schemaAlong(path, treeOf(source, result), configShape(undefined, describedNotes()));
}
