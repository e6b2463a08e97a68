import type { File, Place } from '../text/file.ts';
import type { Edit } from './edit.ts';
import { styleOf } from './style.ts';

/** The edit that takes the line, or the lines, of a variable out of a `.env` file. */
export function withoutVariable(name: Place, value: Place): Edit {
  const { text } = name.file;
  const start = text.lastIndexOf('\n', name.offset - 1) + 1;
  // what follows the value on its line is a quote or a comment
  const end = text.indexOf('\n', value.offset + value.length) + 1 || text.length;
  return { at: { file: name.file, offset: start, length: end - start }, text: '' };
}

/** The edit that adds a variable at the end of a `.env` file; undefined for a value that would need quotes. */
export function withVariable(file: File, name: string, value: string): Edit | undefined {
  if (!/^[\w.:/+=@~-]*$/.test(value)) return undefined;
  const { eol } = styleOf(file);
  const before = file.text === '' || /[\r\n]$/.test(file.text) ? '' : eol;
  return { at: { file, offset: file.text.length, length: 0 }, text: `${before}${name}=${value}${eol}` };
}
