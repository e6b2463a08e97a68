import { once } from '../text/memo.ts';
import { own } from '../text/own.ts';
import { looseSecret, secretInput } from './loose-secret.ts';
import { ALWAYS, datesOf, type Packed, type PackedAlternative, type PackedChild } from './packed.ts';
import { plainShape } from './plain.ts';
import {
  type Alternative,
  type Dates,
  resolve,
  type Scalar,
  type Schema,
  type Shape,
  type Type,
  type Words,
} from './schema.ts';

/** What all places of one release have in common. */
interface Context {
  readonly source: Packed;
  /** the number of the release in the list of all; undefined for all that any release takes */
  readonly release: number | undefined;
  /** our annotations */
  readonly notes: Schema;
  /** below channels and plugins nobody looks at the ids of references */
  readonly loose?: boolean;
}

/**
 * The schema of the whole file as one release has it, with our annotations; for an unknown release (undefined) all that
 * any release takes.
 */
export function shapeIn(source: Packed, release: string | undefined, notes: Schema): Shape {
  const context = { source, notes, release: release === undefined ? undefined : source.numberOf(release) };
  return new Versioned(context, source.root, [notes], {});
}

/** One place. What a walk asks of every value is at hand, everything else is worked out when it is asked for. */
class Versioned implements Shape {
  readonly writeOnly: boolean | undefined;
  readonly names: Schema['names'];
  readonly refersTo: Schema['refersTo'];
  readonly converted: string | undefined;
  readonly pattern: string | undefined;
  readonly alternatives: readonly Alternative[];
  readonly written: readonly Alternative[];
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly note: Schema;
  readonly #context: Context;
  readonly #place: number;

  constructor(
    context: Context,
    place: number,
    notes: readonly Schema[],
    { since, until }: { since?: string | undefined; until?: string | undefined },
  ) {
    const { source, release } = context;
    this.#context = context;
    this.#place = place;
    this.since = since;
    this.until = until;
    const all = source.place(place);
    const isSecret = !notes.some(({ oneOf }) => oneOf) && all.some(([sign]) => sign === 'object source=env');
    const said = isSecret ? [...notes, context.loose ? looseSecret(context.notes) : secretInput(context.notes)] : notes;
    this.note = said[0] ?? NOTHING;
    this.writeOnly = said.some(({ writeOnly }) => writeOnly) || undefined;
    this.names = this.note.names;
    this.refersTo = this.note.refersTo;
    this.converted = this.note.converted;
    const held = all.filter(
      ([, words]) => typeof words === 'number' || words.some(([, set]) => source.has(set, release)),
    );
    this.written = held.map((each) => new VersionedAlternative(context, each, said));
    this.alternatives = held.some(([sign]) => sign === 'any') ? [] : this.written;
    this.pattern = this.note.pattern;
  }

  typeSince(type: Type): string | undefined {
    const { source, release } = this.#context;
    for (const [sign, words] of source.place(this.#place))
      if (typeof words !== 'number' && sign.split(' ')[0] === type) {
        const first = Math.min(...words.map(([, set]) => source.ranges(set)[0]![0]));
        if (release !== undefined && first > release) return source.releases[first];
      }
    return undefined;
  }

  wordDates(word: Scalar): { since?: string; until?: string } {
    const { source, release } = this.#context;
    const runs = source.place(this.#place).flatMap(([sign, words]) =>
      typeof words === 'number'
        ? []
        : words.flatMap(([at, set]) => {
            const has = source.words(at).enum?.includes(word) || sign.endsWith(`=${String(word)}`);
            return has ? source.ranges(set) : [];
          }),
    );
    if (release === undefined || runs.length === 0) return {};
    const before = Math.max(...runs.map(([, to]) => (to < release ? to : -1)));
    if (before >= 0) return { until: source.releases[before]! };
    const after = Math.min(...runs.map(([from]) => from));
    return after > release ? { since: source.releases[after]! } : {};
  }

  get type(): Type | Type[] | undefined {
    const types = [...new Set(this.alternatives.map(({ type }) => type))];
    return types.length === 0 ? undefined : types.length === 1 ? types[0]! : types;
  }

  /** All values that may stand there, where they can be listed. */
  get enum(): Scalar[] | undefined {
    const lists = this.alternatives.map(({ type, variants }) =>
      type === 'boolean' ? (variants[0]!.enum ?? [true, false]) : listOf(variants),
    );
    return lists.length > 0 && lists.every(Boolean) && !this.alternatives.every(({ type }) => type === 'boolean')
      ? [...new Set(lists.flatMap((list) => list!))]
      : undefined;
  }

  get properties(): Record<string, Schema> | undefined {
    return this.#properties();
  }

  readonly #properties = once((): Record<string, Schema> | undefined => {
    const objects = this.alternatives.filter(({ type }) => type === 'object');
    if (objects.length === 0) return undefined;
    const found: Record<string, Schema> = {};
    for (const each of objects)
      for (const name of each.names())
        Object.defineProperty(found, name, { get: once(() => each.key(name)!), enumerable: true, configurable: true });
    return found;
  });

  get required(): string[] | undefined {
    const [object, other] = this.alternatives.filter(({ type }) => type === 'object');
    return object && !other ? [...object.required] : undefined;
  }

  get additionalProperties(): boolean | Schema | undefined {
    const [object] = this.alternatives.filter(({ type }) => type === 'object');
    return object && (object.rest ?? (object.closed ? false : undefined));
  }

  get propertyNames(): Schema | undefined {
    const said = this.alternatives.find(({ type }) => type === 'object')?.variants[0]?.propertyNames;
    const { propertyNames: names } = this.note;
    return names || said ? { ...(said as Schema), ...names } : undefined;
  }

  get items(): Schema | undefined {
    return this.alternatives.find(({ type }) => type === 'array')?.items;
  }

  get minLength(): number | undefined {
    return this.#string?.minLength;
  }
  get #string(): Words | undefined {
    return this.alternatives.find(({ type }) => type === 'string')?.variants[0];
  }

  get description(): string | undefined {
    return this.note.description;
  }
  get default(): unknown {
    return this.note.default;
  }
  get examples(): unknown[] | undefined {
    return this.note.examples;
  }
  get replacedBy(): string | undefined {
    return this.note.replacedBy;
  }
  get convertedFrom(): Schema['convertedFrom'] {
    return this.note.convertedFrom;
  }
  get rebuilt(): Schema['rebuilt'] {
    return this.note.rebuilt;
  }
  get sameValue(): boolean | undefined {
    return this.note.sameValue;
  }
  get along(): Schema['along'] {
    return this.note.along;
  }
  get valueReplacedBy(): Record<string, string> | undefined {
    return this.note.valueReplacedBy;
  }
}

const NOTHING: Schema = {};

const listOf = (variants: readonly Words[]): readonly Scalar[] | undefined =>
  variants.every((each) => each.enum) ? variants.flatMap((each) => each.enum!) : undefined;

class VersionedAlternative implements Alternative {
  readonly type: Type;
  readonly tag: Alternative['tag'];
  readonly variants: readonly Words[];
  readonly closed: boolean;
  readonly closedNow: boolean;
  readonly #known = new Map<string, Shape | undefined>();
  readonly #keys: Readonly<Record<string, PackedChild>>;
  #required: readonly string[] | undefined;
  #notes: readonly Schema[] | undefined;
  #rest: Shape | undefined;
  #items: Shape | undefined;

  private readonly source: Packed;
  private readonly release: number | undefined;

  constructor(
    private readonly context: Context,
    private readonly raw: PackedAlternative,
    private readonly around: readonly Schema[],
  ) {
    const { source, release } = context;
    this.source = source;
    this.release = release;
    const [sign, words, keys = {}] = raw;
    const space = sign.indexOf(' ');
    this.type = (space < 0 ? sign : sign.slice(0, space)) as Type;
    this.#keys = keys;
    const [key, word] = space < 0 ? [] : sign.slice(space + 1).split('=');
    this.tag = key === undefined ? undefined : { key, words: [word!] };
    this.variants =
      typeof words === 'number'
        ? [source.words(words)]
        : words.filter(([, set]) => source.has(set, release)).map(([at]) => source.words(at));
    this.closed = this.type === 'object' && this.variants.every(({ closed }) => closed === true);
    const newest = source.releases.length - 1;
    const now = typeof words === 'number' ? words : words.find(([, set]) => source.has(set, newest))?.[0];
    this.closedNow = release !== undefined ? this.closed : now !== undefined && source.words(now).closed === true;
  }

  key(name: string): Shape | undefined {
    const known = this.#known.get(name);
    if (known || this.#known.has(name)) return known;
    const child = own(this.#keys, name);
    const shape =
      child !== undefined && this.source.has(setOf(child), this.release)
        ? this.shapeOf(child, below(this.notes(), name), this.isOfPlugins(name))
        : undefined;
    this.#known.set(name, shape);
    return shape;
  }

  names(): readonly string[] {
    return Object.keys(this.#keys).filter((name) => this.source.has(setOf(own(this.#keys, name)!), this.release));
  }

  dates(name: string): Dates | undefined {
    const child = own(this.#keys, name);
    return this.datesOfKey(name, child ?? this.raw[3]) ?? (child === undefined ? this.everRead(name) : undefined);
  }

  private datesOfKey(name: string, child: PackedChild | undefined): Dates | undefined {
    const set = child ? setOf(child) : ALWAYS;
    const found = set === ALWAYS ? undefined : datesOf(this.source, set, this.release);
    return found && { ...found, shape: this.shapeOf(child!, below(this.notes(), name)) };
  }

  /** A key that no schema lists here, and that is read all the same. */
  private everRead(name: string): Dates | undefined {
    const noted = this.notes().flatMap(({ properties }) => own(properties, name) ?? []);
    const read = noted.find(({ converted }) => converted);
    const since = read && this.source.numberOf(read.converted!.split('..')[0]!);
    if (since === undefined || (this.release !== undefined && this.release < since)) return undefined;
    const before = this.source.releases[since - 1];
    return before === undefined ? undefined : { until: before, shape: plainShape(read!, this.context.notes) };
  }

  get required(): readonly string[] {
    return (this.#required ??= [
      ...Object.entries(this.#keys).flatMap(([name, child]) => {
        const need = typeof child === 'number' ? undefined : child[2];
        if (need === undefined) return [];
        const there = this.source.has(setOf(child), this.release);
        return there && this.isAsked(need, setOf(child)) ? [name] : [];
      }),
      ...(this.variants[0]?.required ?? []),
    ]);
  }

  /** For no release in particular only what each of them asks for. */
  private isAsked(need: number, there: number): boolean {
    return this.release === undefined ? need === ALWAYS && there === ALWAYS : this.source.has(need, this.release);
  }

  get rest(): Shape | undefined {
    const child = this.raw[3];
    if (!child || !this.source.has(setOf(child), this.release)) return undefined;
    return (this.#rest ??= this.shapeOf(
      child,
      this.notes().flatMap(({ additionalProperties: each }) => (typeof each === 'object' ? [each] : [])),
    ));
  }

  get items(): Shape | undefined {
    const child = this.raw[4];
    if (!child || !this.source.has(setOf(child), this.release)) return undefined;
    return (this.#items ??= this.shapeOf(
      child,
      this.notes().flatMap(({ items }) => (items ? [items] : [])),
    ));
  }

  private isOfPlugins(name: string): boolean {
    return (name === 'channels' || name === 'plugins') && Object.hasOwn(this.#keys, 'gateway');
  }

  private shapeOf(child: PackedChild, notes: readonly Schema[], loose = this.context.loose): Shape {
    const set = setOf(child);
    const runs = set === ALWAYS ? undefined : this.source.ranges(set);
    const [first, last] = [runs?.[0]?.[0] ?? 0, runs?.at(-1)?.[1] ?? Number.POSITIVE_INFINITY];
    const said = notes.map((each) => resolve(each, this.context.notes));
    const context = loose ? { ...this.context, loose } : this.context;
    return new Versioned(context, typeof child === 'number' ? child : child[0], said, {
      since: first > 0 ? this.source.releases[first] : undefined,
      until: last < this.source.releases.length - 1 ? this.source.releases[last] : undefined,
    });
  }

  /** What is written about the object, and about that one of a union. */
  private notes(): readonly Schema[] {
    return (this.#notes ??= this.around.flatMap((note) => {
      const branches = (note.oneOf ?? []).map((each) => resolve(each, this.context.notes));
      const { tag } = this;
      const chosen = tag
        ? branches.filter((each) => isTagged(each, tag.key, tag.words[0]!, this.context.notes))
        : branches;
      return [...chosen, note];
    }));
  }
}

function isTagged({ properties = {} }: Schema, key: string, word: Scalar, notes: Schema): boolean {
  const written = own(properties, key);
  const tag = written && resolve(written, notes);
  return tag?.enum?.includes(word) === true;
}

const setOf = (child: PackedChild): number => (typeof child === 'number' ? ALWAYS : child[1]);

function below(notes: readonly Schema[], name: string): readonly Schema[] {
  return notes.flatMap(
    ({ properties, additionalProperties: rest }) => own(properties, name) ?? (typeof rest === 'object' ? rest : []),
  );
}
