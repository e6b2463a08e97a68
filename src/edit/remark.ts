import type { Entry } from '../parse/tree.ts';
import type { Edit } from './edit.ts';
import { commaAfter, ownLine } from './gaps.ts';
import { styleOf } from './style.ts';

/** The edit that makes a comment of an entry that holds a text; undefined unless it has its lines for itself. */
export function asComment({ key, value }: Entry): Edit | undefined {
  const { file, offset } = key;
  const said = value.kind === 'scalar' && value.file === file ? value.value : undefined;
  const margin = ownLine(file.text, offset);
  if (typeof said !== 'string' || margin === undefined) return undefined;
  const close = value.offset + value.length;
  const comma = commaAfter(file.text, close, file.text.length);
  const end = comma === undefined ? close : comma + 1;
  if (!/^[ \t]*(?:\r?\n|$)/.test(file.text.slice(end, end + 200)) || file.text.slice(close, end).includes('/'))
    return undefined;
  const lines = said.split(/\r\n|[\n\r\u2028\u2029]/);
  const text = lines.map((line) => `// ${line}`.trimEnd()).join(styleOf(file).eol + margin);
  return { at: { file, offset, length: end - offset }, text };
}
