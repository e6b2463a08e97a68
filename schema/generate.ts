/**
 * schema/ → src/generated: the types the engine uses, the compact schema and history its walkers read, and the document
 * for `$schema` in editors. `npm run generate` writes them; a test fails when they are out of date.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import type { Schema } from '../src/schema/walk.ts';
import { type Bundle, bundle, configSchema, plainUnions } from './bundle.ts';
import { compactHistory } from './compact.ts';
import converted from './converted.json' with { type: 'json' };
import { history } from './history.ts';
import { movable, replacements } from './moves.ts';
import replaced from './replaced.json' with { type: 'json' };
import { vocabulary } from './vocabulary.ts';

const FOLDER = new URL('../src/generated/', import.meta.url);
const NOTE = '// Written by schema/generate.ts from schema/*.json; change those and run `npm run generate`.\n';

/** File name → text, without writing anything. Throws when ajv cannot compile the schema. */
export async function generate(): Promise<Record<string, string>> {
  const config = configSchema();
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, discriminator: true, allErrors: true });
  for (const keyword of vocabulary) ajv.addKeyword(keyword);
  ajv.compile(config);
  const types = await compile(lean(plainUnions(config)) as unknown as JSONSchema, 'OpenClawConfig', {
    bannerComment: NOTE,
    format: false,
    ignoreMinAndMaxItems: true,
  });
  const keys = history();
  const successors = replacements(keys, config, replaced);
  const { parts, leads } = compactHistory(keys, config, replaced, converted);
  const moves = movable(keys, successors);
  return {
    'types.ts': types,
    'schema.ts': compact(bare(config)),
    'history.json': `${JSON.stringify(parts, null, 1)}\n`,
    'moves.ts': `${NOTE}export const MOVES: readonly string[] = ${JSON.stringify(moves)};\n`,
    'leads.ts': `${NOTE}export const LEADS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(leads)};\n`,
    'openclaw.schema.json': `${JSON.stringify(bundle(), null, 1)}\n`,
  };
}

/** Without what stands beside references, so that each definition becomes one type. */
function lean(config: Bundle): Bundle {
  const only = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && '$ref' in value ? { $ref: value.$ref } : value;
  return { ...(JSON.parse(JSON.stringify(config, only)) as Bundle), title: 'OpenClawConfig' };
}

/** What validation needs: no descriptions, examples and defaults. */
function bare(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema, (key, value) => (isProse(key, value) ? undefined : value))) as Schema;
}

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
}
