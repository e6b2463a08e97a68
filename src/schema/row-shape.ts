import type { Node, Row, Template } from '../parse/tree.ts';
import { isPlainly, type Shape } from './compiled.ts';
import type { Schema } from './walk.ts';

/** What a slot of a template must hold; undefined: whatever has the slot's type. */
type Check = ((text: string) => boolean) | undefined;

/**
 * Tells whether the schema finds nothing to say about a row, by the texts in its slots: that the keys are allowed and
 * none is missing is the same for all rows of a template. False: look at its nodes.
 *
 * @param collects shapes whose names the walk collects: their nodes are needed
 */
export function rowCheck(collects: (schema: Schema) => boolean): (row: Row, shape: Shape) => boolean {
  const plans = new Map<Template, Map<Shape, readonly Check[] | undefined>>();
  return (row, shape) => {
    let known = plans.get(row.template);
    if (!known) plans.set(row.template, (known = new Map()));
    let plan = known.get(shape);
    if (!plan && !known.has(shape)) known.set(shape, (plan = planOf(row.template, shape, collects)));
    if (!plan) return false;
    for (let slot = 0; slot < plan.length; slot++) if (plan[slot] && !plan[slot]!(row.value(slot))) return false;
    return true;
  };
}

function planOf(
  { sample }: Template,
  shape: Shape,
  collects: (schema: Schema) => boolean,
): readonly Check[] | undefined {
  const checks: Check[] = [];
  return visit(sample, shape) ? checks : undefined;

  function visit(node: Node, shape: Shape | undefined): boolean {
    if (shape && (shape.writeOnly || shape.dated || shape.typeSince || shape.discriminator || collects(shape.schema)))
      return false;
    if (node.kind === 'object')
      return visitObject(
        node.entries.map(({ key, value }) => [key.value, value] as const),
        shape,
      );
    if (node.kind === 'array')
      return (
        (!shape || (shape.type === 'array' && shape.schema.maxItems === undefined)) &&
        node.items.every((item) => visit(item, shape?.items))
      );
    if (node.kind === 'missing') return false;
    const value = node.peek();
    if (value === null) return !shape;
    if (!shape) checks.push(undefined);
    else if (shape.schema.enum && typeof value === 'string') checks.push(oneOf(shape.schema));
    else if (shape.simple) checks.push(checkOf(typeof value, shape));
    else return false;
    return true;
  }

  function visitObject(entries: readonly (readonly [string, Node])[], shape: Shape | undefined): boolean {
    if (!shape) return entries.every(([, value]) => visit(value, undefined));
    if (
      shape.type !== 'object' ||
      [...shape.required, ...shape.once().map(([name]) => name)].some((name) => !entries.some(([key]) => key === name))
    )
      return false;
    return entries.every(([key, value]) => {
      const own = shape.own(key);
      if (own) return visit(value, own);
      return shape.propertyNames === undefined && !shape.closed && visit(value, shape.rest);
    });
  }
}

/** The values of an enum that every release knows. */
function oneOf({ enum: all = [], valueSince = {}, valueUntil = {} }: Schema): Check {
  const known = new Set(all.filter((value) => !(String(value) in valueSince) && !(String(value) in valueUntil)));
  return (text) => known.has(text);
}

function checkOf(type: string, shape: Shape): Check {
  if (type === 'number') return (text) => isPlainly(shape, Number(text));
  return type === 'string' ? (text) => isPlainly(shape, text) : shape.type === 'boolean' ? undefined : () => false;
}
