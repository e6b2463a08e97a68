import { type Alternative, type Child, once, type Place, type Words } from './places.ts';

/** What `openclaw config schema` prints: draft-07, the keywords that any release uses. */
export interface Printed {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Printed[];
  oneOf?: Printed[];
  allOf?: Printed[];
  properties?: Record<string, Printed>;
  required?: string[];
  additionalProperties?: boolean | Printed;
  propertyNames?: Printed;
  items?: Printed | Printed[];
  $ref?: string;
  $defs?: Record<string, Printed>;
  default?: unknown;
  [keyword: string]: unknown;
}

/** Which keywords speak of which type of value; those of lists and objects that hold schemas are read apart. */
const SPEAKS: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'not'],
  number: ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
  object: ['minProperties', 'maxProperties', 'allOf'],
};
/** Tells the objects of a union apart where they have no key with one word each. */
const UNTOLD = 'object';

/**
 * A printed schema as places. Said once and for all: references are followed, also those of a plugin, which point below
 * the nearest `$defs`; a key with a default may be left out, for the program fills defaults in before it looks; unions
 * are told apart by the type of the value, and among objects by a key that is one word.
 * @param at the release, as one bit
 */
export function placeOf(printed: Printed, at: bigint): Place {
  return place(printed, printed);

  function place(given: Printed, owner: Printed): Place {
    const found = new Map<string, Alternative[]>();
    for (const { sign, alternative } of told(alternatives(given, owner)))
      found.set(sign, [...(found.get(sign) ?? []), alternative]);
    return { alternatives: new Map([...found].map(([sign, all]) => [sign, all.length === 1 ? all[0]! : joined(all)])) };
  }

  function alternatives(given: Printed, owner: Printed): { type: string; schema: Printed; owner: Printed }[] {
    if (given.$ref !== undefined) return alternatives(followed(given.$ref, owner), owner);
    const below = given.$defs ? given : owner;
    const union = given.anyOf ?? given.oneOf;
    if (union && !given.properties) return union.flatMap((each) => alternatives(each, below));
    if (given.allOf && !given.type) return alternatives(intersection(given.allOf), below);
    return typesOf(given).map((type) => ({ type, schema: given, owner: below }));
  }

  function told(all: readonly { type: string; schema: Printed; owner: Printed }[]) {
    const objects = all.filter(({ type }) => type === 'object');
    return all.map(({ type, schema, owner }) => ({
      sign: type === 'object' && objects.length > 1 ? (tagOf(schema, objects) ?? UNTOLD) : type,
      alternative: read(type, schema, owner),
    }));
  }

  function read(type: string, schema: Printed, owner: Printed): Alternative {
    const words: Words = {};
    for (const keyword of SPEAKS[type === 'integer' ? 'number' : type] ?? []) {
      const value = schema[keyword];
      if (value !== undefined && Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER) words[keyword] = value;
    }
    const only = schema.const !== undefined ? [schema.const] : schema.enum;
    const values = only?.filter(
      (value) => typeOf(value) === type || (type === 'number' && typeOf(value) === 'integer'),
    );
    if (values && type !== 'boolean') words.enum = [...values].sort();
    if (values && type === 'boolean' && values.length === 1) words.enum = values;
    if (type === 'object') return { ...object(schema, words, owner), words: once(words, at) };
    const keys = new Map<string, Child>();
    if (type !== 'array') return { words: once(words, at), keys };
    if (Array.isArray(schema.items)) words.tuple = schema.items;
    return {
      words: once(words, at),
      keys,
      ...(schema.items && !Array.isArray(schema.items) && { items: child(schema.items, owner) }),
    };
  }

  function object(schema: Printed, words: Words, owner: Printed): Omit<Alternative, 'words'> {
    const { additionalProperties: rest, propertyNames, properties = {}, required = [] } = schema;
    if (rest === false) words.closed = true;
    if (propertyNames) {
      const { type: _, ...names } = propertyNames;
      if (Object.keys(names).length > 0) words.propertyNames = names;
    }
    const keys = new Map(
      Object.entries(properties).map(([name, each]): [string, Child] => {
        const needed = required.includes(name) && each.default === undefined;
        return [name, { ...child(each, owner), required: needed ? at : 0n }];
      }),
    );
    // asked for, though nothing is said about it
    const more = required.filter((name) => !properties[name]);
    if (more.length > 0) words.required = more;
    return { keys, ...(typeof rest === 'object' && Object.keys(rest).length > 0 && { rest: child(rest, owner) }) };
  }

  function child(schema: Printed, owner: Printed): Child {
    return { place: place(schema, owner), in: at, required: 0n };
  }

  /** Alternatives of one type: lists of words become one list, and stand beside what else a text may be. */
  function joined(all: readonly Alternative[]): Alternative {
    const each = all.map(({ words }) => JSON.parse([...words.keys()][0]!) as Words);
    const lists = each.filter((words) => words.enum);
    const free = each.filter((words) => !words.enum);
    const values = [...new Set(lists.flatMap((words) => words.enum as unknown[]))].sort();
    if (all.some(({ keys, items, rest }) => keys.size > 0 || items || rest) || free.length > 1)
      return joinedFreely(all, each);
    const words: Words =
      free.length === 0 ? { enum: values } : { ...free[0], ...(values.length > 0 && { also: values }) };
    return { words: once(words, at), keys: new Map() };
  }

  /** Alternatives that only trying can tell apart. */
  function joinedFreely(all: readonly Alternative[], each: readonly Words[]): Alternative {
    const objects = all.every(({ items }) => !items) && all.some(({ keys }) => keys.size > 0);
    if (!objects)
      return { words: once({ anyOf: each }, at), keys: new Map(), ...(all[0]!.items && { items: all[0]!.items }) };
    const keys = new Map<string, Child>();
    const isAsked = (name: string) => all.every((each) => each.keys.get(name)?.required === at);
    for (const { keys: own } of all)
      for (const [name, of] of own) if (!keys.has(name)) keys.set(name, { ...of, required: isAsked(name) ? at : 0n });
    const { closed } = each[0]!;
    return { words: once({ ...(closed ? { closed } : {}), untold: true }, at), keys };
  }
}

function followed(pointer: string, owner: Printed): Printed {
  let found: unknown = owner;
  for (const step of decodeURIComponent(pointer).replace(/^#\/?/, '').split('/').filter(Boolean))
    found = (found as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  if (typeof found !== 'object' || found === null) throw new Error(`the schema has no ${pointer}`);
  return found as Printed;
}

/** Of schemas that all have to fit: of objects the keys that each of them takes, of anything else what each of them asks. */
function intersection(all: readonly Printed[]): Printed {
  const [type, ...others] = new Set(all.map((each) => each.type));
  if (type && type !== 'object' && others.length === 0) return Object.assign({}, ...all);
  const closed = all.filter(({ additionalProperties }) => additionalProperties === false);
  const names = new Set(all.flatMap(({ properties = {} }) => Object.keys(properties)));
  const kept = [...names].filter((name) => closed.every(({ properties = {} }) => name in properties));
  return {
    type: 'object',
    properties: Object.fromEntries(
      kept.map((name) => [name, all.find(({ properties }) => properties?.[name])!.properties![name]!]),
    ),
    required: [...new Set(all.flatMap(({ required = [] }) => required))],
    ...(closed.length > 0 && { additionalProperties: false }),
  };
}

/** `source=env`: the key that is one word in each of these objects; if there is none, one that is in this. */
function tagOf({ properties = {} }: Printed, among: readonly { schema: Printed }[]): string | undefined {
  const tags = Object.entries(properties).filter(([, { const: only }]) => typeof only === 'string');
  const tag =
    tags.find(([name]) => among.every(({ schema }) => typeof schema.properties?.[name]?.const === 'string')) ?? tags[0];
  return tag && `object ${tag[0]}=${String(tag[1].const)}`;
}

function typesOf({ type, const: only, enum: values, properties }: Printed): string[] {
  if (type) return [type].flat();
  if (only !== undefined) return [typeOf(only)];
  if (values) return [...new Set(values.map(typeOf))];
  return properties ? ['object'] : ['any'];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}
