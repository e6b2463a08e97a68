import type { Key, Node, ObjectNode, Path, ScalarNode } from '../parse/tree.ts';
import { compare } from '../release/releases.ts';
import { ANYTHING, isPlainly, merged, numberLimit, resolve, type Shape, shapeOf } from './compiled.ts';

export { resolve } from './compiled.ts';

/** The kinds of names that a config defines and uses; schema/ says which key or string is which. */
export type SymbolKind = 'provider' | 'profile' | 'model' | 'alias' | 'agent' | 'variable' | 'secretProvider';
export type Type = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

/** The part of JSON Schema (draft-07) that schema/ uses, and our annotations on it. */
export interface Schema {
  $ref?: string;
  definitions?: Record<string, Schema>;
  type?: Type | Type[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  enum?: (string | number | boolean | null)[];
  const?: string | number | boolean | null;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  oneOf?: Schema[];
  discriminator?: { propertyName: string };
  description?: string;
  examples?: unknown[];
  default?: unknown;
  writeOnly?: boolean;
  /** releases in which the key appeared and was last accepted, and what took its place */
  since?: string;
  until?: string;
  replacedBy?: string;
  /** later releases without the key still read it and move its value */
  convertedOnRead?: boolean;
  /** releases in which one of the types, or one of the enum values, appeared or was last accepted */
  typeSince?: Record<string, string>;
  valueSince?: Record<string, string>;
  valueUntil?: Record<string, string>;
  /** the replacement of a removed enum value */
  valueReplacedBy?: Record<string, string>;
  /** last release that required the key, if it is no longer required */
  requiredUntil?: string;
  /** what the string, or the keys of the map, define or refer to */
  names?: SymbolKind;
  refersTo?: SymbolKind;
}

interface Found {
  /** config path of the value, or of the object that should have the key */
  readonly path: Path;
  readonly schema: Schema;
}

/** What is wrong with the shape of a config, as data; the rules put it into words. */
export type Problem = Found &
  (
    | { kind: 'unknown-key'; key: Key; value: Node; owner: ObjectNode }
    | { kind: 'retired-key'; key: Key; value: Node; owner: ObjectNode; until: string; replacedBy?: string }
    | { kind: 'early-key'; key: Key; value: Node; owner: ObjectNode; since: string }
    | { kind: 'missing-key'; owner: ObjectNode; key: string; at: Key | ObjectNode }
    | { kind: 'type'; at: Node; expected: readonly Type[]; since?: string }
    | {
        kind: 'enum';
        at: ScalarNode;
        allowed: readonly (string | number | boolean | null)[];
        since?: string;
        until?: string;
      }
    | { kind: 'range'; at: Node; limit: string }
    | { kind: 'pattern'; at: ScalarNode | Key; pattern: string }
  );

/** A string or key that defines or uses a name. */
export interface SymbolUse {
  readonly kind: SymbolKind;
  readonly role: 'names' | 'refersTo';
  readonly text: string;
  readonly at: Key | ScalarNode;
  readonly path: Path;
}

export interface Walked {
  readonly problems: readonly Problem[];
  readonly symbols: readonly SymbolUse[];
  /** values that are secrets, whatever they contain */
  readonly secrets: readonly { node: Node; path: Path }[];
}

/**
 * Walks a tree along the schema and collects what breaks it for this release, and every name on the way. For an unknown
 * release (undefined), accepts whatever any release accepts but still reports retired keys.
 * @param everyName collect the names that are defined too, not only those that are used
 */
export function walk(root: Node, document: Schema, release: string | undefined, everyName = false): Walked {
  const problems: Problem[] = [];
  const symbols: SymbolUse[] = [];
  const secrets: { node: Node; path: Path }[] = [];
  const path: (string | number)[] = [];
  /** some keys were required only up to this release */
  const old = before(release, '2026.5.19');

  visit(root, shapeOf(document, document));
  return { problems, symbols, secrets };

  function visit(node: Node, shape: Shape): void {
    const { kind } = node;
    if (kind === 'missing') return;
    if (shape.writeOnly && kind !== 'object') secrets.push({ node, path: path.slice() });
    if (shape.type !== undefined && (shape.type !== kind || shape.typeSince) && !typed(node, shape.schema)) return;
    if (kind === 'object') visitObject(node, shape.discriminator ? chosen(node, shape.schema) : shape);
    else if (kind === 'array') visitArray(node.items, node, shape);
    else visitScalar(node, shape.schema);
  }

  function typed(node: Node, schema: Schema): boolean {
    const is = typeOf(node);
    if (schema.type === is && !schema.typeSince) return true;
    const expected = typeof schema.type === 'string' ? [schema.type] : schema.type!;
    const fits = expected.find((type) => type === is || (type === 'number' && is === 'integer'));
    const since = fits && schema.typeSince?.[fits];
    if (fits && !(since && before(release, since))) return true;
    problems.push({
      kind: 'type',
      at: node,
      expected: since ? expected.filter((type) => type !== fits) : expected,
      path: path.slice(),
      schema,
      ...(since && { since }),
    });
    return false;
  }

  /** Picks the alternative whose discriminating key has this value. */
  function chosen(node: ObjectNode, schema: Schema): Shape {
    const name = schema.discriminator!.propertyName;
    const tag = node.get(name);
    const branches = schema.oneOf!.map((branch) => resolve(branch, document));
    const value = tag?.kind === 'scalar' ? tag.value : undefined;
    const branch = branches.find((each) => tagsOf(each, name, document).includes(value as string));
    const since = branch && before(release, branch.since) ? branch.since : undefined;
    if (branch && !since) return merged(schema, branch, document);
    const allowed = [
      ...new Set(
        branches.filter((each) => !before(release, each.since)).flatMap((each) => tagsOf(each, name, document)),
      ),
    ];
    if (tag?.kind === 'scalar')
      problems.push({ kind: 'enum', at: tag, allowed, path: [...path, name], schema, ...(since && { since }) });
    else if (tag && tag.kind !== 'missing')
      problems.push({ kind: 'type', at: tag, expected: ['string'], path: [...path, name], schema });
    else if (!tag && !node.open)
      problems.push({ kind: 'missing-key', owner: node, key: name, at: node, path: path.slice(), schema });
    return shapeOf(ANYTHING, document);
  }

  function visitObject(node: ObjectNode, shape: Shape): void {
    const { rest, schema } = shape;
    for (const { key, value } of node.effective()) {
      const name = key.value;
      const own = shape.own(name);
      const found = own ?? rest;
      if (!found) {
        if (shape.closed) problems.push({ kind: 'unknown-key', key, value, owner: node, path: path.slice(), schema });
        continue;
      }
      if (
        found.simple &&
        !(everyName && found.schema.names) &&
        value.kind === 'scalar' &&
        isPlainly(found, value.value)
      )
        continue;
      path.push(name);
      if (!found.dated || present(found.schema, key, value, node)) {
        if (!own && shape.propertyNames) visitName(key, shape.propertyNames);
        visit(value, found);
      }
      path.pop();
    }
    if (node.open) return;
    for (const name of shape.required) if (!node.entry(name)) missing(node, name, schema);
    if (release && old)
      for (const [name, until] of shape.formerlyRequired())
        if (compare(release, until) <= 0 && !node.entry(name)) missing(node, name, schema);
  }

  function missing(node: ObjectNode, name: string, schema: Schema): void {
    problems.push({ kind: 'missing-key', owner: node, key: name, at: node, path: path.slice(), schema });
  }

  /** Whether the key exists in this release; reports it if not. */
  function present(schema: Schema, key: Key, value: Node, owner: ObjectNode): boolean {
    const { since, until, replacedBy } = schema;
    if (since && before(release, since)) {
      problems.push({ kind: 'early-key', key, value, owner, since, path: path.slice(), schema });
      return false;
    }
    if (!until || (release && compare(release, until) <= 0)) return true;
    problems.push({
      kind: 'retired-key',
      key,
      value,
      owner,
      until,
      path: path.slice(),
      schema,
      ...(replacedBy && { replacedBy }),
    });
    return release === undefined;
  }

  function visitName(key: Key, schema: Schema): void {
    collect(schema, key.value, key);
    if (schema.pattern && !regExp(schema.pattern).test(key.value))
      problems.push({ kind: 'pattern', at: key, pattern: schema.pattern, path: path.slice(), schema });
  }

  function visitArray(items: readonly Node[], node: Node, shape: Shape): void {
    const { schema, items: each } = shape;
    if (schema.maxItems !== undefined && items.length > schema.maxItems)
      problems.push({ kind: 'range', at: node, limit: `at most ${schema.maxItems} items`, path: path.slice(), schema });
    if (!each) return;
    for (let i = 0; i < items.length; i++) {
      path.push(i);
      visit(items[i]!, each);
      path.pop();
    }
  }

  function visitScalar(node: ScalarNode, schema: Schema): void {
    const value = node.value;
    if (typeof value === 'string' && (schema.names || schema.refersTo)) collect(schema, String(node.value), node);
    if (schema.enum && !inEnum(node, schema)) return;
    if (schema.const !== undefined && value !== schema.const) {
      problems.push({ kind: 'enum', at: node, allowed: [schema.const], path: path.slice(), schema });
      return;
    }
    const limit =
      typeof value === 'number'
        ? numberLimit(value, schema)
        : typeof value === 'string'
          ? lengthLimit(value, schema)
          : undefined;
    if (limit) problems.push({ kind: 'range', at: node, limit, path: path.slice(), schema });
    else if (typeof value === 'string' && schema.pattern && !regExp(schema.pattern).test(value))
      problems.push({ kind: 'pattern', at: node, pattern: schema.pattern, path: path.slice(), schema });
  }

  function inEnum(node: ScalarNode, schema: Schema): boolean {
    const all = schema.enum!;
    const { valueSince = {}, valueUntil = {} } = schema;
    const value = node.value;
    const name = String(value);
    const since = Object.hasOwn(valueSince, name) ? valueSince[name] : undefined;
    const until = Object.hasOwn(valueUntil, name) ? valueUntil[name] : undefined;
    const gone = all.includes(value) && until !== undefined && (!release || compare(release, until) > 0);
    const early = since !== undefined && before(release, since);
    if (all.includes(value) && !early && !gone) return true;
    problems.push({
      kind: 'enum',
      at: node,
      allowed: allowedValues(schema, release),
      path: path.slice(),
      schema,
      ...(early && { since }),
      ...(gone && { until }),
    });
    return false;
  }

  function collect(schema: Schema, text: string, at: Key | ScalarNode): void {
    if (everyName && schema.names) symbols.push({ kind: schema.names, role: 'names', text, at, path: path.slice() });
    if (schema.refersTo) symbols.push({ kind: schema.refersTo, role: 'refersTo', text, at, path: path.slice() });
  }
}

/** The enum values of a release; for an unknown one, the newest's. */
export function allowedValues(
  { enum: all = [], valueSince = {}, valueUntil = {} }: Schema,
  release: string | undefined,
): readonly (string | number | boolean | null)[] {
  const gone = (until: string | undefined) => until !== undefined && (!release || compare(release, until) > 0);
  return all.filter((value) => !gone(valueUntil[String(value)]) && !before(release, valueSince[String(value)]));
}

function before(release: string | undefined, since: string | undefined): boolean {
  return release !== undefined && since !== undefined && compare(release, since) < 0;
}

function typeOf(node: Node): Type | undefined {
  if (node.kind !== 'scalar') return node.kind === 'missing' ? undefined : node.kind;
  const value = node.value;
  if (value === null) return 'null';
  if (typeof value !== 'number') return typeof value as 'string' | 'boolean';
  if (!Number.isFinite(value)) return undefined; // JSON5's Infinity and NaN, which OpenClaw does not accept as numbers (facts 1.2)
  return Number.isInteger(value) ? 'integer' : 'number';
}

function lengthLimit(value: string, schema: Schema): string | undefined {
  if (schema.minLength !== undefined && value.length < schema.minLength)
    return schema.minLength === 1 ? 'a text that is not empty' : `at least ${schema.minLength} characters`;
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    return `at most ${schema.maxLength} characters`;
  return undefined;
}

function tagsOf(branch: Schema, name: string, document: Schema): readonly string[] {
  const tag = branch.properties?.[name];
  const schema = tag && resolve(tag, document);
  return (schema?.enum ?? (schema?.const !== undefined ? [schema.const] : [])) as string[];
}

/** The schema of a config path; undefined where anything is allowed. */
export function schemaAt(path: Path, document: Schema): Schema | undefined {
  let schema: Schema | undefined = document;
  for (const step of path) {
    if (!schema) return undefined;
    const here: Schema = resolve(schema, document);
    if (typeof step === 'number') schema = here.items;
    else if (here.properties && Object.hasOwn(here.properties, step)) schema = here.properties[step];
    else schema = typeof here.additionalProperties === 'object' ? here.additionalProperties : undefined;
  }
  return schema && resolve(schema, document);
}

const patterns = new Map<string, RegExp>();
function regExp(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = new RegExp(pattern, 'u')));
  return compiled;
}
