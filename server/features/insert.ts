import { type Node, nodeAt, type ObjectNode, type Path } from '../../src/parse/tree.ts';
import type { Edit } from '../../src/rules/rule.ts';
import type { File } from '../../src/text/file.ts';
import { uncommented } from './commas.ts';
import { habitsOf, keyText } from './style.ts';

/** In characters: longer objects get one line per key. */
const SHORT = 60;

/** A value to insert: literal text, or an object of such values. */
export type Written = string | { readonly [key: string]: Written };

/**
 * The edits that insert a value at a path, in the document's style, creating missing objects on the way. Undefined if
 * something other than an object is in the way, or an object is not closed.
 */
export function insertAt(root: Node, path: Path, value: Written): { file: File; edits: Edit[] } | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const owner = nodeAt(root, path.slice(0, depth));
    if (owner === undefined) continue;
    if (owner.kind !== 'object' || owner.open || owner.entry(String(path[depth]))) return undefined;
    const [key, ...rest] = path.slice(depth).map(String);
    const whole = rest.reduceRight<Written>((inner, step) => ({ [step]: inner }), value);
    return { file: owner.file, edits: insertInto(owner, key!, whole) };
  }
  return undefined;
}

function insertInto(owner: ObjectNode, key: string, value: Written): Edit[] {
  const { file, offset, length } = owner;
  const { text } = file;
  const habits = habitsOf(file);
  const end = offset + length - 1;
  const last = owner.entries.at(-1);
  const lastEnd = last && Math.max(last.key.offset + last.key.length, last.value.offset + last.value.length);
  const isFlat = !text.slice(offset, end).includes('\n') && last !== undefined;
  const inner = isFlat ? '' : indentOf(file, last?.key.offset ?? offset) + (last ? '' : habits.indent);
  const entry = `${keyText(key, habits)}: ${write(value, isFlat ? undefined : inner)}`;
  const between = lastEnd === undefined ? '' : text.slice(lastEnd, end);
  const hasComma = uncommented(between).includes(',');
  const at = (start: number, put: string): Edit => ({ at: { file, offset: start, length: 0 }, text: put });
  const comma = lastEnd !== undefined && !hasComma ? [at(lastEnd, ',')] : [];
  if (isFlat) return hasComma ? [at(lastEnd! + between.trimEnd().length, ` ${entry}`)] : [at(lastEnd!, `, ${entry}`)];
  const behind = offset + 1 + text.slice(offset + 1, end).trimEnd().length;
  const closing = text.slice(behind, end).includes('\n') ? '' : `${habits.eol}${indentOf(file, offset)}`;
  const put = at(
    behind,
    `${habits.eol}${inner}${entry}${hasComma || (habits.trailingComma && last) ? ',' : ''}${closing}`,
  );
  return comma[0]?.at.offset === behind ? [at(behind, `,${put.text}`)] : [...comma, put];

  function write(what: Written, indent: string | undefined): string {
    if (typeof what === 'string') return what;
    const deeper = indent === undefined ? undefined : indent + habits.indent;
    const parts = Object.entries(what).map(([name, inside]) => `${keyText(name, habits)}: ${write(inside, deeper)}`);
    if (indent === undefined || parts.join(', ').length < SHORT) return `{ ${parts.join(', ')} }`;
    return `{${parts.map((part) => `${habits.eol}${deeper}${part}`).join(',')}${habits.trailingComma ? ',' : ''}${habits.eol}${indent}}`;
  }
}

/** The indentation of an offset's line. */
function indentOf(file: File, offset: number): string {
  return /^[ \t]*/.exec(file.line(file.position(offset).line).text)![0];
}
