import type { File } from '../text/file.ts';
import { type Entry, type Node, ObjectNode, type Row, ScalarNode, type Template } from './tree.ts';

/** Shorter files are read as fast without. */
const WORTHWHILE = 65_536;
const MOST_TEMPLATES = 8;
const LONGEST = 4096;
const MOST_SLOTS = 40;
/** So many objects in lists that fit none before, and the file is taken to hold no rows. */
const MOST_MISSES = 100;

const NUMBER = '(-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)';
const BOOLEAN = '(true|false)';

/**
 * Long lists, such as those of models, repeat one object that differs in its values only. Once one has been read, the
 * next that is laid out alike is recognized by one regular expression, and its nodes are made when somebody asks for
 * them.
 */
export class Rows {
  readonly #file: File;
  readonly #read: (offset: number) => ObjectNode;
  #templates: { template: Template; pattern: RegExp }[] = [];
  #left = MOST_MISSES;

  /** @param read reads the whole object at an offset */
  static of(file: File, read: (offset: number) => ObjectNode): Rows | undefined {
    return file.text.length < WORTHWHILE ? undefined : new Rows(file, read);
  }

  constructor(file: File, read: (offset: number) => ObjectNode) {
    this.#file = file;
    this.#read = read;
  }

  /** The row at an offset, where one is that looks like another before. */
  match(offset: number): ObjectNode | undefined {
    for (const each of this.#templates) {
      each.pattern.lastIndex = offset;
      const found = each.pattern.exec(this.#file.text);
      if (!found) continue;
      if (each !== this.#templates[0]) this.#templates = [each, ...this.#templates.filter((other) => other !== each)];
      return new ObjectNode(
        this.#file,
        offset,
        found[0].length,
        new ReadLater(each.template, found, this.#read),
        false,
        true,
      );
    }
    return undefined;
  }

  /** Takes an object that was read as the pattern for those to come. */
  learn(sample: ObjectNode): void {
    if (this.#left <= 0 || sample.length > LONGEST) return;
    this.#left--;
    const made = templateOf(sample);
    if (made) this.#templates = [made, ...this.#templates.slice(0, MOST_TEMPLATES - 1)];
  }
}

class ReadLater implements Row {
  constructor(
    readonly template: Template,
    readonly found: RegExpExecArray,
    readonly read: (offset: number) => ObjectNode,
  ) {}

  value(slot: number): string {
    return this.found[slot + 1]!;
  }

  entries({ offset }: ObjectNode): readonly Entry[] {
    return this.read(offset).entries;
  }

  entry({ file, offset }: ObjectNode, name: string): Entry | undefined {
    const slot = this.template.slots.findIndex(({ key }) => key === name);
    const { entry, scalar } = this.template.slots[slot] ?? {};
    if (!entry || !scalar) return undefined;
    let moved = offset - this.template.sample.offset;
    for (let before = 0; before < slot; before++)
      moved += this.value(before).length - this.template.slots[before]!.size;
    const text = this.value(slot);
    const { length } = scalar;
    const value = scalar.peek();
    const key = { file, offset: entry.key.offset + moved, length: entry.key.length, value: name };
    const own = typeof value === 'string' ? text : typeof value === 'number' ? Number(text) : text === 'true';
    return {
      key,
      value: new ScalarNode(file, scalar.offset + moved, length + text.length - this.template.slots[slot]!.size, own),
    };
  }
}

/** The slots of an object and what stands between them; undefined where it holds more than rows do. */
function templateOf(sample: ObjectNode): { template: Template; pattern: RegExp } | undefined {
  const { file, offset, length } = sample;
  const slots: Template['slots'][number][] = [];
  let pattern = '';
  let end = offset;
  for (const entry of sample.entries) visit(entry.value, entry);
  const tail = file.text.slice(end, offset + length);
  if (slots.length === 0 || slots.length > MOST_SLOTS) return undefined;
  pattern += literal(tail);
  // a comment must be found again wherever it stands
  return pattern.includes('/') ? undefined : { template: { sample, slots }, pattern: new RegExp(pattern, 'y') };

  function visit(node: Node, entry?: Entry): void {
    if (node.kind === 'object') for (const inner of node.entries) visit(inner.value);
    else if (node.kind === 'array') for (const item of node.items) visit(item);
    else if (node.kind === 'scalar' && node.peek() !== null) slot(node, entry);
  }

  function slot(scalar: ScalarNode, entry: Entry | undefined): void {
    const type = typeof scalar.peek();
    const quoted = type === 'string' ? 1 : 0;
    pattern += literal(file.text.slice(end, scalar.offset + quoted));
    pattern += quoted ? `([^${file.text[scalar.offset]}\\r\\n]*)` : type === 'number' ? NUMBER : BOOLEAN;
    end = scalar.offset + scalar.length - quoted;
    slots.push({ scalar, size: scalar.length - 2 * quoted, ...(entry && { entry, key: entry.key.value }) });
  }
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
