import type * as z from 'zod';

/** What of zod's types the tools ask for; `z.toJSONSchema` knows all of them, and weighs more than the tools. */
interface Field {
  readonly description?: string | undefined;
  readonly def: {
    readonly type: string;
    readonly innerType?: Field;
    readonly element?: Field;
    readonly valueType?: Field;
    readonly keyType?: Field;
    readonly entries?: Readonly<Record<string, string>>;
    readonly checks?: readonly {
      readonly _zod: { readonly def: { readonly check: string; readonly maximum?: number } };
    }[];
  };
  isOptional(): boolean;
}

/** The arguments of a tool as clients are told of them, in JSON Schema of draft 7; a test holds it against zod's own. */
export function inputSchema(fields: z.ZodRawShape) {
  const all = Object.entries(fields as unknown as Readonly<Record<string, Field>>);
  const required = all.filter(([, field]) => !field.isOptional()).map(([name]) => name);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object' as const,
    properties: Object.fromEntries(all.map(([name, field]) => [name, schemaOf(field)])),
    ...(required.length > 0 && { required }),
  };
}

function schemaOf({ def, description }: Field): object {
  const told = description !== undefined && { description };
  const longest = def.checks?.find(({ _zod }) => _zod.def.check === 'max_length')?._zod.def.maximum;
  switch (def.type) {
    case 'optional':
      return { ...schemaOf(def.innerType!), ...told };
    case 'unknown':
      return { ...told };
    case 'enum':
      return { ...told, type: 'string', enum: Object.values(def.entries!) };
    case 'array':
      return { ...told, type: 'array', items: schemaOf(def.element!) };
    case 'record':
      return {
        ...{ ...told, type: 'object', propertyNames: schemaOf(def.keyType!) },
        additionalProperties: schemaOf(def.valueType!),
      };
    default:
      return { ...told, type: def.type, ...(longest !== undefined && { maxLength: longest }) };
  }
}
