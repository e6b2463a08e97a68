import type { Schema, Type } from '../walk.ts';
import { during, keysIn, leadsIn, lineOf, type Was } from './lines.ts';

/**
 * What the history knows below a path, as a schema for one release; undefined if it knows nothing.
 * @param release such as `2026.9.6`; for an unknown one (undefined) all that any release accepts
 */
export function restSchema(path: string, release: string | undefined): Schema | undefined {
  const line = lineOf(path);
  const was = line && during(line, release);
  if (!was || was.length === 0) return undefined;
  const leads = leadsIn(path);
  const names = leads ?? keysIn(path);
  const properties = Object.fromEntries(
    names.filter((name) => name !== '*').flatMap((name) => entry(name, `${path}.${name}`)),
  );
  const rest = restSchema(`${path}.*`, release);
  const items = restSchema(`${path}[]`, release);
  const closed = !leads && was.every((each) => each.closed);
  const required = (line.required ?? []).filter(
    (name) => properties[name] && during(lineOf(`${path}.${name}`)!, release).every((each) => each.required),
  );
  return {
    ...scalar(was),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(rest
      ? { additionalProperties: rest }
      : closed && Object.keys(properties).length > 0 && { additionalProperties: false }),
    ...(items && { items }),
  };

  function entry(name: string, at: string): [string, Schema][] {
    const schema = restSchema(at, release);
    return schema ? [[name, schema]] : [];
  }
}

function scalar(was: readonly Was[]): Schema {
  if (was.some(({ types }) => types.length === 0)) return {};
  const types = [...new Set(was.flatMap(({ types: each }) => each))];
  const values = was.every((each) => each.values) ? [...new Set(was.flatMap((each) => each.values!))] : undefined;
  const limits = was.length === 1 ? was[0]!.limits : [];
  const limit = (kind: string) => limits.find((each) => each.kind === kind)?.size;
  const keyword = { '>=': 'minimum', '>': 'exclusiveMinimum', '<=': 'maximum', '#': 'minLength' } as const;
  return {
    type: types.length === 1 ? types[0]! : (types as Type[]),
    ...(values && { enum: values }),
    ...Object.fromEntries(
      Object.entries(keyword).flatMap(([kind, name]) => (limit(kind) === undefined ? [] : [[name, limit(kind)]])),
    ),
  };
}

/** Adds the history to one of our schemas: keys that ours leaves open, and that no others are allowed. */
export function withRest(ours: Schema, rest: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
  const { $ref, ...beside } = ours;
  const known: Schema = $ref ? { ...definitions[$ref.slice('#/definitions/'.length)]!, ...beside } : ours;
  // if ours names all keys, one it lacks does not exist in this release
  const names = new Set([
    ...Object.keys(known.properties ?? {}),
    ...(known.additionalProperties === false ? [] : Object.keys(rest.properties ?? {})),
  ]);
  const properties = Object.fromEntries(
    [...names].map((name) => [name, both(known.properties?.[name], rest.properties?.[name])]),
  );
  const others =
    known.additionalProperties === undefined || known.additionalProperties === true
      ? rest.additionalProperties
      : typeof known.additionalProperties === 'object' && typeof rest.additionalProperties === 'object'
        ? both(known.additionalProperties, rest.additionalProperties)
        : known.additionalProperties;
  const required = [...new Set([...(known.required ?? []), ...(rest.required ?? [])])].filter(
    (name) => properties[name],
  );
  const items = rest.items || known.items ? both(known.items, rest.items) : undefined;
  return {
    ...rest,
    ...known,
    ...(names.size > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(others !== undefined && { additionalProperties: others }),
    ...(items && { items }),
  };

  function both(own: Schema | undefined, added: Schema | undefined): Schema {
    return own && added ? withRest(own, added, definitions) : (own ?? added)!;
  }
}
