import { compare } from '../release/releases.ts';
import type { Schema, Type } from './walk.ts';

/** The type of value each keyword applies to; if the type goes, so does the keyword. */
const SPEAKS_OF: Partial<Record<keyof Schema, Type>> = {
  properties: 'object',
  required: 'object',
  additionalProperties: 'object',
  propertyNames: 'object',
  oneOf: 'object',
  discriminator: 'object',
  items: 'array',
  maxItems: 'array',
  pattern: 'string',
  minLength: 'string',
  maxLength: 'string',
};

/**
 * The schema of one release: drops keys, types and enum values that it did not have, and requires what it required. For
 * an unknown release (undefined), the union of all releases.
 * @param document a bundled document: every `$ref` is `#/definitions/…`
 * @param release such as `2026.9.6`; a `-N` suffix makes no difference
 * @throws RangeError when the text is no release
 */
export function asOf<S extends Schema>(document: S, release: string | undefined): S {
  if (release === undefined) return document;
  return at(document) as S;

  function at(given: Schema): Schema {
    const schema = { ...inlined(given) };
    narrowType(schema);
    if (schema.enum)
      schema.enum = schema.enum.filter(
        (value) =>
          held(schema.valueSince?.[String(value)], schema.valueUntil?.[String(value)]) && fits(value, schema.type),
      );
    if (schema.properties) {
      const kept = Object.entries(schema.properties).filter(([, each]) => exists(each));
      const required = new Set(schema.required);
      for (const [key, each] of kept) if (each.requiredUntil && held(undefined, each.requiredUntil)) required.add(key);
      if (required.size) schema.required = [...required].filter((key) => kept.some(([name]) => name === key));
      schema.properties = Object.fromEntries(kept.map(([key, each]) => [key, at(each)]));
    }
    const rest = schema.additionalProperties;
    if (typeof rest === 'object') schema.additionalProperties = exists(rest) && at(rest);
    if (schema.items) schema.items = at(schema.items);
    if (schema.oneOf) schema.oneOf = schema.oneOf.filter(exists).map(at);
    if (schema.definitions)
      schema.definitions = Object.fromEntries(
        Object.entries(schema.definitions).flatMap(([name, each]) => (exists(each) ? [[name, at(each)]] : [])),
      );
    return schema;
  }

  function narrowType(schema: Schema): void {
    if (!schema.typeSince || !schema.type) return;
    const types = [schema.type].flat().filter((type) => held(schema.typeSince![type], undefined));
    schema.type = types.length === 1 ? types[0]! : types;
    for (const [keyword, type] of Object.entries(SPEAKS_OF))
      if (!types.includes(type)) delete schema[keyword as keyof Schema];
  }

  /** Resolves a reference if its target has a type that this release lacks. */
  function inlined(schema: Schema): Schema {
    if (!schema.$ref || !schema.typeSince || Object.values(schema.typeSince).every((since) => held(since, undefined)))
      return schema;
    const { $ref: _, ...beside } = schema;
    return { ...target(schema), ...beside };
  }

  function exists(schema: Schema): boolean {
    const meant = schema.$ref ? target(schema) : schema;
    return held(schema.since, schema.until) && held(meant.since, meant.until);
  }

  function target(schema: Schema): Schema {
    const found = document.definitions?.[schema.$ref!.slice('#/definitions/'.length)];
    if (!found) throw new Error(`no definition ${schema.$ref}`);
    return found;
  }

  function held(since: string | undefined, until: string | undefined): boolean {
    return (
      (since === undefined || compare(release!, since) >= 0) && (until === undefined || compare(release!, until) <= 0)
    );
  }
}

function fits(value: unknown, type: Schema['type']): boolean {
  return (
    type === undefined ||
    typeof value === 'number' ||
    [type].flat().includes((value === null ? 'null' : typeof value) as Type)
  );
}
