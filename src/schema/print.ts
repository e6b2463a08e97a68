import { openToIncludes } from './includes.ts';
import type { Alternative, JsonSchema, Shape, Words } from './schema.ts';

/** What is shorter is written where it stands. */
const WORTH = 160;

/**
 * The schema of a config as draft-07, for editors and validators, as the file stands on disk: every object and list may
 * be an `$include` instead. What is said in several places is said once, in `definitions`.
 */
export function printed(root: Shape): JsonSchema {
  const known = new Map<string, { schema: JsonSchema; name: string; uses: number }>();
  const whole = written(root, '');
  const shared = [...known.values()].filter(({ uses }) => uses > 1).map(({ name, schema }) => [name, schema] as const);
  const definitions: Record<string, JsonSchema> = { include: INCLUDE, ...Object.fromEntries(shared) };
  const draft = { $schema: 'http://json-schema.org/draft-07/schema#', ...resolved(whole) };
  return JSON.parse(JSON.stringify({ ...draft, definitions }, inlined)) as JsonSchema;

  /** A reference to the schema of a place. */
  function written(shape: Shape, path: string): JsonSchema {
    const { description, writeOnly, alternatives } = shape;
    const usual = shape.default;
    const said = {
      ...(description && { description }),
      ...(writeOnly && { writeOnly }),
      ...(usual !== undefined && { default: usual }),
    };
    const branches = alternatives.flatMap((each) => branch(each, shape, path));
    const schema: JsonSchema =
      branches.length === 1
        ? { ...said, ...branches[0] }
        : { ...said, ...(branches.length > 0 && { anyOf: branches }) };
    return kept(schema, path);
  }

  function branch(alternative: Alternative, shape: Shape, path: string): JsonSchema[] {
    const { type, tag, items, rest, closed } = alternative;
    const [words = {}] = alternative.variants;
    const { also, anyOf, tuple, closed: _, propertyNames, format, ...plain } = words;
    const own: JsonSchema = { type, ...(plain as JsonSchema), ...(format === 'uri' && { format }) };
    if (type === 'string' && shape.pattern) own.pattern = shape.pattern;
    if (type === 'object') {
      const names = alternative.names();
      if (names.length > 0)
        own.properties = Object.fromEntries(
          names.map((name) => [name, written(alternative.key(name)!, path ? `${path}.${name}` : name)]),
        );
      if (alternative.required.length > 0) own.required = [...alternative.required];
      if (rest) own.additionalProperties = written(rest, `${path}.*`);
      else if (closed) own.additionalProperties = false;
      const named: Words = {
        ...propertyNames,
        ...(shape.propertyNames?.pattern && { pattern: shape.propertyNames.pattern }),
      };
      if (Object.keys(named).length > 0) own.propertyNames = named as JsonSchema;
    }
    if (items) own.items = written(items, `${path}[]`);
    const tuples = tuple ? [words] : (anyOf ?? []).filter((each) => each.tuple);
    if (tuples.length > 0)
      return tuples.map(
        ({ tuple: each = [], minItems = 0 }) =>
          ({ type, items: each, minItems, maxItems: each.length }) as never as JsonSchema,
      );
    const all = anyOf
      ? anyOf.map((each) => ({ type, ...(each as JsonSchema), format: undefined }))
      : [tag ? own : openToIncludes(own)];
    return also ? [{ enum: [...also] }, ...all] : all;
  }

  function kept(schema: JsonSchema, path: string): JsonSchema {
    const text = JSON.stringify(schema);
    if (text.length < WORTH || path === '') return schema;
    let entry = known.get(text);
    if (!entry) known.set(text, (entry = { schema, name: path, uses: 0 }));
    entry.uses++;
    return { $ref: text };
  }

  function resolved(schema: JsonSchema): JsonSchema {
    return schema.$ref ? known.get(schema.$ref)!.schema : schema;
  }

  function inlined(_: string, value: unknown): unknown {
    const text = (value as JsonSchema | null)?.$ref;
    const entry = typeof text === 'string' ? known.get(text) : undefined;
    if (!entry) return value;
    return entry.uses > 1 ? { $ref: `#/definitions/${encodeURIComponent(entry.name)}` } : entry.schema;
  }
}

const INCLUDE: JsonSchema = {
  description:
    'File to put here, or several to merge, relative to this one; keys beside it are merged over what they hold.',
  type: ['string', 'array'],
  items: { description: 'Path of one file to merge; later ones win.', type: 'string' },
  examples: ['./models.json5'],
};
