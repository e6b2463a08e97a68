import { own } from '../text/own.ts';
import { type Alternative, resolve, type Schema, type Shape, type Type, type Words } from './schema.ts';

const shapes = new WeakMap<Schema, Shape>();

/** A schema that is the same for every release, made ready for walking. @param document where its references point */
export function plainShape(given: Schema, document: Schema = given): Shape {
  const schema = resolve(given, document);
  let shape = shapes.get(schema);
  if (!shape)
    shapes.set(
      schema,
      (shape = Object.assign(Object.create(schema) as Schema, {
        alternatives: alternativesOf(schema, document),
        typeSince: () => undefined,
        wordDates: () => ({}),
      })),
    );
  return shape;
}

function alternativesOf(schema: Schema, document: Schema): Alternative[] {
  const types = [schema.type ?? []].flat();
  const { discriminator, oneOf } = schema;
  return types.flatMap((type) =>
    type === 'object' && oneOf
      ? oneOf.map(
          (each) =>
            new PlainAlternative(
              { ...schema, ...resolve(each, document) },
              document,
              type,
              discriminator?.propertyName,
            ),
        )
      : [new PlainAlternative(schema, document, type, undefined)],
  );
}

class PlainAlternative implements Alternative {
  readonly tag: Alternative['tag'];
  readonly variants: readonly Words[];
  readonly closed: boolean;
  readonly closedNow: boolean;
  readonly required: readonly string[];

  constructor(
    private readonly schema: Schema,
    private readonly document: Schema,
    readonly type: Type,
    key: string | undefined,
  ) {
    const tag = key && own(schema.properties, key);
    this.tag = tag ? { key, words: resolve(tag, document).enum ?? [] } : undefined;
    this.variants = [schema as Words];
    this.closed = this.closedNow = schema.additionalProperties === false;
    this.required = schema.required ?? [];
  }

  key(name: string): Shape | undefined {
    const { properties } = this.schema;
    const shape = own(properties, name);
    return shape && plainShape(shape, this.document);
  }

  names(): readonly string[] {
    return Object.keys(this.schema.properties ?? {});
  }

  dates(): undefined {
    return undefined;
  }

  get rest(): Shape | undefined {
    const { additionalProperties: rest } = this.schema;
    return typeof rest === 'object' ? plainShape(rest, this.document) : undefined;
  }

  get items(): Shape | undefined {
    return this.schema.items && plainShape(this.schema.items, this.document);
  }
}
