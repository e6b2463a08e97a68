import type { Parsed } from '../parse/parsed.ts';
import type { Node } from '../parse/tree.ts';
import type { ReadMarks } from '../text/file.ts';
import type { Difference } from './difference.ts';
import type { Surroundings } from './surroundings.ts';

const BLANK = /^[ \t\r\n]*$/;

/** Whether a difference changes nothing but blanks between what OpenClaw reads, or the words of a comment. */
export function isBlank(
  { start, end, text }: Difference,
  was: string,
  { comments }: Parsed,
  { value }: Surroundings,
  marks: ReadMarks,
): boolean {
  const comment = comments.find(({ offset, length }) => offset <= start && start <= offset + length);
  if (comment) {
    const [from, to] = [comment.offset, comment.offset + comment.length];
    const now = was.slice(from, start) + text + was.slice(end, to);
    return start >= from + 2 && end <= to && !marks.has(from) && isComment(now);
  }
  return (
    start > 0 &&
    BLANK.test(text) &&
    BLANK.test(was.slice(start, end)) &&
    !tokens(value).some(({ offset, length }) => offset < start && end < offset + length)
  );
}

/** What of an object or list must stay in one piece: keys, and values of which it holds no more. */
const tokens = (node: Node) =>
  node.kind === 'object'
    ? node.entries.flatMap(({ key, value }) => [key, value])
    : node.kind === 'array'
      ? node.items
      : [node];

/**
 * Whether a text is one comment from its beginning to its end. No pattern: those for a long text need a stack as long.
 */
const isComment = (text: string): boolean =>
  text.startsWith('//')
    ? !/[\r\n\u2028\u2029]/.test(text)
    : text.startsWith('/*') && text.indexOf('*/', 2) === text.length - 2;
