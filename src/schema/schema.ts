import type { Key, Node, ObjectNode, Path, ScalarNode } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';
import { own } from '../text/own.ts';

/** The kinds of names that a config defines and uses; schema/ says which key or string is which. */
export type SymbolKind = 'provider' | 'profile' | 'model' | 'alias' | 'agent' | 'variable' | 'secretProvider';
export type Type = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';
export type Scalar = string | number | boolean | null;

/** Keywords of JSON Schema (draft-07) that speak of a value itself. */
export interface Words {
  readonly enum?: readonly Scalar[] | undefined;
  /** values that are taken though the other keywords are against them */
  readonly also?: readonly Scalar[] | undefined;
  readonly minimum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly uniqueItems?: boolean | undefined;
  readonly tuple?: readonly Schema[] | undefined;
  readonly minProperties?: number | undefined;
  readonly maxProperties?: number | undefined;
  readonly closed?: boolean | undefined;
  /** asked for, though nothing else is said about it */
  readonly required?: readonly string[] | undefined;
  readonly propertyNames?: Words | undefined;
  readonly not?: Words | undefined;
  readonly allOf?: readonly Condition[] | undefined;
  readonly anyOf?: readonly Words[] | undefined;
}

/** What an object has to be as a whole, as few plugins say it. */
export interface Condition {
  readonly if?: Condition;
  readonly then?: Condition;
  readonly not?: Condition;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Condition>>;
  readonly const?: Scalar;
}

/** The part of JSON Schema (draft-07) that is shown to others. */
export interface JsonSchema {
  $ref?: string | undefined;
  definitions?: Record<string, JsonSchema> | undefined;
  type?: Type | Type[] | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | JsonSchema | undefined;
  propertyNames?: JsonSchema | undefined;
  items?: JsonSchema | undefined;
  enum?: Scalar[] | undefined;
  const?: Scalar | undefined;
  minimum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  maxItems?: number | undefined;
  pattern?: string | undefined;
  oneOf?: JsonSchema[] | undefined;
  anyOf?: JsonSchema[] | undefined;
  discriminator?: { propertyName: string } | undefined;
  description?: string | undefined;
  examples?: unknown[] | undefined;
  default?: unknown;
  writeOnly?: boolean | undefined;
}

/** With our annotations, which are not shown. */
export interface Schema extends JsonSchema {
  definitions?: Record<string, Schema> | undefined;
  properties?: Record<string, Schema> | undefined;
  additionalProperties?: boolean | Schema | undefined;
  propertyNames?: Schema | undefined;
  items?: Schema | undefined;
  /** releases in which the key appeared and was last accepted, and what took its place */
  since?: string | undefined;
  until?: string | undefined;
  replacedBy?: string | undefined;
  /** releases that no longer know the key still read it, and put it where it now belongs: the first and the last */
  converted?: string | undefined;
  /** they read so only these values, of a key that they know */
  convertedFrom?: { type?: Type[]; enum?: Scalar[]; required?: string[] } | undefined;
  /** releases that build the object anew as they read it, if one of these keys is right; what is wrong is left out */
  rebuilt?: { in: string; from: string[] } | undefined;
  /** what took its place takes the same values, and does the same with them; `false` where it takes them and does not */
  sameValue?: boolean | undefined;
  /** what a value is called now: a word that is gone, or one that moved into an object or to another key */
  valueReplacedBy?: Record<string, string> | undefined;
  /** what keeps its meaning in the new place: settings beside it or, of a list that does not go as it is, in each row */
  along?: Record<string, string | boolean | string[]> | undefined;
  /** what the string, or the keys of the map, define or refer to */
  names?: SymbolKind | undefined;
  refersTo?: SymbolKind | undefined;
}

/** A place of a config, as a release has it, made ready for walking. */
export interface Shape extends Schema {
  /** what may stand there; none where anything may */
  readonly alternatives: readonly Alternative[];
  /** what any release writes of it, also where others take anything */
  readonly written?: readonly Alternative[];
  /** the first release that takes a value of this type, where the one in hand does not */
  typeSince(type: Type): string | undefined;
  /** the releases that know a word which the release in hand does not */
  wordDates(word: Scalar): { since?: string; until?: string };
}

/** What a value of one type has to be. */
export interface Alternative {
  readonly type: Type;
  /** the key and its words that tell an object from the others of a union */
  readonly tag: { readonly key: string; readonly words: readonly Scalar[] } | undefined;
  /** one set of keywords; for no release in particular those of each, of which one will do */
  readonly variants: readonly Words[];
  /** keys without a place are refused */
  readonly closed: boolean;
  /** the newest release refuses them */
  readonly closedNow: boolean;
  readonly required: readonly string[];
  readonly items: Shape | undefined;
  /** the place of keys without one of their own */
  readonly rest: Shape | undefined;
  key(name: string): Shape | undefined;
  names(): readonly string[];
  /** when a key was there that this release does not have */
  dates(name: string): Dates | undefined;
}

export interface Dates {
  readonly since?: string;
  readonly until?: string;
  readonly shape: Shape;
}

interface Found {
  /** config path of the value, or of the object that should have the key */
  readonly path: Path;
  readonly schema: Schema;
  /** the release does not look at it while a path of `plugins.load.paths` is missing (facts 8.9) */
  readonly perhapsUnread?: true;
}

/** What is wrong with the shape of a config, as data; the rules put it into words. */
export type Problem = Found &
  (
    | {
        kind: 'unknown-key';
        key: Key;
        value: Node;
        owner: ObjectNode;
        /** the key and word of another of the union that has it */
        of?: { readonly key: string; readonly word: Scalar };
      }
    | {
        kind: 'retired-key';
        key: Key;
        value: Node;
        owner: ObjectNode;
        until: string;
        replacedBy?: string;
        /** the release reads it still, and puts it where it now belongs */
        converted?: boolean;
      }
    | { kind: 'early-key'; key: Key; value: Node; owner: ObjectNode; since: string }
    | { kind: 'missing-key'; owner: ObjectNode; key: string; at: Key | ObjectNode }
    | {
        kind: 'type';
        at: Node;
        expected: readonly Type[];
        since?: string;
        /** the key of the object that belongs there for which the value is meant */
        inside?: string;
        /** what the value is called there */
        word?: string;
        /** the keys of that object, where they are few */
        keys?: readonly string[];
      }
    | { kind: 'enum'; at: ScalarNode; allowed: readonly Scalar[]; since?: string; until?: string }
    | { kind: 'range'; at: Node; limit: string }
    | { kind: 'pattern'; at: ScalarNode | Key; pattern: string }
    /** a value, or a key, whose grammar the schema does not tell; `takes` completes a sentence */
    | { kind: 'form'; at: ScalarNode | Key; takes: string }
    /** settings that do not go together */
    | {
        kind: 'refused';
        at: Node | Key;
        message: string;
        help: string;
        related?: readonly Related[];
        /** OpenClaw starts, and this is what comes of it */
        outcome?: string;
        /** what the help says: the value that a path is to have, or no value where it is to go */
        changes?: readonly { readonly title: string; readonly path: Path; readonly value?: unknown }[];
      }
    /** a name that nothing carries; `unsure` where something that is not in the file may carry it */
    | {
        kind: 'unknown-name';
        at: ScalarNode | Key;
        what: 'agent' | 'channel' | 'target' | 'search' | 'plugin' | 'provider' | 'role';
        known: readonly string[];
        /** that brings it, once it is installed; whether it is, is not in the file */
        plugin?: string;
        unsure?: boolean;
        /** OpenClaw starts, and leaves it aside */
        ignored?: boolean;
        /** what it is taken for */
        instead?: string;
      }
  );

interface Related {
  readonly at: Place;
  readonly message: string;
}

/** A string or key that defines or uses a name. */
export interface SymbolUse {
  readonly kind: SymbolKind;
  readonly role: 'names' | 'refersTo';
  readonly text: string;
  readonly at: Key | ScalarNode;
  readonly path: Path;
}

export interface Secret {
  readonly node: Node;
  readonly path: Path;
  /** it stands under a key that nobody knows, which may be a misspelt one */
  readonly guessed?: true;
}

export interface Walked {
  readonly problems: readonly Problem[];
  readonly symbols: readonly SymbolUse[];
  /** values that are secrets, whatever they contain */
  readonly secrets: readonly Secret[];
}

const resolved = new WeakMap<Schema, Schema>();

/** Resolves a schema's `$ref`; annotations beside the reference win. */
export function resolve(schema: Schema, document: Schema): Schema {
  if (!schema.$ref) return schema;
  const known = resolved.get(schema);
  if (known) return known;
  const target = own(document.definitions, schema.$ref.slice('#/definitions/'.length));
  if (!target) throw new Error(`schema/ has no ${schema.$ref}`);
  const { $ref: _, ...beside } = schema;
  const whole = { ...resolve(target, document), ...beside };
  resolved.set(schema, whole);
  return whole;
}
