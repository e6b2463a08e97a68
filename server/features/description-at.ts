import { type Node, nodeAt, type Path } from '../../src/parse/tree.ts';
import { resolve, type Schema } from '../../src/schema/walk.ts';

/** The description of a path; undefined where anything is allowed. */
export function wordsAlong(path: Path, root: Node | undefined, described: Schema): string | undefined {
  let found: Schema[] = [described];
  for (const [i, step] of path.entries()) {
    const node = nodeAt(root, path.slice(0, i));
    found = fitting(
      found.flatMap((each) => open(each, described)),
      node,
    ).flatMap((schema) => below(schema, step) ?? []);
  }
  const all = fitting(
    found.flatMap((each) => open(each, described)),
    nodeAt(root, path),
  );
  return [...found.map((schema) => resolve(schema, described)), ...all].find(({ description }) => description)
    ?.description;
}

/** A schema and its alternatives. */
function open(schema: Schema, described: Schema): Schema[] {
  const whole = resolve(schema, described);
  const { oneOf, anyOf, allOf } = whole as Schema & { anyOf?: Schema[]; allOf?: Schema[] };
  return [whole, ...[...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])].flatMap((each) => open(each, described))];
}

/** The alternatives that match the discriminating values in the config, such as `source: "env"`; if none, all. */
function fitting(schemas: readonly Schema[], node: Node | undefined): readonly Schema[] {
  if (schemas.length < 2 || node?.kind !== 'object') return schemas;
  const tags = ['source', 'type'].flatMap((name) => {
    const tag = node.get(name);
    return tag?.kind === 'scalar' ? [[name, tag.value] as const] : [];
  });
  const agree = schemas.filter((schema) =>
    tags.every(([name, value]) => schema.properties?.[name]?.enum?.includes(value) ?? false),
  );
  return tags.length > 0 && agree.length > 0 ? agree : schemas;
}

function below(schema: Schema, step: string | number): Schema | undefined {
  if (typeof step === 'number') return schema.items;
  if (schema.properties && Object.hasOwn(schema.properties, step)) return schema.properties[step];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}
