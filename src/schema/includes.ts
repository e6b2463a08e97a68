import type { Schema } from './walk.ts';

const INCLUDE = '#/definitions/include';

/** Allows an `$include` in place of an object or array; required keys may then come from the file. */
export function openToIncludes(schema: Schema): Schema {
  const $include: Schema = { $ref: INCLUDE, description: 'Takes the content from other files.' };
  if (schema.type === 'array')
    return {
      ...schema,
      type: ['array', 'object'],
      properties: { $include },
      required: ['$include'],
      additionalProperties: false,
    };
  if (![schema.type ?? []].flat().includes('object') || !(schema.properties ?? schema.additionalProperties))
    return schema;
  const { required, propertyNames, ...rest } = schema;
  return {
    ...rest,
    properties: { $include, ...schema.properties },
    ...(required && { if: { required: ['$include'] }, else: { required } }),
    ...(propertyNames && {
      propertyNames: propertyNames.pattern
        ? { ...propertyNames, pattern: `^\\$include$|${propertyNames.pattern}` }
        : propertyNames,
    }),
  };
}

/** Applies `change` to every schema inside a schema, innermost first. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const all = (map: Record<string, Schema>) =>
    Object.fromEntries(Object.entries(map).map(([key, each]) => [key, mapSchema(each, change)]));
  const copy: Schema = { ...schema };
  if (copy.properties) copy.properties = all(copy.properties);
  if (copy.definitions) copy.definitions = all(copy.definitions);
  if (typeof copy.additionalProperties === 'object')
    copy.additionalProperties = mapSchema(copy.additionalProperties, change);
  if (copy.items) copy.items = mapSchema(copy.items, change);
  if (copy.oneOf) copy.oneOf = copy.oneOf.map((each) => mapSchema(each, change));
  return change(copy);
}
