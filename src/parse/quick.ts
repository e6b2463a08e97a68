import type { File, Place } from '../text/file.ts';
import { unescapeText } from './json5/escape.ts';
import type { Parsed } from './parsed.ts';
import { ArrayNode, areDistinct, type Entry, type Key, type Node, ObjectNode, ScalarNode } from './tree.ts';

const DEEPEST = 999;
/** Without these characters a text has no escapes, and each string ends at the next quote of its kind or not at all. */
const AWKWARD = /[\\\t\u0000-\u0008\u000b-\u000c\u000e-\u001f\u2028\u2029]|\r(?!\n)/;
const SPACE = /[ \t\n\r]*/y;
const WORD = /[\w$+.-]*/y;
const NAME = /^[A-Za-z_$][\w$]*$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Escapes that mean the same in JSON and JSON5. */
const PLAIN_ESCAPES = /^(?:[^\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*$/;

/**
 * Reads what nearly every config is: well-formed JSON, possibly with comments, trailing commas, single quotes and bare
 * keys. Returns undefined for anything else, which is left to the full readers: they know the whole language and
 * explain what is wrong. Three times as fast as those.
 * @param strict JSON only
 */
export function readQuickly(file: File, strict: boolean): Parsed | undefined {
  const { text } = file;
  const size = text.length;
  const smooth = !AWKWARD.test(text);
  const comments: Place[] = [];
  /** for each enclosing open bracket: offset, key, entries, items */
  const around: (number | Key | Entry[] | Node[] | undefined)[] = [];
  let entries: Entry[] | undefined;
  let items: Node[] | undefined;
  /** where the current bracket opened (negative outside all brackets), and its key */
  let opened = -1;
  let under: Key | undefined;
  /** the key that has no value yet */
  let key: Key | undefined;
  let root: Node | undefined;
  /** the end of the line that `at` is in, or of one before it */
  let lineEnd = -1;
  /** whether a key, value or closing bracket comes next, rather than a comma or closing bracket */
  let wanted = true;
  let at = !strict && text.charCodeAt(0) === 0xfeff ? 1 : 0;

  for (;;) {
    let code = text.charCodeAt(at);
    if (code <= 32) code = text.charCodeAt((at = endOf(SPACE, text, at)));
    const start = at;
    if (code === 47 && !strict) {
      at = commentEnd(text, at);
      if (at < 0) return undefined;
      comments.push({ file, offset: start, length: at - start });
      continue;
    }
    let node: Node;
    if (code === 125 || code === 93) {
      if (
        opened < 0 ||
        key ||
        (code === 125) !== (entries !== undefined) ||
        (strict && wanted && (entries ?? items!).length > 0)
      )
        return undefined;
      if (entries && !areDistinct(entries)) return undefined; // left to the full reader to report
      const length = ++at - opened;
      node = entries
        ? new ObjectNode(file, opened, length, entries, false, true)
        : new ArrayNode(file, opened, length, items!, false);
      key = under;
      items = around.pop() as Node[] | undefined;
      entries = around.pop() as Entry[] | undefined;
      under = around.pop() as Key | undefined;
      opened = around.pop() as number;
    } else if (!wanted) {
      if (opened < 0)
        return at === size ? { root, errors: [], structureCertain: true, duplicates: [], comments } : undefined;
      if (code !== 44) return undefined;
      wanted = true;
      at++;
      continue;
    } else if (code === 123 || code === 91) {
      if ((entries && !key) || around.length >= DEEPEST * 4) return undefined;
      around.push(opened, under, entries, items);
      opened = at++;
      under = key;
      key = undefined;
      entries = code === 123 ? [] : undefined;
      items = code === 123 ? undefined : [];
      continue;
    } else {
      let value: string | number | boolean | null | undefined;
      if (code === 34 || (code === 39 && !strict)) {
        if (smooth) {
          const end = text.indexOf(code === 34 ? '"' : "'", start + 1);
          // checked once rather than for each string
          if (lineEnd < start && (lineEnd = text.indexOf('\n', start)) < 0) lineEnd = size;
          if (end < 0 || end > lineEnd) return undefined;
          value = text.slice(start + 1, end);
          at = end + 1;
        } else {
          at = stringEnd(text, start, code);
          value = at < 0 ? undefined : unescaped(text.slice(start + 1, at - 1));
        }
      } else {
        at = endOf(WORD, text, at);
        value = text.slice(start, at);
        if (!entries || key) value = wordValue(value);
        else if (strict || !NAME.test(value)) return undefined;
      }
      if (value === undefined) return undefined;
      if (entries && !key) {
        if (value === '__proto__') return undefined;
        key = { file, offset: start, length: at - start, value: value as string };
        if (text.charCodeAt(at) !== 58) at = endOf(SPACE, text, at);
        if (text.charCodeAt(at) !== 58) return undefined;
        if (text.charCodeAt(++at) === 32) at++;
        continue;
      }
      node = new ScalarNode(file, start, at - start, value);
    }
    if (items) items.push(node);
    else if (entries) entries.push({ key: key!, value: node });
    else root = node;
    key = undefined;
    wanted = false;
  }
}

/** The offset after the closing quote, or negative if the line or text ends first. */
function stringEnd(text: string, start: number, quote: number): number {
  for (let end = start + 1; ; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) return end + 1;
    if (code === 92) end++;
    else if (!(code >= 32) || code === 0x2028 || code === 0x2029) return -1;
  }
}

const unescaped = (raw: string): string | undefined =>
  !raw.includes('\\') ? raw : PLAIN_ESCAPES.test(raw) ? unescapeText(raw) : undefined;

function wordValue(word: string): number | boolean | null | undefined {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return NUMBER.test(word) ? Number(word) : undefined;
}

function commentEnd(text: string, start: number): number {
  const next = text.charCodeAt(start + 1);
  if (next === 42) {
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? -1 : end + 2;
  }
  if (next !== 47) return -1;
  for (let end = start + 2; ; end++) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029 || Number.isNaN(code)) return end;
  }
}

/** The end of a run of characters; a regular expression, because it is compiled before the loops here are. */
function endOf(run: RegExp, text: string, at: number): number {
  run.lastIndex = at;
  run.test(text);
  return run.lastIndex;
}
