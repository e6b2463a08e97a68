import { once } from '../text/memo.ts';
import type { Schema } from './walk.ts';

/** The schema of what is free. */
export const ANYTHING: Schema = {};

const SIMPLE = new Set(['type', 'default', 'names', 'minimum', 'exclusiveMinimum', 'maximum', 'minLength']);
const NONE: readonly string[] = [];

/** A schema made ready for walking: references followed, and every one of the same build, so that V8 reads it fast. */
export class Shape {
  readonly type: Schema['type'];
  readonly typeSince: Schema['typeSince'];
  readonly writeOnly: boolean;
  readonly discriminator: boolean;
  /** it came or went with some release */
  readonly dated: boolean;
  /** it asks for a type and a size, and nothing else could be found in its value but a name that it defines */
  readonly simple: boolean;
  /** other keys than those it lists are not allowed */
  readonly closed: boolean;
  readonly propertyNames: Schema | undefined;
  readonly required: readonly string[];
  #known = new Map<string, Shape>();
  #rest: Shape | undefined;
  #items: Shape | undefined;

  constructor(
    readonly schema: Schema,
    private readonly document: Schema,
  ) {
    const { type, additionalProperties } = schema;
    this.type = type;
    this.typeSince = schema.typeSince;
    this.writeOnly = schema.writeOnly ?? false;
    this.discriminator = schema.discriminator !== undefined && schema.oneOf !== undefined;
    this.dated = schema.since !== undefined || schema.until !== undefined;
    this.simple =
      typeof type === 'string' &&
      type !== 'object' &&
      type !== 'array' &&
      Object.keys(schema).every((key) => SIMPLE.has(key));
    this.closed = additionalProperties === false;
    this.propertyNames = schema.propertyNames;
    this.required = schema.required ?? NONE;
  }

  /** The shape of a key that is listed by its name. */
  own(key: string): Shape | undefined {
    const { properties } = this.schema;
    let shape = this.#known.get(key);
    if (!shape && properties && Object.hasOwn(properties, key))
      this.#known.set(key, (shape = shapeOf(properties[key]!, this.document)));
    return shape;
  }

  /** The shape of all other keys. */
  get rest(): Shape | undefined {
    const { additionalProperties } = this.schema;
    return typeof additionalProperties === 'object'
      ? (this.#rest ??= shapeOf(additionalProperties, this.document))
      : undefined;
  }

  get items(): Shape | undefined {
    const { items } = this.schema;
    return items && (this.#items ??= shapeOf(items, this.document));
  }

  /** Keys that were required once, with the last release that did. */
  readonly formerlyRequired = once(() =>
    Object.entries(this.schema.properties ?? {}).flatMap(([name, { requiredUntil }]) =>
      requiredUntil ? [[name, requiredUntil] as const] : [],
    ),
  );
}

const shapes = new WeakMap<Schema, Shape>();
const unions = new WeakMap<Schema, Map<Schema, Shape>>();

export function shapeOf(given: Schema, document: Schema): Shape {
  const schema = resolve(given, document);
  let shape = shapes.get(schema);
  if (!shape) shapes.set(schema, (shape = new Shape(schema, document)));
  return shape;
}

/** What a schema and the alternative chosen from it say together. */
export function merged(schema: Schema, branch: Schema, document: Schema): Shape {
  if (!branch.properties || !schema.properties) return shapeOf(branch, document);
  let known = unions.get(schema);
  if (!known) unions.set(schema, (known = new Map()));
  let shape = known.get(branch);
  if (!shape) known.set(branch, (shape = new Shape({ ...schema, ...branch }, document)));
  return shape;
}

/** Whether a scalar fits a simple shape; most values of a large config do, and need no closer look. */
export function isPlainly({ schema, type }: Shape, value: string | number | boolean | null): boolean {
  if (typeof value === 'number')
    return (
      (type === 'number' || (type === 'integer' && Number.isInteger(value))) &&
      Number.isFinite(value) &&
      !numberLimit(value, schema)
    );
  return (
    value !== null && typeof value === type && (typeof value !== 'string' || value.length >= (schema.minLength ?? 0))
  );
}

export function numberLimit(value: number, schema: Schema): string | undefined {
  if (schema.minimum !== undefined && value < schema.minimum) return `at least ${schema.minimum}`;
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum)
    return `more than ${schema.exclusiveMinimum}`;
  if (schema.maximum !== undefined && value > schema.maximum) return `at most ${schema.maximum}`;
  return undefined;
}

const resolved = new WeakMap<Schema, Schema>();

/** A schema with its `$ref` followed; annotations beside the reference win. */
export function resolve(schema: Schema, document: Schema): Schema {
  if (!schema.$ref) return schema;
  const known = resolved.get(schema);
  if (known) return known;
  const target = document.definitions?.[schema.$ref.slice('#/definitions/'.length)];
  if (!target) throw new Error(`schema/ has no ${schema.$ref}`);
  const { $ref: _, ...beside } = schema;
  const whole = { ...resolve(target, document), ...beside };
  resolved.set(schema, whole);
  return whole;
}
