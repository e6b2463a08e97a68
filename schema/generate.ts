/**
 * schema/ → src/generated: the types the engine uses, the compact schema and history its walkers read, and the document
 * for `$schema` in editors. `npm run generate` writes them; a test fails when they are out of date.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { NEWEST } from '../src/release/releases.ts';
import { Packed } from '../src/schema/packed.ts';
import { printed } from '../src/schema/print.ts';
import type { Schema } from '../src/schema/schema.ts';
import { shapeIn } from '../src/schema/versions.ts';
import { configSchema } from './bundle.ts';
import { withKeys } from './keys.ts';
import { readSchema } from './openclaw.ts';
import { apart, pack } from './pack.ts';
import { EVERY } from './text.ts';
import { typed } from './typed.ts';

const FOLDER = new URL('../src/generated/', import.meta.url);
const NOTE = '// Written by schema/generate.ts from schema/*.json; change those and run `npm run generate`.\n';

/** File name → text, without writing anything. Throws when ajv cannot compile the schema. */
export async function generate(): Promise<Record<string, string>> {
  const config = configSchema();
  const notes = withKeys(config);
  const text = pack(readSchema(), EVERY);
  const packed = new Packed(text);
  const types = await compile(
    typed(config, shapeIn(packed, undefined, config)) as unknown as JSONSchema,
    'OpenClawConfig',
    {
      bannerComment: NOTE,
      format: false,
      ignoreMinAndMaxItems: true,
    },
  );
  return {
    'types.ts': types,
    'schema.ts': compact(telling(bare(notes))),
    'openclaw.json': `${JSON.stringify(apart(text))}\n`,
    'notes.json': `${JSON.stringify(prose(notes))}\n`,
    'openclaw.schema.json': `${JSON.stringify(printed(shapeIn(packed, NEWEST, notes)), null, 1)}\n`,
  };
}

/** What most runs need: no descriptions, examples and defaults. */
function bare(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema, (key, value) => (isProse(key, value) ? undefined : value))) as Schema;
}

/** Without the places of which nothing is said: a place that is not there says the same, where others are not spoken of. */
function telling(schema: Schema): Schema {
  const kept = Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'definitions' || key === 'properties') {
      const all = Object.entries(value as Record<string, Schema>).map(([name, each]) => [name, telling(each)] as const);
      const some = all.filter(
        ([, each]) => key === 'definitions' || 'additionalProperties' in schema || Object.keys(each).length > 0,
      );
      return some.length > 0 ? [[key, Object.fromEntries(some)]] : [];
    }
    if (key !== 'items' && key !== 'additionalProperties') return [[key, value]];
    const inside = telling(value as Schema);
    return Object.keys(inside).length > 0 ? [[key, inside]] : [];
  });
  return Object.fromEntries(kept) as Schema;
}

/** What is left out there, at its place. */
const prose = (schema: object): object =>
  Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
      if (isProse(key, value)) return [[key, value]];
      const inside = typeof value === 'object' && value !== null && !Array.isArray(value) ? prose(value) : {};
      return Object.keys(inside).length > 0 ? [[key, inside]] : [];
    }),
  );

/** Definitions apart, so that a run parses only those that the config in hand uses. */
function compact({ definitions = {}, ...root }: Schema): string {
  const parts = Object.entries(definitions).map(([name, schema]) => `  ${name}: ${quote(JSON.stringify(schema))},\n`);
  return `${NOTE}export const ROOT = ${quote(JSON.stringify(root))};\nexport const DEFINITIONS: Readonly<Record<string, string>> = {\n${parts.join('')}};\n`;
}

const isProse = (key: string, value: unknown): boolean =>
  (key === 'description' && typeof value === 'string') ||
  (key === 'examples' && Array.isArray(value)) ||
  (key === '$schema' && typeof value === 'string') ||
  key === 'title';

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

if (import.meta.url === `file://${process.argv[1]}`) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(await generate())) writeFileSync(new URL(name, FOLDER), text);
  // reads what was just written, so it cannot be imported before
  const { historyPage } = await import('./history-page.ts');
  writeFileSync(new URL('../docs/history.md', import.meta.url), historyPage());
  const { catalogueEntry } = await import('./catalogue-entry.ts');
  writeFileSync(new URL('../editors/schemastore.json', import.meta.url), catalogueEntry());
}
