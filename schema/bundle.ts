import type { Schema } from '../src/schema.ts';
import agents from './agents.json' with { type: 'json' };
import auth from './auth.json' with { type: 'json' };
import authProfiles from './auth-profiles.json' with { type: 'json' };
import elsewhere from './elsewhere.json' with { type: 'json' };
import env from './env.json' with { type: 'json' };
import models from './models.json' with { type: 'json' };
import openclaw from './openclaw.json' with { type: 'json' };
import secrets from './secrets.json' with { type: 'json' };
import shared from './shared.json' with { type: 'json' };

/** A self-contained draft-07 document: every `$ref` is `#/definitions/…`. */
export interface Bundle extends Schema {
  $schema: string;
  title: string;
  definitions: Record<string, Schema>;
}
type Source = Schema & { $schema: string; $id?: string; title?: string };

const SECTIONS: Record<string, unknown> = { auth, models, agents, env, secrets };
const SHAPES: Record<string, unknown> = { shared, elsewhere };

/** The schema of openclaw.json after its `$include`s were spliced: what the walker, the validator and the types are made from. */
export function configSchema(): Bundle {
  const definitions: Record<string, Schema> = {};
  for (const [name, file] of Object.entries({ ...SECTIONS, ...SHAPES })) {
    const { definitions: own = {}, $schema: _, $id: __, title: ___, ...section } = file as Source;
    if (name in SECTIONS) define(name, section);
    for (const [key, schema] of Object.entries(own)) define(key, schema);
  }
  const { $id: _, ...root } = local(openclaw as unknown as Source) as Source;
  return { ...root, definitions } as Bundle;

  function define(name: string, schema: Schema): void {
    if (name in definitions) throw new Error(`two definitions are named ${name}`);
    definitions[name] = local(schema);
  }
}

/** The schema of the per-agent auth-profiles.json. */
export function credentialSchema(): Bundle {
  const { $id: _, ...root } = authProfiles as unknown as Source;
  return root as Bundle;
}

/**
 * The schema of openclaw.json for `$schema` in any editor, as the file stands on disk: every object and array may be an
 * `$include` instead, and unions need no `discriminator`, which only ajv knows.
 */
export function bundle(): Bundle {
  return withIncludes(plainUnions(configSchema()));
}

/** The same document without `discriminator`: where text is allowed beside told-apart objects it becomes one more branch. */
export function plainUnions(document: Bundle): Bundle {
  return mapSchema(document, (schema) => {
    if (!schema.discriminator) return schema;
    const { discriminator: _, type, required: __, ...plain } = schema;
    const text: Schema[] = [type ?? []].flat().includes('string') ? [{ description: 'The value as text.', type: 'string' }] : [];
    return { ...plain, oneOf: [...text, ...schema.oneOf!] };
  }) as Bundle;
}

const INCLUDE = '#/definitions/include';

function withIncludes(document: Bundle): Bundle {
  const alternatives = new Set(Object.values(document.definitions).flatMap((each) => each.oneOf?.map((branch) => branch.$ref?.split('/').pop()) ?? []));
  const include: Schema = {
    description: 'File to put here, or several to merge, relative to this one; keys beside it are merged over what they hold.',
    type: ['string', 'array'],
    items: { description: 'Path of one file to merge; later ones win.', type: 'string' },
    examples: ['./models.json5'],
  };
  const { definitions, ...root } = document;
  const opened = Object.entries(definitions).map(([name, each]) => [name, alternatives.has(name) ? each : mapSchema(each, open)]);
  return { ...mapSchema(root, open), definitions: { ...Object.fromEntries(opened), include } } as Bundle;
}

/** Lets an object or array be an `$include`; what is required may then come from the file. */
function open(schema: Schema): Schema {
  const $include: Schema = { $ref: INCLUDE, description: 'Takes the content from other files.' };
  if (schema.type === 'array') return { ...schema, type: ['array', 'object'], properties: { $include }, required: ['$include'], additionalProperties: false };
  if (![schema.type ?? []].flat().includes('object') || !(schema.properties ?? schema.additionalProperties)) return schema;
  const { required, propertyNames, ...rest } = schema;
  return {
    ...rest,
    properties: { $include, ...schema.properties },
    ...(required && { if: { required: ['$include'] }, else: { required } }),
    ...(propertyNames && { propertyNames: propertyNames.pattern ? { ...propertyNames, pattern: `^\\$include$|${propertyNames.pattern}` } : propertyNames }),
  };
}

/** References of the files as they stand side by side → references within one document. */
function local(schema: Schema): Schema {
  return mapSchema(schema, (each) => (each.$ref ? { ...each, $ref: `#/definitions/${each.$ref.replace(/^.*#\/definitions\//, '').replace(/\.json$/, '')}` } : each));
}

/** Every schema inside a schema, innermost first, replaced by what `change` makes of it. */
function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const all = (map: Record<string, Schema>) => Object.fromEntries(Object.entries(map).map(([key, each]) => [key, mapSchema(each, change)]));
  const copy: Schema = { ...schema };
  if (copy.properties) copy.properties = all(copy.properties);
  if (copy.definitions) copy.definitions = all(copy.definitions);
  if (typeof copy.additionalProperties === 'object') copy.additionalProperties = mapSchema(copy.additionalProperties, change);
  if (copy.items) copy.items = mapSchema(copy.items, change);
  if (copy.oneOf) copy.oneOf = copy.oneOf.map((each) => mapSchema(each, change));
  return change(copy);
}
