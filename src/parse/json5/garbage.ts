import type { File } from '../../text/file.ts';
import type { SyntaxProblem } from '../parsed.ts';

/**
 * The single problem to report for a file that is empty or not text at all; undefined for other files.
 * @param blank the file holds nothing but spaces and comments
 */
export function notText(file: File, blank: boolean, comments: boolean): SyntaxProblem | undefined {
  const { text } = file;
  const at = { file, offset: 0, length: 0 };
  const head = text.slice(0, 1000);
  const nuls = head.split('\0').length - 1;
  if (head.startsWith('\ufffd\ufffd') || nuls * 3 > head.length)
    return { at, message: 'the file is not UTF-8; it looks like UTF-16', help: 'save it as UTF-8' };
  if (text.includes('\0'))
    return {
      at: { file, offset: text.indexOf('\0'), length: 1 },
      message: 'the file is binary, not text',
      help: 'restore the config from a backup',
    };
  if (!blank) return undefined;
  return {
    at,
    message: comments ? 'the file holds only comments' : 'the file is empty',
    help: 'write `{}` for a config without settings',
  };
}
