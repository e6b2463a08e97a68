import type { Entry } from '../parse/tree.ts';
import type { Edit } from './edit.ts';
import { commaAfter, ownLine } from './gaps.ts';
import { styleOf } from './style.ts';
import type { Fix } from './suggestion.ts';

/** Whether a key is written to say something, as JSON has no comments. */
export const isRemark = (key: string): boolean => /^(?:\/\/|#|_|\$?(?:comments?|notes?|readme|todo)$)/i.test(key);

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

/** What to do with a remark. Programs that read the file as JSON do not take comments, so the user decides. */
export function remarkAdvice(entry: Entry): { help: string; fix?: Fix } {
  const edit = asComment(entry);
  return {
    help: 'make it a comment: `// …` may stand in this file',
    ...(edit && { fix: { title: 'make it a comment', edits: [edit], unsafe: true } }),
  };
}
