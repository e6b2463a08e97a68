import type { Dotenv } from '../parse/dotenv.ts';
import type { Parsed } from '../parse/parsed.ts';
import type { Key, Node, ScalarNode } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';
import type { Occurrence } from './known-texts.ts';
import type { ShownTexts, Stretch } from './shown-texts.ts';

/** A word that people write as a value and that is not a secret. */
const PLAIN_WORD = /^[A-Za-z]+$/;
const NONE: readonly Stretch[] = [];
const WHOLE: readonly Stretch[] = [{ start: 0, end: Number.POSITIVE_INFINITY }];

/** A key, value or comment. What may be shown of it is worked out when it is asked for. */
export interface Part extends Occurrence {
  readonly offset: number;
  readonly length: number;
  /** to be looked for in messages; empty for a comment */
  readonly text: string;
  /** which of its text may be shown */
  shown(): readonly Stretch[];
}

/** @param isConfig keys there say what is an address or a file */
export function partsOfTree(
  { root, comments }: Pick<Parsed, 'root' | 'comments'>,
  shown: ShownTexts,
  isConfig: boolean,
): Part[] {
  const parts: Part[] = comments.map((place) => new CommentPart(place, shown));
  if (root) visit(root);
  return parts;

  function visit(node: Node, key?: string): void {
    if (node.kind === 'array') for (const item of node.items) visit(item, key);
    else if (node.kind === 'object')
      for (const entry of node.entries) {
        parts.push(new KeyPart(entry.key, isWholeKey(entry.key, entry.value), shown));
        visit(entry.value, isConfig ? entry.key.value : undefined);
      }
    else if (node.kind === 'scalar') parts.push(new ValuePart(node, key, shown));
  }
}

/** Values of variables are never shown. */
export function partsOfDotenv({ file, variables, ignored }: Dotenv, shown: ShownTexts): Part[] {
  const parts: Part[] = ignored.map((place) => new HiddenPart(place));
  for (const { comment } of shown.ignores()) if (comment.file === file) parts.push(new CommentPart(comment, shown));
  for (const { name, value, cut } of variables) {
    parts.push(new KeyPart(name, true, shown));
    const text = file.text.slice(value.offset, value.offset + value.length);
    if (value.length > 0) parts.push(new HiddenPart(value, text, shown));
    if (cut) parts.push(new HiddenPart(cut));
  }
  return parts;
}

/** One without a value or closing quote, or in the place of a value, may not be a key, or only half of one. */
export const isWholeKey = (key: Key, value: Node): boolean =>
  value.kind !== 'missing' && !key.mayBeValue && !isCut(key);

class HiddenPart implements Part {
  readonly offset: number;
  readonly length: number;

  constructor(
    { offset, length }: Pick<Place, 'offset' | 'length'>,
    readonly text = '',
    private readonly allowed?: ShownTexts,
  ) {
    this.offset = offset;
    this.length = length;
  }

  shown(): readonly Stretch[] {
    return NONE;
  }

  isHidden(): boolean {
    return !PLAIN_WORD.test(this.text) && !this.allowed?.isKnown(this.text);
  }
}

class CommentPart implements Part {
  readonly text = '';

  constructor(
    private readonly place: Place,
    private readonly allowed: ShownTexts,
  ) {}

  get offset(): number {
    return this.place.offset;
  }
  get length(): number {
    return this.place.length;
  }

  shown(): readonly Stretch[] {
    return this.allowed.comment(this.place);
  }

  isHidden(): boolean {
    return true;
  }
}

class KeyPart implements Part {
  constructor(
    private readonly key: Key,
    private readonly isWhole: boolean,
    private readonly allowed: ShownTexts,
  ) {}

  get offset(): number {
    return this.key.offset;
  }
  get length(): number {
    return this.key.length;
  }
  get text(): string {
    return this.key.value;
  }

  shown(): readonly Stretch[] {
    return this.allowed.key(this.key, this.isWhole) ? WHOLE : NONE;
  }

  isHidden(): boolean {
    return !PLAIN_WORD.test(this.text) && this.shown() === NONE;
  }
}

class ValuePart implements Part {
  constructor(
    private readonly node: ScalarNode,
    /** in a config, that of the value or of the list around it */
    private readonly key: string | undefined,
    private readonly allowed: ShownTexts,
  ) {}

  get offset(): number {
    return this.node.offset;
  }
  get length(): number {
    return this.node.length;
  }
  get text(): string {
    return String(this.node.value);
  }

  shown(): readonly Stretch[] {
    const { node, text } = this;
    const shown = isCut(node) ? NONE : this.allowed.value(node, this.key);
    if (shown[0]?.start === 0 && shown[0].end === text.length) return WHOLE;
    const quotes = /["'`]/.test(node.file.text[node.offset] ?? '') ? 1 : 0;
    // escapes make it impossible to locate a part of the value in the text
    return node.length === text.length + 2 * quotes ? shown : NONE;
  }

  isHidden(): boolean {
    return this.shown() !== WHOLE && (!PLAIN_WORD.test(this.text) || this.allowed.isSecret(this.node));
  }
}

/** Whether a quoted text lacks its closing quote. */
const isCut = ({ file: { text }, offset, length }: Place): boolean =>
  /["'`]/.test(text[offset] ?? '') && (length < 2 || text[offset + length - 1] !== text[offset]);
