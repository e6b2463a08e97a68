import { type Node, nodeAt, type Path } from '../../src/parse/tree.ts';
import type { Alternative, Schema, Shape } from '../../src/schema/schema.ts';
import { own } from '../../src/text/own.ts';

/**
 * The schema of a path. Of alternatives with a discriminating key, the one the config has chosen; if none yet, all
 * combined.
 */
export function schemaAlong(path: Path, root: Node | undefined, document: Shape): Schema | undefined {
  let found: Shape[] = [document];
  const last = path.at(-1);
  path.forEach((step, i) => {
    if (i === path.length - 1 && found[0] && isTold(found[0], last)) return;
    const node = nodeAt(root, path.slice(0, i));
    found = found.flatMap((shape) => chosen(shape, node).flatMap((each) => below(each, step) ?? []));
  });
  const [shape, other] = found;
  if (shape && isTold(shape, last)) return own(open(shape, undefined).properties, last as string);
  return shape && !other ? open(shape, nodeAt(root, path)) : shape;
}

/** Whether a key tells the objects of a union apart. */
const isTold = ({ alternatives }: Shape, key: string | number | undefined): boolean =>
  alternatives.some(({ tag }) => tag !== undefined && tag.key === key);

function below(each: Alternative, step: string | number): Shape | undefined {
  return typeof step === 'number' ? each.items : (each.key(step) ?? each.rest);
}

/** Those alternatives for objects that agree with the word the config has written; if none does, all. */
function chosen({ alternatives }: Shape, node: Node | undefined): readonly Alternative[] {
  if (node?.kind !== 'object') return alternatives;
  const agree = alternatives.filter(({ tag }) => {
    const value = tag && node.get(tag.key);
    return value?.kind === 'scalar' && tag!.words.includes(value.value);
  });
  return agree.length > 0 ? agree : alternatives;
}

/** A union of objects as one: with the key that tells them apart, and the words that it may be. */
function open(shape: Shape, node: Node | undefined): Schema {
  const tagged = shape.alternatives.filter(({ tag }) => tag);
  if (tagged.length < 2) return shape;
  const key = tagged[0]!.tag!.key;
  const [one, other] = chosen(shape, node).filter(({ type }) => type === 'object');
  const shown = one && !other ? [one] : tagged;
  const named = new Map<string, Schema>();
  for (const each of shown) for (const name of each.names()) if (!named.has(name)) named.set(name, each.key(name)!);
  const { type, description, enum: values, writeOnly, refersTo, since, until, replacedBy } = shape;
  const said: Schema = { type, description, enum: values, writeOnly, refersTo, since, until, replacedBy };
  const tag = named.get(key);
  return {
    ...said,
    properties: {
      ...Object.fromEntries(named),
      [key]: { type: 'string', description: tag?.description, enum: tagged.flatMap((each) => [...each.tag!.words]) },
    },
    required: one && !other ? [...one.required] : [],
  };
}
