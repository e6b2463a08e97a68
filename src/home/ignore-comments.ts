import type { File, Place } from '../text/file.ts';
import { perObject } from '../text/memo.ts';
import type { Home } from './home.ts';

/** A comment by which a user asks for silence: `// clawlint-ignore-next-line RULE, RULE: reason`. */
export interface IgnoreComment {
  /** from `clawlint-ignore` to the last rule */
  readonly at: Place;
  /** the comment as a whole */
  readonly comment: Place;
  readonly rules: readonly { readonly id: string; readonly at: Place }[];
  readonly reason: string;
  /** what it speaks of: the stretch from here … */
  readonly from: number;
  /** … to here */
  readonly to: number;
}

const WORD = 'clawlint-ignore';
const SHAPE =
  /^[ \t]*(?:\/\/|\/\*|#)[ \t]*(clawlint-ignore(-next-line)?(?![\w-])[ \t]*([^:\r\n]*))(?::[ \t]*(.*?))?[ \t]*(?:\*\/.*)?$/;

/** The ignore comments of the config, its includes, `.env` files and clawlint's own config. */
export const ignoreComments = perObject(
  ({ config, included, project, environment }: Home): readonly IgnoreComment[] => {
    const sources = [config, ...included, project].flatMap((each) => each ?? []);
    const inJson = sources.flatMap(({ file, parsed }) => (file.text.includes(WORD) ? read(file, parsed.comments) : []));
    const dotenvs = environment.layers.flatMap(({ file, dotenv }) => (file && dotenv ? file : []));
    const inDotenv = dotenvs.flatMap((file) => (file.text.includes(WORD) ? read(file, hashes(file)) : []));
    return [...inJson, ...inDotenv];
  },
);

/** The lines of a `.env` that are comments. */
function hashes(file: File): Place[] {
  return [...file.text.matchAll(/^[ \t]*#.*$/gm)].map(({ index, 0: text }) => ({
    file,
    offset: index,
    length: text.length,
  }));
}

function read(file: File, comments: readonly Place[]): IgnoreComment[] {
  const starts = new Set(comments.map(({ offset }) => file.position(offset).line));
  return comments.flatMap(({ offset, length }) => {
    const match = SHAPE.exec(file.text.slice(offset, offset + length));
    if (!match) return [];
    const [, said = '', nextLine, names = '', reason = ''] = match;
    const start = offset + match[0].indexOf(WORD);
    const at = { file, offset: start, length: said.trimEnd().length };
    const first = start + said.length - names.length;
    const rules = [...names.matchAll(/[^\s,]+/g)].map(({ index, 0: id }) => ({
      id,
      at: { file, offset: first + index, length: id.length },
    }));
    return [
      {
        at,
        comment: { file, offset, length },
        rules,
        reason: reason.trim(),
        ...scope(file, offset + length, nextLine !== undefined, starts),
      },
    ];
  });
}

/** The next line that is no comment and not blank, or the rest of the file. */
function scope(
  file: File,
  end: number,
  nextLine: boolean,
  comments: ReadonlySet<number>,
): { from: number; to: number } {
  if (!nextLine) return { from: end, to: file.text.length };
  const last = file.position(file.text.length).line;
  let number = file.position(end).line + 1;
  while (number < last && (file.line(number).text.trim() === '' || isComment(number))) number++;
  const { offset, text } = file.line(number);
  return { from: offset, to: offset + text.length };

  function isComment(line: number): boolean {
    return comments.has(line) && /^\s*(?:\/\/|\/\*|#)/.test(file.line(line).text);
  }
}
