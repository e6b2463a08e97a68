import type { Schema, Shape } from '../src/schema/schema.ts';
import type { Bundle } from './bundle.ts';

/**
 * Our annotations with the types that OpenClaw's schemas have at the same places: what src/generated/types.ts is made
 * from.
 * @param root the schema of all releases, with the same annotations
 */
export function typed(notes: Bundle, root: Shape): Bundle {
  const definitions: Record<string, Schema> = {};
  const whole = filled(notes, root);
  return { ...notes, ...whole, title: 'OpenClawConfig', definitions };

  function filled(note: Schema, shape: Shape | undefined): Schema {
    if (note.$ref) {
      const name = note.$ref.split('/').pop()!;
      if (!(name in definitions)) {
        definitions[name] = {}; // those that hold themselves
        definitions[name] = filled(notes.definitions[name]!, shape);
      }
      return { $ref: note.$ref };
    }
    const { description, properties = {}, items, oneOf } = note;
    const objects = shape?.alternatives.filter(({ type }) => type === 'object') ?? [];
    const types = [...new Set((shape?.alternatives ?? []).map(({ type }) => type))];
    const said: Schema = {
      ...(description && { description }),
      ...(types.length > 0 && { type: types.length === 1 ? types[0]! : types }),
    };
    if (oneOf) {
      const text: Schema[] = types.includes('string') ? [{ description: 'The value as text.', type: 'string' }] : [];
      return { ...(description && { description }), oneOf: [...text, ...oneOf.map((each) => branch(each, objects))] };
    }
    if (shape?.enum && types.length === 1) said.enum = shape.enum;
    if (items) said.items = filled(items, shape?.items as Shape | undefined);
    if (objects.length === 0) return said;
    const keys = Object.entries(properties).map(([name, each]) => [
      name,
      filled(each, objects.map((of) => of.key(name)).find(Boolean)),
    ]);
    if (keys.length > 0) said.properties = Object.fromEntries(keys) as Record<string, Schema>;
    const rest = note.additionalProperties;
    if (typeof rest === 'object') said.additionalProperties = filled(rest, objects[0]!.rest);
    else if (objects[0]!.closed && keys.length > 0) said.additionalProperties = false;
    const required = (shape?.required ?? []).filter((name) => name in properties);
    if (required.length > 0) said.required = required;
    return said;
  }

  /** One object of a union. */
  function branch(note: Schema, objects: Shape['alternatives']): Schema {
    const whole = note.$ref ? notes.definitions[note.$ref.split('/').pop()!]! : note;
    const of = objects.find(({ tag }) => tag && whole.properties?.[tag.key]?.enum?.includes(tag.words[0]!));
    const alone =
      of &&
      ({
        alternatives: [of],
        required: of.required,
        typeSince: () => undefined,
        wordDates: () => ({}),
      } as unknown as Shape);
    return filled(note, alone);
  }
}
