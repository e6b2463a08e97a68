import { type Node, nodeAt, type Path } from '../../src/parse/tree.ts';
import { resolve, type Schema } from '../../src/schema/walk.ts';

/**
 * The schema of a path. Of alternatives with a discriminating key, the one the config has chosen; if none yet, all
 * combined.
 */
export function schemaAlong(path: Path, root: Node | undefined, document: Schema): Schema | undefined {
  let schema: Schema | undefined = chosen(document, root, document);
  for (let i = 0; i < path.length && schema; i++) {
    const below: Schema | undefined = step(schema, path[i]!);
    schema = below && chosen(resolve(below, document), nodeAt(root, path.slice(0, i + 1)), document);
  }
  return schema;
}

/** The unresolved schema of a key or item; undefined where anything is allowed. */
export function step(schema: Schema, key: string | number): Schema | undefined {
  if (typeof key === 'number') return schema.items;
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function chosen(schema: Schema, node: Node | undefined, document: Schema): Schema {
  const { discriminator, oneOf } = schema;
  if (!discriminator || !oneOf) return schema;
  const name = discriminator.propertyName;
  const branches = oneOf.map((each) => resolve(each, document));
  const tagOf = (branch: Schema) => branch.properties?.[name]?.enum ?? [];
  const tag = node?.kind === 'object' ? node.get(name) : undefined;
  const found = tag?.kind === 'scalar' ? branches.filter((each) => tagOf(each).includes(tag.value)) : [];
  const open = found.length > 0 ? found : branches;
  const properties: { [key: string]: Schema } = {
    ...schema.properties,
    ...Object.assign({}, ...open.map((each) => each.properties)),
  };
  return {
    ...schema,
    properties: { ...properties, [name]: { ...properties[name], enum: branches.flatMap(tagOf) } },
    required: found[0]?.required ?? [],
  };
}
