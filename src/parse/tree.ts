import type { File, Place } from '../text/file.ts';

export type Node = ObjectNode | ArrayNode | ScalarNode | MissingNode;

/** A key; `value` is its text without quotes and escapes. */
export interface Key extends Place {
  readonly value: string;
  /** it has no colon, or stands where the value of another key is expected: it may be a value */
  readonly mayBeValue?: true;
}

export interface Entry {
  readonly key: Key;
  readonly value: Node;
}

export class ObjectNode implements Place {
  readonly kind = 'object';
  private last: Map<string, Entry> | undefined;
  private shown: readonly Entry[] | undefined;

  /**
   * @param open the text ended, or fell apart, before the closing bracket: keys may be missing
   * @param distinct it is known that no two keys are equal and none is `__proto__`
   */
  constructor(
    readonly file: File,
    readonly offset: number,
    readonly length: number,
    readonly entries: readonly Entry[],
    readonly open = false,
    distinct = false,
  ) {
    this.last = undefined;
    this.shown = distinct ? entries : undefined;
  }

  /** The entry OpenClaw sees for a key: the last one, as in JSON.parse and json5. */
  entry(key: string): Entry | undefined {
    const { entries } = this;
    if (entries.length > 8) return this.index().get(key);
    for (let i = entries.length - 1; i >= 0; i--) if (entries[i]!.key.value === key) return entries[i];
    return undefined;
  }

  get(key: string): Node | undefined {
    return this.entry(key)?.value;
  }

  /** The entries OpenClaw sees: only the last of duplicate keys, and no `__proto__`, which it drops (facts 1.2). */
  effective(): readonly Entry[] {
    return (this.shown ??= this.withoutShadowed());
  }

  private withoutShadowed(): readonly Entry[] {
    const { entries } = this;
    const isSeen = (entry: Entry) => !isPrototype(entry) && this.entry(entry.key.value) === entry;
    return entries.every(isSeen) ? entries : entries.filter(isSeen);
  }

  private index(): Map<string, Entry> {
    this.last ??= new Map(this.entries.map((entry) => [entry.key.value, entry]));
    return this.last;
  }
}

/** Whether no two keys are equal. */
export function areDistinct(entries: readonly Entry[]): boolean {
  if (entries.length > 8) return new Set(entries.map(({ key }) => key.value)).size === entries.length;
  for (let i = 1; i < entries.length; i++)
    for (let j = 0; j < i; j++) if (entries[i]!.key.value === entries[j]!.key.value) return false;
  return true;
}

export const isPrototype = ({ key }: Entry): boolean => key.value === '__proto__';

export class ArrayNode implements Place {
  readonly kind = 'array';
  constructor(
    readonly file: File,
    readonly offset: number,
    readonly length: number,
    readonly items: readonly Node[],
    readonly open = false,
  ) {}
}

export type Scalar = string | number | boolean | null;

export class ScalarNode implements Place {
  readonly kind = 'scalar';
  constructor(
    readonly file: File,
    readonly offset: number,
    readonly length: number,
    readonly value: Scalar,
  ) {}
}

/** A value that is not there yet (`"model":` followed by nothing); it matches anything. */
export class MissingNode implements Place {
  readonly kind = 'missing';
  constructor(
    readonly file: File,
    readonly offset: number,
    readonly length: number,
  ) {}
}

/** The text of a string node; undefined for whatever else is there, or nothing. */
export const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;

/** What a text, number or word says; undefined for whatever else is there, or nothing. */
export const scalarOf = (node: Node | undefined): Scalar | undefined =>
  node?.kind === 'scalar' ? node.value : undefined;

export const isValue = (node: Node | undefined, value: Scalar): boolean =>
  node?.kind === 'scalar' && node.value === value;

/** The items of a list; none of whatever else is there, or nothing. */
export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'array' ? node.items : []);

/** The entries OpenClaw sees in an object; none in whatever else is there, or nothing. */
export const entriesOf = (node: Node | undefined): readonly Entry[] =>
  node?.kind === 'object' ? node.effective() : [];

/** What an object or a list holds, each by its key or index. */
export const membersOf = (node: Node | undefined): readonly (readonly [string | number, Node])[] =>
  node?.kind === 'array' ? [...node.items.entries()] : entriesOf(node).map(({ key, value }) => [key.value, value]);

/** Key names and array indexes from the root down. */
export type Path = readonly (string | number)[];

/** The node at a path. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const step of path) {
    if (node?.kind === 'object') node = node.get(String(step));
    else if (node?.kind === 'array') node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}

/** The key of the node at a path; undefined for the root and for list items. */
export function keyAt(root: Node | undefined, path: Path): Key | undefined {
  const owner = nodeAt(root, path.slice(0, -1));
  return owner?.kind === 'object' && path.length > 0 ? owner.entry(String(path.at(-1)))?.key : undefined;
}

/**
 * A path as config authors write it, such as `auth.order.anthropic[0]` or
 * `agents.defaults.models["openai/gpt-5.5"].alias`.
 */
export function writePath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(step)) text += text ? `.${step}` : step;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** A tree as plain data, like JSON.parse; defines own properties, so that `__proto__` is an ordinary key. */
export function toValue(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'missing') return undefined;
  if (node.kind === 'array') return node.items.map(toValue);
  const value: Record<string, unknown> = {};
  for (const { key, value: child } of node.entries)
    Object.defineProperty(value, key.value, {
      value: toValue(child),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return value;
}

type Objects<T> = Extract<T, Record<string, unknown> | object>;
type Keys<T> = Objects<T> extends infer O ? (O extends readonly unknown[] ? never : keyof O & string) : never;
type Field<T, K extends string> = Objects<T> extends infer O ? (K extends keyof O ? NonNullable<O[K]> : never) : never;
type Item<T> = Extract<T, readonly unknown[]> extends readonly (infer I)[] ? NonNullable<I> : never;

/**
 * Typed access to a node. The types are generated from schema/, so renaming a key there breaks the build here, not at a
 * user's desk. The user may have written anything, so every step can return undefined.
 */
export class At<T> implements Place {
  constructor(
    readonly node: Node,
    readonly key?: Key,
  ) {}
  get file(): File {
    return this.node.file;
  }
  get offset(): number {
    return this.node.offset;
  }
  get length(): number {
    return this.node.length;
  }

  get<K extends Keys<T>>(key: K): At<Field<T, K>> | undefined {
    const entry = this.node.kind === 'object' ? this.node.entry(key) : undefined;
    return entry && new At(entry.value, entry.key);
  }

  /** The entries OpenClaw sees in an object that maps free names to values, with the keys' places. */
  entries(): [Key, At<Field<T, Keys<T>>>][] {
    if (this.node.kind !== 'object') return [];
    return this.node.effective().map(({ key, value }) => [key, new At(value, key)]);
  }

  items(): At<Item<T>>[] {
    return this.node.kind === 'array' ? this.node.items.map((item) => new At(item)) : [];
  }

  text(): string | undefined {
    return textOf(this.node);
  }
}
