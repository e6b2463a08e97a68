import type { Entry, Node, ObjectNode } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';

/** Replaces a range of a file with a text. */
export interface Edit {
  readonly at: Place;
  readonly text: string;
}

/** Quotes a text the way the string at a place is quoted. */
export function quoteLike(at: Place, text: string): string {
  const quoted = JSON.stringify(text);
  return at.file.text[at.offset] === "'"
    ? `'${quoted.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
    : quoted;
}

/** Replaces a string, keeping its quotes. */
export const rewrite = (at: Place, text: string): Edit => ({ at, text: quoteLike(at, text) });

/** Renames a key, keeping its quotes; a bare key stays bare if the new name allows it. */
export const renameKey = (key: Place, name: string): Edit =>
  /["']/.test(key.file.text[key.offset] ?? '') || !PLAIN.test(name) ? rewrite(key, name) : { at: key, text: name };

/** A name that needs no quotes. */
const PLAIN = /^[A-Za-z_$][\w$]*$/;

/** Removes an entry from an object with its comma, and with its line if nothing else is on it. Comments stay. */
export function removal(owner: ObjectNode, entry: Entry): Edit[] {
  const { file } = entry.key;
  const { text } = file;
  const start = entry.key.offset;
  const end = entry.value.offset + entry.value.length;
  const comma = commaAfter(text, end, owner.offset + owner.length);
  const index = owner.entries.indexOf(entry);
  const before = comma === undefined && index > 0 ? owner.entries[index - 1]! : undefined;
  const stray = before && commaAfter(text, before.value.offset + before.value.length, start);
  const lone = stray === undefined ? [] : [{ at: { file, offset: stray, length: 1 }, text: '' }];
  return [...lone, { at: { file, ...stretch(text, start, comma === undefined ? end : comma + 1, stray) }, text: '' }];
}

/** The range to delete: the whole line if it would become blank, otherwise including the blanks on one side. */
function stretch(
  text: string,
  start: number,
  end: number,
  stray: number | undefined,
): { offset: number; length: number } {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const head = text.slice(line, start);
  const [tail = ''] = /^[ \t]*(?:\r?\n)?/.exec(text.slice(end)) ?? [];
  if (head.trim() === '' && tail.endsWith('\n')) return { offset: line, length: end + tail.length - line };
  const blanks = stray === undefined ? 0 : /[ \t]*$/.exec(text.slice(stray + 1, start))![0].length;
  const offset = start - blanks;
  const after = stray === undefined && !tail.endsWith('\n') ? tail.length : 0;
  return { offset, length: end + after - offset };
}

/**
 * Appends an entry to an object, laid out like its siblings. `value` is text whose lines are indented relative to the
 * key.
 */
export function insertion(owner: ObjectNode, name: string, value: string): Edit[] {
  const { file } = owner;
  const { text } = file;
  const last = owner.entries.at(-1);
  const put = (offset: number, what: string): Edit => ({ at: { file, offset, length: 0 }, text: what });
  if (!last)
    return [
      { at: { file, offset: owner.offset, length: owner.length }, text: `{ ${keyLike(owner, name)}: ${value} }` },
    ];
  const end = last.value.offset + last.value.length;
  const comma = commaAfter(text, end, owner.offset + owner.length);
  const indent = ownLine(text, last.key.offset);
  if (indent === undefined)
    return [
      comma === undefined
        ? put(end, `, ${keyLike(owner, name)}: ${value}`)
        : put(comma + 1, ` ${keyLike(owner, name)}: ${value},`),
    ];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${eol}${indent}${keyLike(owner, name)}: ${value.replaceAll('\n', `\n${indent}`)}`;
  if (comma === undefined) return [put(end, `,${line}`)];
  const rest = /^[^\n\r]*/.exec(text.slice(comma + 1))![0];
  return [put(comma + 1 + (rest.includes('}') ? 0 : rest.length), `${line},`)];
}

/** The text of a value, ready to be inserted elsewhere: indentation is relative to its key. */
export function valueText(entry: Entry): string {
  const { value, key } = entry;
  const text = value.file.text.slice(value.offset, value.offset + value.length);
  const indent = ownLine(value.file.text, key.offset) ?? '';
  return indent === '' ? text : text.replaceAll(`\n${indent}`, '\n');
}

/**
 * Moves an entry to another path of the same file, keeping its value as written; undefined if the target is taken or
 * lies in another file.
 * @param path keys from the root down
 */
export function move(root: Node, owner: ObjectNode, entry: Entry, path: readonly string[]): Edit[] | undefined {
  let target: Node = root;
  let depth = 0;
  while (target.kind === 'object' && depth < path.length) {
    const next = target.entry(path[depth]!);
    if (!next) break;
    target = next.value;
    depth++;
  }
  const { file } = entry.key;
  if (
    target.kind !== 'object' ||
    depth === path.length ||
    target.file !== file ||
    entry.value.file !== file ||
    owner.file !== file
  )
    return undefined;
  const [name, ...inner] = path.slice(depth);
  const wrapped = (text: string) =>
    inner.map((key) => `{ ${keyLike(owner, key)}: `).join('') + text + ' }'.repeat(inner.length);
  if (target !== owner) return [...removal(owner, entry), ...insertion(target, name!, wrapped(valueText(entry)))];
  if (inner.length === 0) return [{ at: entry.key, text: keyLike(owner, name!) }];
  const end = entry.value.offset + entry.value.length;
  return [
    // a no-op on the brace that makes two such changes overlap, so that they cannot both create the key
    { at: { file, offset: owner.offset, length: 1 }, text: '{' },
    { at: entry.key, text: keyLike(owner, name!) },
    { at: { file, offset: entry.value.offset, length: 0 }, text: wrapped('').slice(0, -inner.length * 2) },
    { at: { file, offset: end, length: 0 }, text: ' }'.repeat(inner.length) },
  ];
}

/** Quotes a key, or leaves it bare, as its siblings do; quotes it where that is required. */
export function keyLike(owner: ObjectNode, name: string): string {
  const quote = owner.file.text[(owner.entries[0]?.key ?? owner).offset];
  if (quote === "'") return quoteLike(owner.entries[0]!.key, name);
  return quote === '"' || quote === '{' || !PLAIN.test(name) ? JSON.stringify(name) : name;
}

/** The indentation before an offset; undefined if anything else precedes it on its line. */
export function ownLine(text: string, offset: number): string | undefined {
  const head = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return head.trim() === '' ? head : undefined;
}

/** The offset of the comma after a value; undefined if there is none before `limit`. */
function commaAfter(text: string, from: number, limit: number): number | undefined {
  const skipped = /^(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/.exec(text.slice(from, limit))![0].length;
  return text[from + skipped] === ',' && from + skipped < limit ? from + skipped : undefined;
}
