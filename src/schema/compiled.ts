import { once } from '../text/memo.ts';
import type { Schema } from './walk.ts';

/** The schema of unrestricted values. */
export const ANYTHING: Schema = {};

const SIMPLE = new Set(['type', 'default', 'names', 'minimum', 'exclusiveMinimum', 'maximum', 'minLength']);
const NONE: readonly string[] = [];

/** A schema prepared for walking: references resolved, and all objects of the same shape. */
export class Shape {
  readonly type: Schema['type'];
  readonly typeSince: Schema['typeSince'];
  readonly writeOnly: boolean;
  readonly discriminator: boolean;
  /** it was added or removed in some release */
  readonly dated: boolean;
  /** it restricts only type and size, and its value can contain nothing of interest but a name it defines */
  readonly simple: boolean;
  /** only the listed keys are allowed */
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

  /** The shape of a listed key. */
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

  /** Keys that used to be required, with the last release that required them. */
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

/** Combines a schema with the alternative chosen from it. */
export function merged(schema: Schema, branch: Schema, document: Schema): Shape {
  if (!branch.properties || !schema.properties) return shapeOf(branch, document);
  let known = unions.get(schema);
  if (!known) unions.set(schema, (known = new Map()));
  let shape = known.get(branch);
  if (!shape) known.set(branch, (shape = new Shape({ ...schema, ...branch }, document)));
  return shape;
}

/** Whether a scalar fits a simple shape; most values of a large config do and need no further work. */
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

/** Resolves a schema's `$ref`; annotations beside the reference win. */
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
