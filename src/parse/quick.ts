import type { File, Place } from '../place.ts';
import { ArrayNode, type Entry, type Key, type Node, ObjectNode, ScalarNode } from '../tree.ts';
import { unescape } from './json5/escape.ts';
import type { Parsed } from './parsed.ts';

const DEEPEST = 1000;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** What both JSON and JSON5 take behind a backslash, and mean the same by. */
const PLAIN_ESCAPES = /^(?:[^\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*$/;

interface Frame {
  readonly offset: number;
  /** the key under which the object or array will stand in its parent */
  readonly key: Key | undefined;
  readonly entries: Entry[] | undefined;
  readonly items: Node[] | undefined;
}

/**
 * Reads what nearly every config is: well-formed JSON, or JSON with comments, trailing commas, single quotes and bare
 * names. Gives up (undefined) at anything else, and leaves it to the readers that know the whole language and can tell
 * what is wrong. Three times as fast as they are.
 *
 * @param strict JSON only
 */
export function readQuickly(file: File, strict: boolean): Parsed | undefined {
  const { text } = file;
  const size = text.length;
  const comments: Place[] = [];
  const frames: Frame[] = [];
  let frame: Frame | undefined;
  let key: Key | undefined;
  let at = !strict && text.charCodeAt(0) === 0xfeff ? 1 : 0;
  /** a value, or its end, is what must come next; otherwise a comma or the closing bracket */
  let wanted = true;
  let root: Node | undefined;

  for (;;) {
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    if (code === 47 && !strict) {
      const end = commentEnd();
      if (end < 0) return undefined;
      comments.push({ file, offset: at, length: end - at });
      at = end;
      continue;
    }
    if (!frame && root) return at === size ? { root, errors: [], sound: true, duplicates: [], comments } : undefined;
    if (code === 125 || code === 93) {
      if (!frame || (code === 125) !== (frame.entries !== undefined) || key || (strict && wanted && count(frame) > 0)) return undefined;
      if (!close(frame)) return undefined;
      at++;
      wanted = false;
    } else if (!wanted) {
      if (code !== 44) return undefined;
      at++;
      wanted = true;
    } else if (frame?.entries && !key) {
      key = readKey(code);
      if (!key) return undefined;
    } else if (code === 123 || code === 91) {
      if (frames.length >= DEEPEST - 1) return undefined;
      if (frame) frames.push(frame);
      frame = { offset: at++, key, entries: code === 123 ? [] : undefined, items: code === 123 ? undefined : [] };
      key = undefined;
    } else {
      const value = readScalar(code);
      if (!value) return undefined;
      attach(frame, key, value);
      key = undefined;
      wanted = false;
    }
  }

  function attach(parent: Frame | undefined, under: Key | undefined, value: Node): void {
    if (!parent) root = value;
    else if (parent.items) parent.items.push(value);
    else parent.entries!.push({ key: under!, value });
  }

  /** False where keys repeat: that is for others to report. */
  function close({ offset, key: under, entries, items }: Frame): boolean {
    if (entries && !areDistinct(entries)) return false;
    const length = at + 1 - offset;
    frame = frames.pop();
    attach(frame, under, entries ? new ObjectNode(file, offset, length, entries, false, true) : new ArrayNode(file, offset, length, items!));
    return true;
  }

  function readKey(code: number): Key | undefined {
    const offset = at;
    let value: string | undefined;
    if (code === 34 || (code === 39 && !strict)) value = readText(code);
    else if (!strict) value = readName();
    if (value === undefined) return undefined;
    const length = at - offset;
    let next = text.charCodeAt(at);
    while (next === 32 || next === 10 || next === 13 || next === 9) next = text.charCodeAt(++at);
    if (next !== 58) return undefined;
    at++;
    return { file, offset, length, value };
  }

  function readName(): string | undefined {
    const start = at;
    for (let code = text.charCodeAt(at); isNamePart(code); code = text.charCodeAt(at)) at++;
    const first = text.charCodeAt(start);
    return at === start || (first >= 48 && first <= 57) ? undefined : text.slice(start, at);
  }

  /** The text of a string whose quote stands at `at`; moves behind it. */
  function readText(quote: number): string | undefined {
    const start = at + 1;
    let end = start;
    let escaped = false;
    for (let code = text.charCodeAt(end); code !== quote; code = text.charCodeAt(end)) {
      if (code === 92) {
        escaped = true;
        end++;
      } else if (!(code >= 32) || code === 0x2028 || code === 0x2029) return undefined;
      end++;
    }
    at = end + 1;
    const raw = text.slice(start, end);
    if (!escaped) return raw;
    return PLAIN_ESCAPES.test(raw) ? unescape(raw) : undefined;
  }

  function readScalar(code: number): ScalarNode | undefined {
    const offset = at;
    if (code === 34 || (code === 39 && !strict)) {
      const value = readText(code);
      return value === undefined ? undefined : new ScalarNode(file, offset, at - offset, value);
    }
    while (isNumberOrName(text.charCodeAt(at))) at++;
    const word = text.slice(offset, at);
    if (word === 'true' || word === 'false') return new ScalarNode(file, offset, word.length, word === 'true');
    if (word === 'null') return new ScalarNode(file, offset, 4, null);
    return NUMBER.test(word) ? new ScalarNode(file, offset, word.length, Number(word)) : undefined;
  }

  function commentEnd(): number {
    const next = text.charCodeAt(at + 1);
    if (next === 42) {
      const end = text.indexOf('*/', at + 2);
      return end < 0 ? -1 : end + 2;
    }
    if (next !== 47) return -1;
    for (let end = at + 2; ; end++) {
      const code = text.charCodeAt(end);
      if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029 || code !== code) return end;
    }
  }
}

const count = ({ entries, items }: Frame): number => (entries ?? items!).length;
const isNamePart = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36 || (code >= 48 && code <= 57);
const isNumberOrName = (code: number): boolean => isNamePart(code) || code === 43 || code === 45 || code === 46;

function areDistinct(entries: readonly Entry[]): boolean {
  if (entries.length > 8) return new Set(entries.map(({ key }) => key.value)).size === entries.length;
  for (let i = 1; i < entries.length; i++) for (let j = 0; j < i; j++) if (entries[i]!.key.value === entries[j]!.key.value) return false;
  return true;
}
