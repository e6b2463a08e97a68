import type { Key, Node, ScalarNode } from '../parse/tree.ts';
import { own } from '../text/own.ts';
import { resolve, type Schema, type Shape } from './schema.ts';

/** What a schema says about a value, over all alternatives and releases. */
export interface Meaning {
  /** it defines or names something */
  readonly isName: boolean;
  /** it is the name of a variable */
  readonly isVariable: boolean;
  readonly isSecret: boolean;
  readonly isNumber: boolean;
  readonly isBoolean: boolean;
  /** the words it may be; empty if they are not enumerated */
  readonly words: ReadonlySet<unknown>;
}

const NOTHING: Meaning = {
  isName: false,
  isVariable: false,
  isSecret: false,
  isNumber: false,
  isBoolean: false,
  words: new Set(),
};

/** Where a key or value stands, as schemas see it. Everything is worked out when it is first asked for. */
export class Standing {
  #schemas: readonly Schema[] | undefined;

  /** @param key that of the value; undefined for the items of a list */
  constructor(
    private readonly document: Schema,
    private readonly around: Standing | readonly Schema[],
    private readonly key?: string,
  ) {}

  /** Whether a schema names the key itself. */
  get isNamed(): boolean {
    const { around, key } = this;
    return around instanceof Standing && key !== undefined && around.schemas.some((each) => isNamed(each, key));
  }

  /** A list in place of a single value means the same, and vice versa. */
  get meaning(): Meaning {
    return meaningOf([...this.schemas, ...itemsOf(this.schemas, this.document)]);
  }

  private get schemas(): readonly Schema[] {
    return (this.#schemas ??= this.read());
  }

  private read(): readonly Schema[] {
    const { around, key, document } = this;
    if (!(around instanceof Standing)) return open(around, document);
    if (key !== undefined)
      return open(
        around.schemas.flatMap((schema) => below(schema, key)),
        document,
      );
    const items = itemsOf(around.schemas, document);
    return items.length > 0 ? items : around.schemas;
  }
}

/**
 * Notes where each key and value of a tree stands in one or more schemas, whether or not it is valid, and including
 * those hidden by duplicate keys. Recursion is safe: readers stop at 1,000 levels.
 */
export function noteStandings(
  root: Node,
  schemas: readonly Schema[],
  document: Schema,
  into: Map<Key | ScalarNode, Standing>,
): void {
  visit(root, new Standing(document, schemas));

  function visit(node: Node, at: Standing): void {
    if (node.kind === 'scalar') into.set(node, at);
    else if (node.kind === 'array') {
      const items = new Standing(document, at);
      for (const item of node.items) visit(item, items);
    } else if (node.kind === 'object')
      for (const { key, value } of node.entries) {
        const below = new Standing(document, at, key.value);
        into.set(key, below);
        visit(value, below);
      }
  }
}

const itemsOf = (all: readonly Schema[], document: Schema): readonly Schema[] =>
  open(
    all.flatMap(({ items }) => items ?? []),
    document,
  );

const isShape = (schema: Schema): schema is Shape => 'alternatives' in schema;

const isNamed = (schema: Schema, key: string): boolean =>
  isShape(schema)
    ? schema.alternatives.some((each) => each.key(key))
    : schema.properties !== undefined && Object.hasOwn(schema.properties, key);

function below(schema: Schema, key: string): readonly Schema[] {
  if (isShape(schema)) return schema.alternatives.flatMap((each) => each.key(key) ?? each.rest ?? []);
  const { properties, additionalProperties } = schema;
  const declared = own(properties, key);
  if (declared) return [declared];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

/** Resolves references in schemas and adds their alternatives. */
function open(schemas: readonly Schema[], document: Schema): readonly Schema[] {
  return schemas.length === 0 ? schemas : schemas.flatMap((schema) => alternatives(schema, document));
}

const opened = new WeakMap<Schema, readonly Schema[]>();

function alternatives(schema: Schema, document: Schema): readonly Schema[] {
  const known = opened.get(schema);
  if (known) return known;
  const whole = resolve(schema, document);
  if (isShape(whole)) return [whole];
  const { oneOf, anyOf, allOf } = whole as Schema & { anyOf?: Schema[]; allOf?: Schema[] };
  const all = [whole, ...[oneOf, anyOf, allOf].flatMap((each) => open(each ?? [], document))];
  opened.set(schema, all);
  return all;
}

const meanings = new WeakMap<Schema, Meaning>();

function meaningOf(schemas: readonly Schema[]): Meaning {
  if (schemas.length === 0) return NOTHING;
  const all = schemas.map((schema) => {
    let meaning = meanings.get(schema);
    if (!meaning) meanings.set(schema, (meaning = read(schema)));
    return meaning;
  });
  const [first] = all;
  return all.length === 1
    ? first!
    : {
        isName: all.some(({ isName }) => isName),
        isVariable: all.some(({ isVariable }) => isVariable),
        isSecret: all.some(({ isSecret }) => isSecret),
        isNumber: all.some(({ isNumber }) => isNumber),
        isBoolean: all.some(({ isBoolean }) => isBoolean),
        words: new Set(all.flatMap(({ words }) => [...words])),
      };
}

function read(schema: Schema): Meaning {
  const { type, enum: values, const: only, names, refersTo, writeOnly } = schema;
  const types = [type].flat();
  const listed = isShape(schema)
    ? (schema.written ?? schema.alternatives).flatMap(({ variants }) =>
        variants.flatMap(({ enum: list = [], also = [] }) => [...list, ...also]),
      )
    : only === undefined
      ? values
      : [only];
  return {
    isName: [names, refersTo].some((kind) => kind !== undefined && kind !== 'variable'),
    isVariable: names === 'variable' || refersTo === 'variable',
    isSecret: writeOnly ?? false,
    isNumber: types.includes('number') || types.includes('integer'),
    isBoolean: types.includes('boolean'),
    words: new Set(listed),
  };
}
